import type { PodEnd } from '../../support/network';
import type { Labels } from '../../support/selector';

/**
 * Pods of others in the clusters of platform, with the labels that they carry where their official charts are
 * installed: not read from the facts of the clusters, so that a wrong fact is found.
 */
export const foreignPods = {
  'ingress controller': pod('ingress-nginx', {
    'app.kubernetes.io/name': 'ingress-nginx',
    'app.kubernetes.io/instance': 'ingress-nginx',
    'app.kubernetes.io/component': 'controller',
  }),
  prometheus: pod('monitoring', {
    'app.kubernetes.io/name': 'prometheus',
    'app.kubernetes.io/managed-by': 'prometheus-operator',
    prometheus: 'k8s',
  }),
  'operator of postgres': pod('cnpg-system', {
    'app.kubernetes.io/name': 'cloudnative-pg',
    'app.kubernetes.io/instance': 'cnpg',
  }),
  'operator of redis': pod('redis-operator', { name: 'redis-operator' }),
  'operator of rabbitmq': pod('rabbitmq-system', {
    'app.kubernetes.io/name': 'rabbitmq-cluster-operator',
    'app.kubernetes.io/component': 'rabbitmq-operator',
    'app.kubernetes.io/part-of': 'rabbitmq',
  }),
  keda: pod('keda', { app: 'keda-operator', 'app.kubernetes.io/name': 'keda-operator' }),
  istiod: pod('istio-system', { app: 'istiod', istio: 'pilot' }),
  dns: pod('kube-system', { 'k8s-app': 'kube-dns' }),
} as const satisfies Record<string, PodEnd>;

/** Labels of the namespaces of others, beside the one that Kubernetes sets. */
export const foreignNamespaces: Readonly<Record<string, Labels>> = { 'ingress-nginx': { name: 'ingress-nginx' } };

function pod(namespace: string, labels: Labels): PodEnd {
  return { namespace, labels };
}
