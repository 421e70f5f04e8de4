import { Construct } from 'constructs';
import type { k8s } from '../../k8s';
import type { Variable } from '../configuration/variable';
import type { Client } from '../network/connection';
import { type Peer, pods } from '../network/peer';
import { Traffic } from '../network/traffic';
import type { Wave } from '../wave';
import { checkWhole } from '../whole-number';
import { Pod, type PodOptions, type PodProps } from './pod/pod';
import { type ServiceAccountProps, serviceAccount } from './service-account';

export interface FinitePodsProps extends PodProps {
  /** Seconds after which a run is stopped, retries included. */
  readonly activeDeadlineSeconds: number;
  /** Runs after a failed one. @default 2 */
  readonly backoffLimit?: number;
  /** Seconds for which a finished Job and its log are kept. @default - until something removes it */
  readonly ttlSecondsAfterFinished?: number;
  /** @default - no annotations and no token */
  readonly serviceAccount?: Pick<ServiceAccountProps, 'annotations' | 'automountToken'>;
}

export interface FinitePodsOptions extends Omit<PodOptions, 'finite'> {
  /** When ServiceAccount and policy are applied: before the pods that need them. @default - with the workloads */
  readonly wave?: Wave;
}

/** Pods that end by themselves: what every Job and CronJob is made of, with ServiceAccount and network policy. */
export class FinitePods extends Construct implements Client {
  readonly peer: Peer;
  readonly traffic: Traffic;
  /** Labels of the Job or CronJob. */
  readonly versionedLabels: Readonly<Record<string, string>>;
  private readonly pod: Pod;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: FinitePodsProps,
    options: FinitePodsOptions,
  ) {
    super(scope, id);
    const { name } = props;
    const { wave } = options;
    checkWhole(this, 'activeDeadlineSeconds', props.activeDeadlineSeconds);
    checkWhole(this, 'backoffLimit', props.backoffLimit ?? 0, 0);
    this.pod = new Pod(this, props, { ...options, finite: true });
    const { selector, labels, versionedLabels } = this.pod;
    this.versionedLabels = versionedLabels;
    this.peer = pods(selector);
    serviceAccount(this, { name, labels, wave, ...props.serviceAccount });
    this.traffic = new Traffic(this, 'Traffic', {
      name: `${name}-policy`,
      podSelector: { matchLabels: { ...selector } },
      labels,
      wave,
    });
  }

  addVariable(name: string, value: Variable): void {
    this.pod.addVariable(name, value);
  }

  /** The Job's spec, with everything that was added until now. */
  jobSpec(): k8s.JobSpec {
    const { activeDeadlineSeconds, backoffLimit = 2, ttlSecondsAfterFinished } = this.props;
    const template = this.pod.template();
    const spec = { restartPolicy: 'Never', ...template.spec } as k8s.PodSpec;
    return { backoffLimit, activeDeadlineSeconds, ttlSecondsAfterFinished, template: { ...template, spec } };
  }
}
