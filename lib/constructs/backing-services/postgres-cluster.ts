import { Construct } from 'constructs';
import { Cluster, Pooler } from '../../../imports/cloudnative-pg';
import type { ExternalSecret } from '../configuration/external-secret';
import type { Variable } from '../configuration/variable';
import { keepData } from '../keep-data';
import { Manifest } from '../manifest';
import type { Client, Target } from '../network/connection';
import { pods } from '../network/peer';
import { disruptionBudget } from '../policies/disruption-budget';
import { checkWhole } from '../whole-number';
import { checkImage } from '../workloads/pod/image';
import type { Resources } from '../workloads/pod/resources';
import { checkStorage } from './custom-quantities';
import { PostgresAccess } from './postgres-access';
import { type PostgresBackup, postgresBackup } from './postgres-backup';
import { clusterSpec, poolerSpec } from './postgres-spec';
import { PostgresTraffic } from './postgres-traffic';

export interface PostgresClusterProps {
  readonly name: string;
  /** Image of PostgreSQL, from CloudNativePG's own. */
  readonly image: string;
  /** Database that is made, and the role that owns it. */
  readonly database: { readonly name: string; readonly owner: string };
  /** User and password of the owner: a basic-auth Secret. */
  readonly owner: ExternalSecret;
  /** Variables that clients connect with. */
  readonly variables: Readonly<Record<string, Variable>>;
  /** One primary, the others replicas. */
  readonly instances: number;
  readonly storage: { readonly size: string; readonly storageClass: string };
  readonly resources: Resources;
  /** Settings of PostgreSQL. @default - CloudNativePG's */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Label of every pod, by which the policies of clients select them. */
  readonly podLabels: Readonly<Record<string, string>>;
  /** Pool of connections that clients go through. */
  readonly pooler: {
    readonly instances: number;
    readonly resources: Resources;
    /** Connections that each pod takes from clients. */
    readonly clientConnections: number;
    /** Connections that each pod holds to the server; those of all pods must stay below `max_connections`. */
    readonly serverConnections: number;
  };
  /** Continuous backup by the Barman Cloud plugin. @default - none */
  readonly backup?: PostgresBackup;
}

/**
 * PostgreSQL by CloudNativePG: a primary with replicas, and PgBouncer in front of it. Clients connect to the pool;
 * `direct` is for what needs a session of its own, such as dumps.
 */
export class PostgresCluster extends Construct implements Target {
  readonly name: string;
  /** Host of the pool. */
  readonly host: string;
  /** The primary itself, for clients that must not go through the pool. */
  readonly direct: PostgresAccess;
  private readonly traffic: PostgresTraffic;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: PostgresClusterProps,
  ) {
    super(scope, id);
    const { name, backup, podLabels } = props;
    const poolerName = `${name}-pooler-rw`;
    checkImage(this, name, props.image);
    checkStorage(this, name, props.storage.size);
    checkWhole(this, 'instances', props.instances);
    checkWhole(this, 'pooler.instances', props.pooler.instances);
    checkWhole(this, 'pooler.clientConnections', props.pooler.clientConnections);
    checkWhole(this, 'pooler.serverConnections', props.pooler.serverConnections);
    this.name = name;
    this.host = poolerName;
    const labels = { 'app.kubernetes.io/name': name, 'app.kubernetes.io/component': 'database' };
    new Manifest(this, 'Cluster', {
      type: Cluster,
      name,
      labels,
      annotations: keepData,
      wave: 'backing',
      body: { spec: clusterSpec(this, props) },
    });
    new Manifest(this, 'Pooler', {
      type: Pooler,
      name: poolerName,
      labels,
      wave: 'backing',
      body: { spec: poolerSpec(this, props) },
    });
    if (backup) postgresBackup(this, { ...backup, cluster: name, labels });
    this.traffic = new PostgresTraffic(this, 'Traffic', { name, poolerName, labels, backup: !!backup });
    const selector = { 'cnpg.io/poolerName': poolerName };
    disruptionBudget(this, { name: poolerName, selector, labels, floor: props.pooler.instances });
    this.direct = new PostgresAccess(this, 'Direct', {
      host: `${name}-rw`,
      database: props.database.name,
      owner: props.owner,
      podLabels,
      traffic: this.traffic.instances,
    });
  }

  accept(client: Client): void {
    client.traffic.allowTo(pods(this.props.podLabels), { port: 5432 });
    this.traffic.pooler.allowFrom(client.peer, { port: 5432 });
    for (const [name, value] of Object.entries(this.props.variables)) client.addVariable(name, value);
  }
}
