import { Construct } from 'constructs';
import { isPort } from '../../names';
import type { Variable } from '../configuration/variable';
import { Environment } from '../environment';
import { type Client, connect, type Target } from '../network/connection';
import { Exposure, type ExposureProps } from '../network/exposure';
import { foreignPods, type Peer } from '../network/peer';
import { service } from '../network/service';
import type { Traffic } from '../network/traffic';
import { type Metrics, serviceMonitor } from '../observability/monitor';
import { report } from '../report';
import { checkProbes, type Probes } from './pod/probes';
import { ReplicatedPods, type ReplicatedPodsProps } from './replicated-pods';

export interface WebServiceProps extends Omit<ReplicatedPodsProps, 'ports'> {
  /** Port that the container listens on; its name is `http`. */
  readonly port: number;
  /** Port of the Service. @default 80 */
  readonly servicePort?: number;
  readonly probes: Probes;
  /** Tag or short digest of the image, for `app.kubernetes.io/version`. */
  readonly version: string;
  /** Host by which it is reached from outside. @default - reached from inside only */
  readonly expose?: ExposureProps;
  /** @default - not scraped */
  readonly metrics?: Metrics;
  /** Lets its pods reach each other. @default false */
  readonly peers?: boolean;
}

/**
 * A stateless HTTP service: a hardened Deployment with its ServiceAccount, the Service in front of it, an Ingress
 * where it is exposed, autoscaler, disruption budget, network policy and ServiceMonitor.
 */
export class WebService extends Construct implements Client, Target {
  readonly name: string;
  readonly traffic: Traffic;
  readonly peer: Peer;
  /** Address in the namespace, `http://<name>[:<port>]`. */
  readonly url: string;
  private readonly pods: ReplicatedPods;
  private readonly port: number;

  constructor(scope: Construct, id: string, props: WebServiceProps) {
    super(scope, id);
    const { name, port, servicePort = 80, version, expose, metrics } = props;
    if (!isPort(servicePort)) {
      report(this, 'invalid-port', `servicePort of ${name} is ${servicePort}`, 'use a whole number from 1 to 65535');
    }
    if (!props.probes) checkProbes(this, name, props.probes, true);
    const podProps = { ...props, ports: [{ name: 'http', port }] };
    const pods = new ReplicatedPods(this, 'Pods', podProps, { component: 'web', version });
    const { labels, selector, traffic, peer } = pods;
    this.pods = pods;
    this.name = name;
    this.port = port;
    this.traffic = traffic;
    this.peer = peer;
    this.url = `http://${name}${servicePort === 80 ? '' : `:${servicePort}`}`;

    service(this, { name, labels, selector, port: servicePort, targetPort: port });
    const { cluster } = Environment.of(this);
    if (expose) {
      new Exposure(this, 'Exposure', { ...expose, service: { name, port: servicePort, labels } });
      traffic.allowFrom(foreignPods(cluster.ingress), { port });
    }
    if (props.peers) {
      traffic.allowFrom(peer, { port });
      traffic.allowTo(peer, { port });
    }
    if (metrics) {
      serviceMonitor(this, { name, labels, selector, port: 'http', metrics });
      traffic.allowFrom(foreignPods(cluster.monitoring), { port });
    }
  }

  /** Opens the network to what the service uses, and gives it the variables that it connects with. */
  connectTo(...targets: Target[]): void {
    connect(this, targets);
  }

  accept(client: Client): void {
    client.traffic.allowTo(this.peer, { port: this.port });
    this.traffic.allowFrom(client.peer, { port: this.port });
  }

  addVariable(name: string, value: Variable): void {
    this.pods.addVariable(name, value);
  }
}
