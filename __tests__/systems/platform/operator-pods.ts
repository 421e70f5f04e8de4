import type { KubernetesObject } from '../../../lib/kubernetes-object';
import type { Pods } from './pod';
import { poolerPods, postgresPods } from './postgres-pods';
import { rabbitmqPods } from './rabbitmq-pods';
import { redisPods } from './redis-pods';
import { ofKind } from './rendered';

/**
 * The pods that operators make of custom resources: labels, containers, ports and resources, as the versions do whose
 * CRDs are in `imports/`. Nothing here is read from a cluster: who updates an operator compares.
 */
export function operatorPods(objects: readonly KubernetesObject[]): Pods[] {
  return [
    ...ofKind(objects, 'Cluster').map((cluster) => postgresPods(cluster, ofKind(objects, 'ObjectStore'))),
    ...ofKind(objects, 'Pooler').map(poolerPods),
    ...ofKind(objects, 'RedisCluster').flatMap((cluster) => [
      redisPods(cluster, 'leader'),
      redisPods(cluster, 'follower'),
    ]),
    ...ofKind(objects, 'RabbitmqCluster').map(rabbitmqPods),
  ];
}
