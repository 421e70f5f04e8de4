import type { KubernetesObject } from '../../../lib/kubernetes-object';
import { environments, type PlatformEnvironment } from '../../../systems/platform/environments';
import type { End, PodEnd } from '../../support/network';
import { foreignPods } from './foreign-pods';
import type { Pods } from './pod';
import { podsOf } from './pods';

/** Everybody who may open a connection or be connected to, by the name that the tables of the tests use. */
export function ends(environment: PlatformEnvironment, objects: readonly KubernetesObject[]) {
  const { namespace, cluster } = environments[environment];
  const pods = podsOf(objects);
  const made = (of: string) => madeBy(pods, of);
  const api = made('Deployment platform-api');
  const postgres = made('Cluster platform-postgres');
  return {
    api,
    auth: made('Deployment platform-auth'),
    user: made('Deployment platform-user'),
    worker: made('Deployment platform-worker'),
    migration: made('Job platform-migration-'),
    downgrade: made('CronJob platform-migration-down'),
    backup: made('CronJob platform-backup'),
    restore: made('CronJob platform-backup-restore'),
    postgres,
    // The Job by which CloudNativePG makes a replica: of the cluster, but no instance yet.
    'new replica': pod(namespace, {
      ...withoutRole(postgres.labels),
      'cnpg.io/jobRole': 'join',
    }),
    pooler: made('Pooler platform-postgres-pooler-rw'),
    'redis leader': made('RedisCluster platform-redis (leader)'),
    'redis follower': made('RedisCluster platform-redis (follower)'),
    rabbitmq: made('RabbitmqCluster platform-rabbitmq'),
    ...foreignPods,
    // Of the certificate of an Ingress: cert-manager runs it beside the Ingress for as long as a challenge takes.
    'challenge solver': pod(namespace, { 'acme.cert-manager.io/http01-solver': 'true' }),
    stranger: pod(namespace, { app: 'stranger' }),
    'stranger elsewhere': pod('stranger', { app: 'stranger' }),
    'impostor of api elsewhere': pod('stranger', api.labels),
    'impostor of postgres elsewhere': pod('stranger', postgres.labels),
    'neighbour of the operator of postgres': pod('cnpg-system', { app: 'stranger' }),
    'neighbour of prometheus': pod('monitoring', { 'app.kubernetes.io/name': 'grafana' }),
    'api server': address(cluster.apiServer.cidr.split('/')[0] ?? ''),
    internet: address('52.95.110.1'),
    '10.0.0.0/8': address('10.200.0.1'),
    '172.16.0.0/12': address('172.31.255.254'),
    '192.168.0.0/16': address('192.168.1.1'),
    'metadata of the cloud': address('169.254.169.254'),
  };
}

export type EndName = keyof ReturnType<typeof ends>;

/** The pods that an object makes; the beginning of its name is enough. */
function madeBy(pods: readonly Pods[], of: string): Pods {
  const found = pods.find((each) => each.of === of) ?? pods.find((each) => each.of.startsWith(of));
  if (found) return found;
  throw new Error(`no pods of ${of} are rendered; there are those of: ${pods.map((each) => each.of).join(', ')}`);
}

function withoutRole(labels: PodEnd['labels']): PodEnd['labels'] {
  const roles = ['cnpg.io/podRole', 'cnpg.io/instanceRole', 'role'];
  return Object.fromEntries(Object.entries(labels).filter(([name]) => !roles.includes(name)));
}

function pod(namespace: string, labels: PodEnd['labels']): PodEnd {
  return { namespace, labels };
}

function address(ip: string): End {
  return { address: ip };
}
