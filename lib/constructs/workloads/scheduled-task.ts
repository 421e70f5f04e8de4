import { Construct } from 'constructs';
import { k8s } from '../../k8s';
import type { Variable } from '../configuration/variable';
import { Manifest } from '../manifest';
import { type Client, connect, type Target } from '../network/connection';
import type { Peer } from '../network/peer';
import type { Traffic } from '../network/traffic';
import { report } from '../report';
import { checkSchedule } from '../schedule';
import { FinitePods, type FinitePodsProps } from './finite-pods';

/** A date that never comes: a CronJob cannot be without a schedule. */
const never = '0 0 31 2 *';

/** The controller appends 11 characters for the name of each Job, which is a label value too. */
const longestName = 52;

export interface ScheduledTaskProps extends FinitePodsProps {
  /**
   * Cron expression of five fields, in UTC, or `on-demand`: a suspended CronJob, of which
   * `kubectl create job --from=cronjob/<name> <job>` makes a run.
   */
  readonly schedule: string;
  /** Tag or short digest of the image, for `app.kubernetes.io/version`. */
  readonly version: string;
  /** Value of `app.kubernetes.io/component`. @default 'task' */
  readonly component?: string;
}

/** A CronJob: one run at a time, a missed one is started up to ten minutes later, the last three are kept. */
export class ScheduledTask extends Construct implements Client {
  readonly peer: Peer;
  readonly traffic: Traffic;
  private readonly pods: FinitePods;

  constructor(scope: Construct, id: string, props: ScheduledTaskProps) {
    super(scope, id);
    const { name, schedule, version, component = 'task' } = props;
    const onDemand = schedule === 'on-demand';
    if (!onDemand) checkSchedule(this, schedule);
    if (name?.length > longestName) {
      const message = `name '${name}' of a CronJob has ${name.length} characters, more than ${longestName}`;
      report(this, 'invalid-name', message, 'use a shorter name');
    }
    const pods = new FinitePods(this, 'Pods', props, { component, version });
    this.pods = pods;
    this.peer = pods.peer;
    this.traffic = pods.traffic;
    new Manifest(this, 'CronJob', {
      type: k8s.KubeCronJob,
      name,
      labels: pods.versionedLabels,
      // Argo CD calls a suspended CronJob suspended, and the whole application with it.
      annotations: onDemand ? { 'argocd.argoproj.io/ignore-healthcheck': 'true' } : undefined,
      body: () => ({
        spec: {
          schedule: onDemand ? never : schedule,
          timeZone: 'Etc/UTC',
          ...(onDemand && { suspend: true }),
          concurrencyPolicy: 'Forbid',
          startingDeadlineSeconds: 600,
          successfulJobsHistoryLimit: 3,
          failedJobsHistoryLimit: 3,
          jobTemplate: { spec: pods.jobSpec() },
        },
      }),
    });
  }

  connectTo(...targets: Target[]): void {
    connect(this, targets);
  }

  addVariable(name: string, value: Variable): void {
    this.pods.addVariable(name, value);
  }
}
