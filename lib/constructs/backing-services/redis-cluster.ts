import { Construct } from 'constructs';
import { RedisCluster as RedisClusterManifest } from '../../../imports/redis';
import { Config } from '../configuration/config';
import type { SecretSource } from '../configuration/secret';
import type { Variable } from '../configuration/variable';
import { Environment } from '../environment';
import { keepData } from '../keep-data';
import { Manifest } from '../manifest';
import type { Client, Target } from '../network/connection';
import { foreignPods, pods } from '../network/peer';
import { Traffic } from '../network/traffic';
import { podMonitor } from '../observability/monitor';
import { checkWhole } from '../whole-number';
import { checkImage } from '../workloads/pod/image';
import type { Resources } from '../workloads/pod/resources';
import { checkStorage } from './custom-quantities';
import { redisSpec } from './redis-spec';

export interface RedisClusterProps {
  readonly name: string;
  /** Image of Redis, from the operator's own. */
  readonly image: string;
  readonly exporter: { readonly image: string; readonly resources: Resources };
  /** Key of a Secret that holds the password. */
  readonly password: { readonly secret: SecretSource; readonly key: string };
  /** Variables that clients connect with. */
  readonly variables: Readonly<Record<string, Variable>>;
  /** Leaders; each has one follower. */
  readonly leaders: number;
  readonly storage: { readonly size: string; readonly storageClass: string };
  readonly resources: Resources;
  /** Directives of redis.conf, for example `maxmemory`. Whoever sets none gets no bound below the container's. */
  readonly directives: Readonly<Record<string, string>>;
  /** Label of every pod, by which the policies of clients select them. */
  readonly podLabels: Readonly<Record<string, string>>;
}

const port = { redis: 6379, bus: 16379, exporter: 9121 } as const;

/** Redis Cluster by the Redis operator, persistent (append-only file), with an exporter beside every node. */
export class RedisCluster extends Construct implements Target {
  readonly name: string;
  /** Host of the leaders, from which clients of a cluster learn the rest. */
  readonly host: string;
  private readonly traffic: Traffic;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: RedisClusterProps,
  ) {
    super(scope, id);
    const { name, directives, podLabels } = props;
    const { cluster } = Environment.of(this);
    checkImage(this, name, props.image);
    checkImage(this, 'the exporter', props.exporter.image);
    checkStorage(this, name, props.storage.size);
    // Redis Cluster elects by a majority of leaders; the operator refuses fewer.
    checkWhole(this, 'leaders', props.leaders, 3);
    this.name = name;
    this.host = `${name}-leader`;
    const labels = { 'app.kubernetes.io/name': name, 'app.kubernetes.io/component': 'cache' };
    const text = Object.entries(directives).map(([directive, value]) => `${directive} ${value}\n`);
    // The key is the one that the operator reads.
    const data = { 'redis-additional.conf': text.join('') };
    const config = new Config(this, 'Config', { name: `${name}-config`, of: 'files', data, labels });
    new Manifest(this, 'RedisCluster', {
      type: RedisClusterManifest,
      name,
      // The operator gives its labels to the pods, and selects by them: they must never change.
      labels: { ...podLabels, ...labels, 'sidecar.istio.io/inject': 'false' },
      annotations: keepData,
      wave: 'backing',
      body: { spec: redisSpec(this, props, config.name) },
    });

    const self = { 'app.kubernetes.io/name': name };
    this.traffic = new Traffic(this, 'Traffic', {
      name: `${name}-policy`,
      podSelector: { matchLabels: self },
      labels,
      wave: 'backing',
    });
    this.traffic.allowFrom(pods(self), { port: port.redis }, { port: port.bus });
    this.traffic.allowFrom(foreignPods(cluster.operators.redis), { port: port.redis });
    this.traffic.allowFrom(foreignPods(cluster.monitoring), { port: port.exporter });
    this.traffic.allowTo(pods(self), { port: port.redis }, { port: port.bus });
    podMonitor(this, {
      name,
      labels,
      selector: self,
      port: 'redis-exporter',
      metrics: { interval: '15s' },
    });
  }

  accept(client: Client): void {
    client.traffic.allowTo(pods(this.props.podLabels), { port: port.redis });
    this.traffic.allowFrom(client.peer, { port: port.redis });
    for (const [name, value] of Object.entries(this.props.variables)) client.addVariable(name, value);
  }
}
