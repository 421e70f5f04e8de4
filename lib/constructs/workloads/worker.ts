import { Construct } from 'constructs';
import type { Variable } from '../configuration/variable';
import { type Client, connect, type Target } from '../network/connection';
import type { Peer } from '../network/peer';
import type { Traffic } from '../network/traffic';
import { checkProbes, type Probes } from './pod/probes';
import { ReplicatedPods, type ReplicatedPodsProps } from './replicated-pods';

export interface WorkerProps extends Omit<ReplicatedPodsProps, 'probes'> {
  /** How its health is seen, or why it cannot be: then only its process counts. */
  readonly probes: Probes | { readonly none: string };
  /** Tag or short digest of the image, for `app.kubernetes.io/version`. */
  readonly version: string;
}

/** Pods that work without being called, such as consumers of a queue: nothing may reach them. */
export class Worker extends Construct implements Client {
  readonly peer: Peer;
  readonly traffic: Traffic;
  private readonly pods: ReplicatedPods;

  constructor(scope: Construct, id: string, props: WorkerProps) {
    super(scope, id);
    const probes = props.probes && 'none' in props.probes ? undefined : props.probes;
    if (!props.probes) checkProbes(this, props.name, props.probes, true);
    this.pods = new ReplicatedPods(this, 'Pods', { ...props, probes }, { component: 'worker', version: props.version });
    this.peer = this.pods.peer;
    this.traffic = this.pods.traffic;
  }

  /** Opens the network to what the worker uses, and gives it the variables that it connects with. */
  connectTo(...targets: Target[]): void {
    connect(this, targets);
  }

  addVariable(name: string, value: Variable): void {
    this.pods.addVariable(name, value);
  }
}
