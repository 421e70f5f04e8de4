import type { KubernetesObject } from '../render/render';
import { isMap } from './is-map';
import { type KindRule, rule, specOf, storage } from './kind-rule';

/** Kinds of operators and controllers. What they refuse is in their schemas, at the versions of imports/sources.yaml. */
export const operatorKinds: Readonly<Record<string, KindRule>> = {
  // Argo, KEDA and the kinds that the API's own working groups define
  'argoproj.io/Rollout': {
    fields: [
      rule('recreates', ['spec.selector']),
      rule('rolls-pods', ['spec.template', 'spec.workloadRef', 'spec.restartAt']),
    ],
  },
  'argoproj.io/Application': { holds: cascades },
  'argoproj.io/ApplicationSet': { holds: (object) => (preserves(object) ? undefined : 'everything that it deployed') },
  'keda.sh/ScaledJob': { fields: [rule('rolls-pods', ['spec.jobTargetRef'])] },
  'gateway.networking.k8s.io/GatewayClass': { fields: [rule('recreates', ['spec.controllerName'])] },
  'snapshot.storage.k8s.io/VolumeSnapshot': {
    holds: () => 'the snapshot',
    fields: [rule('recreates', ['spec.source'])],
  },

  // Databases and queues
  'postgresql.cnpg.io/Cluster': {
    holds: () => 'its databases',
    fields: [
      storage('spec.storage.size', 'spec.walStorage.size'),
      rule('nothing', ['spec.bootstrap'], { reason: 'is only read when the cluster is created' }),
      rule('recreates', ['spec.serviceAccountName', 'spec.postgresUID', 'spec.postgresGID']),
      rule('rolls-pods', ['spec.imageName', 'spec.imageCatalogRef', 'spec.resources', 'spec.plugins']),
      // Some parameters only need a reload: which ones depends on the version of PostgreSQL.
      rule('rolls-pods', ['spec.postgresql.parameters', 'spec.postgresql.shared_preload_libraries']),
      rule('rolls-pods', ['spec.postgresql.extensions', 'spec.walStorage', 'spec.tablespaces']),
      rule('rolls-pods', ['spec.env', 'spec.envFrom', 'spec.projectedVolumeTemplate', 'spec.ephemeralVolumeSource']),
      rule('rolls-pods', ['spec.affinity', 'spec.topologySpreadConstraints', 'spec.priorityClassName']),
      rule('rolls-pods', ['spec.schedulerName', 'spec.podSecurityContext', 'spec.securityContext']),
      rule('rolls-pods', ['spec.seccompProfile', 'spec.ephemeralVolumesSizeLimit']),
    ],
  },
  'postgresql.cnpg.io/Database': {
    holds: (object) => (specOf(object).databaseReclaimPolicy === 'delete' ? 'the database' : undefined),
    fields: [
      rule('recreates', ['spec.cluster', 'spec.name', 'spec.template', 'spec.encoding', 'spec.locale']),
      rule('recreates', ['spec.localeProvider', 'spec.localeCollate', 'spec.localeCType', 'spec.icuLocale']),
      rule('recreates', ['spec.icuRules', 'spec.builtinLocale', 'spec.collationVersion']),
    ],
  },
  'postgresql.cnpg.io/Pooler': {
    fields: [rule('recreates', ['spec.cluster', 'spec.serviceAccountName']), rule('rolls-pods', ['spec.template'])],
  },
  'postgresql.cnpg.io/ScheduledBackup': { fields: [rule('recreates', ['spec.cluster'])] },
  'barmancloud.cnpg.io/ObjectStore': { holds: () => 'the way to the backups of databases' },
  'rabbitmq.com/RabbitmqCluster': {
    holds: () => 'its queues and messages',
    fields: [
      storage('spec.persistence.storage'),
      rule('recreates', ['spec.persistence.storageClassName']),
      rule('updates', ['spec.persistence', 'spec.replicas', 'spec.service', 'spec.override.service']),
      rule('rolls-pods', ['spec']),
    ],
  },
  'redis.redis.opstreelabs.in/Redis': redis(),
  'redis.redis.opstreelabs.in/RedisCluster': redis(),
  'redis.redis.opstreelabs.in/RedisReplication': redis(),
  'redis.redis.opstreelabs.in/RedisSentinel': {
    fields: [rule('updates', ['spec.clusterSize']), rule('rolls-pods', ['spec'])],
  },
  'monitoring.coreos.com/Prometheus': monitoring('its metrics'),
  'monitoring.coreos.com/Alertmanager': monitoring('its silences'),
};

function redis(): KindRule {
  const claims = ['spec.storage.volumeClaimTemplate', 'spec.storage.nodeConfVolumeClaimTemplate'];
  return {
    holds: () => 'its data',
    fields: [
      storage(...claims.map((claim) => `${claim}.spec.resources.requests.storage`)),
      rule(
        'updates',
        claims.map((claim) => `${claim}.spec.resources.requests`),
      ),
      rule('recreates', claims),
      rule('updates', ['spec.clusterSize', 'spec.redisLeader.replicas', 'spec.redisFollower.replicas']),
      rule('updates', ['spec.redisLeader.pdb', 'spec.redisFollower.pdb', 'spec.kubernetesConfig.service']),
      rule('rolls-pods', ['spec']),
    ],
  };
}

function monitoring(data: string): KindRule {
  const claim = 'spec.storage.volumeClaimTemplate';
  return {
    holds: (object) => (specOf(object).storage === undefined ? undefined : data),
    fields: [
      storage(`${claim}.spec.resources.requests.storage`),
      rule('updates', [`${claim}.spec.resources.requests`, 'spec.replicas']),
      rule('rolls-pods', ['spec']),
    ],
  };
}

function preserves(object: KubernetesObject): boolean {
  const { syncPolicy } = specOf(object);
  return isMap(syncPolicy) && syncPolicy.preserveResourcesOnDeletion === true;
}

/** Argo CD deletes what an Application deployed along with it only where this finalizer says so. */
function cascades({ metadata: { finalizers } }: KubernetesObject): string | undefined {
  const cascading = Array.isArray(finalizers) && finalizers.some((each) => String(each).startsWith(cascade));
  return cascading ? 'everything that it deployed' : undefined;
}

const cascade = 'resources-finalizer.argocd.argoproj.io';
