import { Construct } from 'constructs';
import { k8s } from '../../k8s';
import type { Variable } from '../configuration/variable';
import type { Delivery } from '../delivery/delivery';
import { rolling, rollingStrategy } from '../delivery/rolling';
import { Environment } from '../environment';
import { Manifest } from '../manifest';
import type { Client } from '../network/connection';
import { foreignPods, type Peer, pods } from '../network/peer';
import { Traffic } from '../network/traffic';
import { type Disruption, disruptionBudget } from '../policies/disruption-budget';
import { autoscaler } from '../scaling/autoscaler';
import { checkedScale, floor, type Scale } from '../scaling/scale';
import { Pod, type PodOptions, type PodProps } from './pod/pod';
import { type ServiceAccountProps, serviceAccount } from './service-account';

export interface ReplicatedPodsProps extends PodProps {
  readonly scale: Scale;
  /** @default - rolling: one new pod at a time, no old one goes before it is ready */
  readonly delivery?: Delivery;
  /** @default - one pod at a time */
  readonly disruption?: Disruption;
  /** @default - no annotations and no token */
  readonly serviceAccount?: Pick<ServiceAccountProps, 'annotations' | 'automountToken'>;
  /** Old versions that are kept to roll back to. @default - the API's: 10 */
  readonly revisionHistoryLimit?: number;
}

/** Pods that run for ever: Deployment, ServiceAccount, autoscaler, disruption budget and network policy. */
export class ReplicatedPods extends Construct implements Client {
  readonly name: string;
  readonly peer: Peer;
  readonly traffic: Traffic;
  readonly selector: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  private readonly pod: Pod;

  constructor(scope: Construct, id: string, props: ReplicatedPodsProps, options: Omit<PodOptions, 'finite'>) {
    super(scope, id);
    const { name, delivery = rolling(), disruption, revisionHistoryLimit } = props;
    const scale = checkedScale(this, props.scale);
    this.pod = new Pod(this, props, { ...options, finite: false });
    const { selector, labels } = this.pod;
    this.name = name;
    this.selector = selector;
    this.labels = labels;
    this.peer = pods(selector);
    const strategy = rollingStrategy(this, delivery);
    serviceAccount(this, { name, labels, ...props.serviceAccount });
    new Manifest(this, 'Deployment', {
      type: k8s.KubeDeployment,
      name,
      labels: this.pod.versionedLabels,
      body: () => ({
        spec: {
          // Where an autoscaler owns the number, stating one would reset it at every sync.
          ...('replicas' in scale && { replicas: scale.replicas }),
          revisionHistoryLimit,
          selector: { matchLabels: { ...selector } },
          strategy,
          template: this.pod.template(),
        },
      }),
    });
    autoscaler(this, { target: { apiVersion: 'apps/v1', kind: 'Deployment', name }, scale, labels });
    disruptionBudget(this, { name, selector, labels, floor: floor(scale), disruption });
    this.traffic = new Traffic(this, 'Traffic', {
      name: `${name}-policy`,
      podSelector: { matchLabels: { ...selector } },
      labels,
    });
    const { cluster, istioProxy } = Environment.of(this);
    // The injected proxy gets its configuration and certificate from the mesh's control plane.
    if (istioProxy && cluster.mesh) this.traffic.allowTo(foreignPods(cluster.mesh), { port: 15012 });
  }

  addVariable(name: string, value: Variable): void {
    this.pod.addVariable(name, value);
  }
}
