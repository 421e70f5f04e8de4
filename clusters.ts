import type { Cluster } from './lib/facts/cluster';

/**
 * What all clusters of the company have in common: operators, ingress controller and monitoring are installed in
 * the same namespaces everywhere, by their official charts.
 */
const common = {
  kubernetesVersion: '1.34',
  server: 'https://kubernetes.default.svc',
  zones: ['region-1a', 'region-1b', 'region-1c'],
  apiServer: { cidr: '10.0.0.0/16', port: 443 },
  storageClass: 'standard',
  ingress: {
    className: 'nginx',
    certificateChallenge: 'http01',
    namespace: 'ingress-nginx',
    namespaceLabels: { name: 'ingress-nginx' },
    podLabels: { 'app.kubernetes.io/name': 'ingress-nginx' },
  },
  monitoring: { namespace: 'monitoring', podLabels: { 'app.kubernetes.io/name': 'prometheus' } },
  operators: {
    'cloudnative-pg': { namespace: 'cnpg-system', podLabels: { 'app.kubernetes.io/name': 'cloudnative-pg' } },
    rabbitmq: { namespace: 'rabbitmq-system', podLabels: { 'app.kubernetes.io/name': 'rabbitmq-cluster-operator' } },
    redis: { namespace: 'redis-operator', podLabels: { name: 'redis-operator' } },
    keda: { namespace: 'keda', podLabels: { app: 'keda-operator' } },
  },
  mesh: { namespace: 'istio-system', podLabels: { app: 'istiod' } },
} as const satisfies Omit<Cluster, 'name' | 'nodes'>;

/** Document 004, section 1.1: staging has 2 nodes, production 3 or more. */
export const clusters = {
  platformStaging: { ...common, name: 'platform-staging', nodes: 2, zones: ['region-1a', 'region-1b'] },
  platformProduction: { ...common, name: 'platform-production', nodes: 3 },
} as const satisfies Record<string, Cluster>;
