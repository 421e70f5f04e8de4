import { Construct } from 'constructs';
import { TriggerAuthentication } from '../../../imports/keda';
import { RabbitmqCluster as RabbitmqClusterManifest } from '../../../imports/rabbitmq';
import { SecretReference } from '../configuration/secret';
import { Environment } from '../environment';
import { keepData } from '../keep-data';
import { Manifest } from '../manifest';
import type { Client, Target } from '../network/connection';
import { addresses, foreignPods, pods } from '../network/peer';
import { Traffic } from '../network/traffic';
import { podMonitor } from '../observability/monitor';
import { disruptionBudget } from '../policies/disruption-budget';
import type { QueueScaler, QueueTrigger } from '../scaling/queue-scaler';
import { checkWhole } from '../whole-number';
import { checkImage } from '../workloads/pod/image';
import type { Resources } from '../workloads/pod/resources';
import { checkStorage } from './custom-quantities';
import { rabbitmqSpec } from './rabbitmq-spec';

export interface RabbitmqClusterProps {
  readonly name: string;
  /** Image of RabbitMQ with its management plugin. */
  readonly image: string;
  readonly replicas: number;
  readonly storage: { readonly size: string; readonly storageClass: string };
  /** Memory is requested as it is limited: RabbitMQ takes its high-water mark from the limit. */
  readonly resources: Resources;
  /** Variable in which clients get the connection string. */
  readonly variable: string;
  /** Label of every pod, by which the policies of clients select them. */
  readonly podLabels: Readonly<Record<string, string>>;
}

const port = { epmd: 4369, amqp: 5672, management: 15672, metrics: 15692, clustering: 25672 } as const;

/**
 * RabbitMQ by its cluster operator. Its user is made by the operator, and so comes from the operator's Secret. KEDA
 * can scale workers on its queues.
 */
export class RabbitmqCluster extends Construct implements Target, QueueScaler {
  readonly name: string;
  readonly host: string;
  /** Secret of the user that the operator makes. */
  readonly defaultUser: SecretReference;
  private readonly traffic: Traffic;
  private readonly labels: Readonly<Record<string, string>>;
  private authentication: string | undefined;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: RabbitmqClusterProps,
  ) {
    super(scope, id);
    const { name, replicas } = props;
    const { cluster } = Environment.of(this);
    checkImage(this, name, props.image);
    checkStorage(this, name, props.storage.size);
    checkWhole(this, 'replicas', replicas);
    this.name = name;
    this.host = name;
    this.labels = { 'app.kubernetes.io/name': name, 'app.kubernetes.io/component': 'queue' };
    this.defaultUser = new SecretReference(this, 'DefaultUser', {
      name: `${name}-default-user`,
      keys: ['username', 'password', 'host', 'port', 'connection_string'],
    });
    new Manifest(this, 'RabbitmqCluster', {
      type: RabbitmqClusterManifest,
      name,
      labels: this.labels,
      annotations: keepData,
      wave: 'backing',
      body: { spec: rabbitmqSpec(this, props) },
    });
    const self = { 'app.kubernetes.io/name': name };
    disruptionBudget(this, { name, selector: self, labels: this.labels, floor: replicas });
    const trafficProps = {
      name: `${name}-policy`,
      podSelector: { matchLabels: self },
      labels: this.labels,
      wave: 'backing',
    } as const;
    this.traffic = new Traffic(this, 'Traffic', trafficProps);
    const peers = [{ port: port.epmd }, { port: port.clustering }] as const;
    this.traffic.allowFrom(pods(self), ...peers);
    this.traffic.allowFrom(foreignPods(cluster.operators.rabbitmq), { port: port.management });
    this.traffic.allowFrom(foreignPods(cluster.monitoring), { port: port.metrics });
    this.traffic.allowTo(pods(self), ...peers);
    // Nodes find each other through the API server.
    this.traffic.allowTo(addresses(cluster.apiServer), { port: cluster.apiServer.port });
    const metrics = { interval: '15s' };
    podMonitor(this, { name, labels: this.labels, selector: self, port: 'prometheus', metrics });
  }

  accept(client: Client): void {
    client.traffic.allowTo(pods(this.props.podLabels), { port: port.amqp });
    this.traffic.allowFrom(client.peer, { port: port.amqp });
    client.addVariable(this.props.variable, this.defaultUser.key('connection_string'));
  }

  queueTrigger(queue: string, length: number): QueueTrigger {
    return {
      type: 'rabbitmq',
      metadata: { protocol: 'amqp', queueName: queue, mode: 'QueueLength', value: String(length) },
      authentication: this.scalerAuthentication(),
    };
  }

  /** Lets KEDA in, with the operator's user; once, however many workers are scaled. */
  private scalerAuthentication(): string {
    if (this.authentication) return this.authentication;
    this.authentication = `${this.name}-scaler`;
    const { name } = this.defaultUser;
    new Manifest(this, 'TriggerAuthentication', {
      type: TriggerAuthentication,
      name: this.authentication,
      labels: this.labels,
      wave: 'backing',
      body: { spec: { secretTargetRef: [{ parameter: 'host', name, key: 'connection_string' }] } },
    });
    this.traffic.allowFrom(foreignPods(Environment.of(this).cluster.operators.keda), { port: port.amqp });
    return this.authentication;
  }
}
