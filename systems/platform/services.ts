import { Component } from '../../lib/constructs/component';
import { WebService } from '../../lib/constructs/workloads/web-service';
import { components, healthPaths } from './components';
import type { Configuration } from './configuration';
import type { PlatformScope } from './scope';

/** The services behind the api, `platform-auth` and `platform-user`: documents only their existence and ports. */
export function platformService(
  which: 'auth' | 'user',
  { environment, values }: PlatformScope,
  { config, secrets }: Configuration,
): WebService {
  const { name, port } = components[which];
  const component = new Component(environment, which, { name });
  return new WebService(component, 'Service', {
    name,
    labels: { version: 'v1' },
    image: environment.release.image(name),
    version: environment.release.version(name),
    user: 1000,
    port,
    envFrom: [config],
    env: { SECRET_KEY: secrets.key('SECRET_KEY'), JWT_SECRET_KEY: secrets.key('JWT_SECRET_KEY') },
    resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { cpu: '200m', memory: '256Mi' } },
    probes: {
      liveness: { path: healthPaths.live, periodSeconds: 15, timeoutSeconds: 5 },
      readiness: { path: healthPaths.ready, periodSeconds: 10, timeoutSeconds: 5 },
    },
    preStop: { sleepSeconds: 10 },
    writable: ['/tmp'],
    metrics: { path: healthPaths.metrics, interval: '15s' },
    scale: { ...values[which], cpu: 70, memory: 80 },
  });
}
