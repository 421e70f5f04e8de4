import type { Construct } from 'constructs';
import type { RedisClusterSpec } from '../../../imports/redis';
import { containerSecurityContext, podSecurityContext, unprivileged } from '../workloads/pod/hardening';
import { quantity, resourceQuantities } from './custom-quantities';
import type { RedisClusterProps } from './redis-cluster';

/** What Argo CD notes on the custom resource: the operator would copy it to the pods, and roll them when it changes. */
const ignoreAnnotations = [
  'argocd.argoproj.io/tracking-id',
  'argocd.argoproj.io/sync-options',
  'argocd.argoproj.io/sync-wave',
];

/** User of the operator's images. */
const user = 1000;

/**
 * The RedisCluster as its operator has it.
 *
 * @param config Name of the ConfigMap with further directives
 */
export function redisSpec(scope: Construct, props: RedisClusterProps, config: string): RedisClusterSpec {
  const { name, image, exporter, password, leaders, storage, resources } = props;
  const role = (which: 'leader' | 'follower') => ({
    replicas: leaders,
    resources: resourceQuantities(scope, name, resources),
    redisConfig: { additionalRedisConfig: config },
    // Its entry point writes the configuration into the image's own folders.
    securityContext: unprivileged,
    pdb: { enabled: true, maxUnavailable: 1 },
    topologySpreadConstraints: ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'].map((topologyKey) => ({
      maxSkew: 1,
      topologyKey,
      whenUnsatisfiable: 'ScheduleAnyway',
      labelSelector: { matchLabels: { 'app.kubernetes.io/name': name, role: which } },
    })),
  });
  const claim = (size: string) => ({
    spec: {
      accessModes: ['ReadWriteOnce'],
      storageClassName: storage.storageClass,
      resources: { requests: { storage: quantity(size) } },
    },
  });
  return {
    clusterSize: leaders,
    clusterVersion: 'v7',
    persistenceEnabled: true,
    podSecurityContext: podSecurityContext({ user }),
    kubernetesConfig: { image, redisSecret: { name: password.secret.name, key: password.key }, ignoreAnnotations },
    redisLeader: role('leader'),
    redisFollower: role('follower'),
    redisExporter: {
      enabled: true,
      image: exporter.image,
      resources: resourceQuantities(scope, 'the exporter', exporter.resources),
      securityContext: containerSecurityContext,
    },
    storage: {
      volumeClaimTemplate: claim(storage.size),
      // The node's place in the cluster outlives its pod.
      nodeConfVolume: true,
      nodeConfVolumeClaimTemplate: claim('100Mi'),
    },
  };
}
