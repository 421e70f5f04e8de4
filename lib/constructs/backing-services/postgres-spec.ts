import type { Construct } from 'constructs';
import {
  type ClusterSpec,
  ClusterSpecPostgresqlSynchronousDataDurability,
  ClusterSpecPostgresqlSynchronousMethod,
  type PoolerSpec,
  PoolerSpecPgbouncerPoolMode,
  PoolerSpecType,
} from '../../../imports/cloudnative-pg';
import { present } from '../present';
import { resourceQuantities } from './custom-quantities';
import { backupPlugin } from './postgres-backup';
import type { PostgresClusterProps } from './postgres-cluster';

const synchronous = {
  method: ClusterSpecPostgresqlSynchronousMethod.ANY,
  number: 1,
  dataDurability: ClusterSpecPostgresqlSynchronousDataDurability.PREFERRED,
};

/** The Cluster as CloudNativePG has it. */
export function clusterSpec(scope: Construct, props: PostgresClusterProps): ClusterSpec {
  const { image, instances, database, owner, storage, resources, parameters, podLabels, backup } = props;
  return {
    instances,
    imageName: image,
    // Pods of the operator carry the label that policies select, and no proxy of the mesh.
    inheritedMetadata: { labels: { ...podLabels, 'sidecar.istio.io/inject': 'false' } },
    bootstrap: {
      initdb: { database: database.name, owner: database.owner, secret: { name: owner.name }, dataChecksums: true },
    },
    postgresql: present({
      ...(present(parameters) && { parameters: { ...parameters } }),
      // Without it synchronous_commit waits for nobody. Preferred: a lost replica does not stop writing.
      ...(instances > 1 && { synchronous }),
    }),
    storage: { size: storage.size, storageClass: storage.storageClass },
    resources: resourceQuantities(scope, props.name, resources),
    topologySpreadConstraints: [
      {
        maxSkew: 1,
        topologyKey: 'topology.kubernetes.io/zone',
        whenUnsatisfiable: 'ScheduleAnyway',
        labelSelector: { matchLabels: { 'cnpg.io/cluster': props.name, 'cnpg.io/podRole': 'instance' } },
      },
    ],
    ...(backup && { plugins: [backupPlugin(props.name)] }),
  };
}

/** PgBouncer in front of the primary. */
export function poolerSpec(scope: Construct, { name, pooler, podLabels }: PostgresClusterProps): PoolerSpec {
  return {
    cluster: { name },
    instances: pooler.instances,
    type: PoolerSpecType.RW,
    // Few sessions of the server for many of the clients, whose prepared statements PgBouncer keeps track of.
    pgbouncer: {
      poolMode: PoolerSpecPgbouncerPoolMode.TRANSACTION,
      parameters: {
        max_client_conn: String(pooler.clientConnections),
        default_pool_size: String(pooler.serverConnections),
        max_prepared_statements: '200',
      },
    },
    template: {
      metadata: { labels: { ...podLabels, 'sidecar.istio.io/inject': 'false' } },
      spec: {
        containers: [{ name: 'pgbouncer', resources: resourceQuantities(scope, 'pgbouncer', pooler.resources) }],
        // Untyped in the class, so quantities are plain there.
        initContainers: [{ name: 'bootstrap-controller', resources: pooler.resources }],
        topologySpreadConstraints: [
          {
            maxSkew: 1,
            topologyKey: 'kubernetes.io/hostname',
            whenUnsatisfiable: 'ScheduleAnyway',
            labelSelector: { matchLabels: { 'cnpg.io/poolerName': `${name}-pooler-rw` } },
          },
        ],
      },
    },
  };
}
