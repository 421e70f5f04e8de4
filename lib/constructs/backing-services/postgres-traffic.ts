import { Construct } from 'constructs';
import { Environment } from '../environment';
import { addresses, foreignPods, internet, pods } from '../network/peer';
import { Traffic } from '../network/traffic';
import { podMonitor } from '../observability/monitor';

export interface PostgresTrafficProps {
  readonly name: string;
  readonly poolerName: string;
  readonly labels: Readonly<Record<string, string>>;
  /** True where instances ship backups to an object store. */
  readonly backup: boolean;
}

/** Ports of an instance: the database, the operator's view of it, and its metrics. */
const port = { postgres: 5432, status: 8000, metrics: 9187, poolerMetrics: 9127 } as const;

/** Who may talk to a PostgreSQL cluster and its pool, its operator and its backups included. */
export class PostgresTraffic extends Construct {
  readonly instances: Traffic;
  readonly pooler: Traffic;

  constructor(scope: Construct, id: string, { name, poolerName, labels, backup }: PostgresTrafficProps) {
    super(scope, id);
    const { cluster } = Environment.of(this);
    // Pods of the pool belong to the cluster too, and the Jobs that make replicas have no role.
    const instanceSelector = {
      matchLabels: { 'cnpg.io/cluster': name },
      matchExpressions: [{ key: 'cnpg.io/podRole', operator: 'NotIn', values: ['pooler'] }],
    };
    const instances = { podSelector: instanceSelector };
    const poolerLabels = { 'cnpg.io/poolerName': poolerName };
    const pooler = pods(poolerLabels);
    const operator = foreignPods(cluster.operators['cloudnative-pg']);
    const monitoring = foreignPods(cluster.monitoring);
    const apiServer = addresses(cluster.apiServer);

    const props = { labels, wave: 'backing' } as const;
    this.instances = new Traffic(this, 'Instances', {
      ...props,
      name: `${name}-policy`,
      podSelector: instanceSelector,
    });
    this.instances.allowFrom(instances, { port: port.postgres }, { port: port.status });
    this.instances.allowFrom(operator, { port: port.postgres }, { port: port.status });
    this.instances.allowFrom(pooler, { port: port.postgres });
    this.instances.allowFrom(monitoring, { port: port.metrics });
    this.instances.allowTo(instances, { port: port.postgres }, { port: port.status });
    this.instances.allowTo(apiServer, { port: cluster.apiServer.port });
    if (backup) this.instances.allowTo(addresses(internet), { port: 443 });

    this.pooler = new Traffic(this, 'Pooler', {
      ...props,
      name: `${poolerName}-policy`,
      podSelector: { matchLabels: poolerLabels },
    });
    this.pooler.allowFrom(monitoring, { port: port.poolerMetrics });
    this.pooler.allowTo(instances, { port: port.postgres });
    this.pooler.allowTo(apiServer, { port: cluster.apiServer.port });

    const metrics = { interval: '15s' };
    const instanceLabels = { 'cnpg.io/cluster': name, 'cnpg.io/podRole': 'instance' };
    podMonitor(this.instances, { name, labels, selector: instanceLabels, port: 'metrics', metrics });
    podMonitor(this.pooler, { name: poolerName, labels, selector: poolerLabels, port: 'metrics', metrics });
  }
}
