import { Component } from '../../lib/constructs/component';
import { rolling } from '../../lib/constructs/delivery/rolling';
import { WebService } from '../../lib/constructs/workloads/web-service';
import type { k8s } from '../../lib/k8s';
import { components, healthPaths } from './components';
import type { Configuration } from './configuration';
import type { PlatformScope } from './scope';

/** The public API: document 004, sections 3.3 to 3.7 and 7.1. */
export function platformApi({ environment, values }: PlatformScope, { config, secrets }: Configuration): WebService {
  const { name, port } = components.api;
  const component = new Component(environment, 'Api', { name });
  return new WebService(component, 'Service', {
    name,
    labels: { version: 'v1' },
    image: environment.release.image(name),
    version: environment.release.version(name),
    imagePullPolicy: 'Always',
    user: 1000,
    port,
    envFrom: [config, secrets],
    resources: { requests: { cpu: '200m', memory: '256Mi' }, limits: { cpu: '1000m', memory: '512Mi' } },
    probes: {
      liveness: {
        path: healthPaths.live,
        initialDelaySeconds: 10,
        periodSeconds: 15,
        timeoutSeconds: 5,
        failureThreshold: 3,
      },
      readiness: {
        path: healthPaths.ready,
        initialDelaySeconds: 5,
        periodSeconds: 10,
        timeoutSeconds: 5,
        failureThreshold: 3,
      },
      startup: { path: healthPaths.live, initialDelaySeconds: 5, periodSeconds: 5, failureThreshold: 30 },
    },
    preStop: { sleepSeconds: 10 },
    writable: ['/tmp'],
    podAnnotations: {
      'prometheus.io/scrape': 'true',
      'prometheus.io/port': String(port),
      'prometheus.io/path': healthPaths.metrics,
    },
    metrics: { path: healthPaths.metrics, interval: '15s' },
    scale: { min: values.api.min, max: values.api.max, cpu: 70, memory: 80, behavior: scaling },
    disruption: { minAvailable: values.api.minAvailable },
    delivery: rolling({ maxSurge: 1, maxUnavailable: 0 }),
    peers: true,
    expose: {
      name: 'platform-ingress',
      host: values.host,
      tls: { clusterIssuer: 'letsencrypt-prod', secretName: 'platform-tls' },
      annotations: {
        'nginx.ingress.kubernetes.io/ssl-redirect': 'true',
        'nginx.ingress.kubernetes.io/proxy-body-size': '10m',
        'nginx.ingress.kubernetes.io/proxy-read-timeout': '60',
        'nginx.ingress.kubernetes.io/proxy-send-timeout': '60',
      },
    },
  });
}

/** Up fast, down slowly: document 004, section 3.6. */
const scaling: k8s.HorizontalPodAutoscalerBehaviorV2 = {
  scaleDown: { stabilizationWindowSeconds: 300, policies: [{ type: 'Percent', value: 10, periodSeconds: 60 }] },
  scaleUp: {
    stabilizationWindowSeconds: 0,
    policies: [
      { type: 'Percent', value: 100, periodSeconds: 15 },
      { type: 'Pods', value: 4, periodSeconds: 15 },
    ],
    selectPolicy: 'Max',
  },
};
