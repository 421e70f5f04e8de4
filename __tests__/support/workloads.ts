import type { Construct } from 'constructs';
import { ExternalSecret } from '../../lib/constructs/configuration/external-secret';
import type { WebServiceProps } from '../../lib/constructs/workloads/web-service';
import type { WorkerProps } from '../../lib/constructs/workloads/worker';

/** The fewest props that a web service has. */
export const minimalWebService: WebServiceProps = {
  name: 'api',
  image: 'registry.example/shop/api:v1.0.0',
  version: 'v1.0.0',
  user: 1000,
  port: 8000,
  probes: { liveness: '/live', readiness: '/ready' },
  resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '256Mi' } },
  scale: { replicas: 2 },
};

/** The fewest props that a worker has. */
export const minimalWorker: WorkerProps = {
  name: 'worker',
  image: 'registry.example/shop/worker:v1.0.0',
  version: 'v1.0.0',
  user: 1000,
  resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '256Mi' } },
  probes: { none: 'it has no endpoint' },
  scale: { replicas: 2 },
};

/** The fewest props that a pod which ends by itself has. */
export const minimalTask = {
  name: 'report',
  image: 'registry.example/shop/report:v1.0.0',
  version: 'v1.0.0',
  user: 1000,
  resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '256Mi' } },
  activeDeadlineSeconds: 600,
} as const;

/** A Secret with the given keys, from a store that does not exist. */
export function secretWith(scope: Construct, name: string, ...keys: string[]): ExternalSecret {
  const data = Object.fromEntries(keys.map((key) => [key, { key: `${name}/${key}` }]));
  return new ExternalSecret(scope, `Secret-${name}`, { name, store: 'store', data });
}
