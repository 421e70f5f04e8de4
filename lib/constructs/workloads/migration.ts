import { Construct } from 'constructs';
import { k8s } from '../../k8s';
import type { Variable } from '../configuration/variable';
import { Manifest } from '../manifest';
import { type Client, connect, type Target } from '../network/connection';
import type { Peer } from '../network/peer';
import type { Traffic } from '../network/traffic';
import { report } from '../report';
import { checkWhole } from '../whole-number';
import { FinitePods, type FinitePodsProps } from './finite-pods';
import { ScheduledTask } from './scheduled-task';

export interface MigrationProps extends Omit<FinitePodsProps, 'command' | 'ttlSecondsAfterFinished'> {
  /** Version of the release: part of the Job's name, as a Job of one name runs only once. */
  readonly version: string;
  /** Brings the schema to this release. Must do nothing when it is there already. */
  readonly up: readonly string[];
  /** Takes the schema one step back. Rendered as a CronJob that runs only on demand. */
  readonly down: readonly string[];
  /** Prints the SQL that `up` would run, for review. Rendered as a CronJob that runs only on demand. */
  readonly sql: readonly string[];
  /** Days for which a finished Job and its log are kept as history. @default 7 */
  readonly historyDays?: number;
}

/**
 * Migration of a database before a release: a Job that Argo CD runs in a wave of its own, after backing services and
 * before workloads; its way back and its SQL on demand.
 */
export class Migration extends Construct implements Client {
  readonly peer: Peer;
  readonly traffic: Traffic;
  private readonly pods: FinitePods;
  private readonly onDemand: readonly ScheduledTask[];

  constructor(scope: Construct, id: string, props: MigrationProps) {
    super(scope, id);
    // The database may still be starting: seven tries take about ten minutes.
    const { name, version, up, down, sql, historyDays = 7, backoffLimit = 6, ...rest } = props;
    checkWhole(this, 'historyDays', historyDays);
    for (const [command, words] of Object.entries({ up, down, sql })) {
      if (words?.length > 0) continue;
      const message = `${command} of ${name} is ${JSON.stringify(words)}: the image's own entry point would run`;
      report(this, 'missing-command', message, 'state the command as a list of words');
    }
    const ttlSecondsAfterFinished = historyDays * 24 * 60 * 60;
    const run = { ...rest, name, command: up, backoffLimit, ttlSecondsAfterFinished };
    const pods = new FinitePods(this, 'Up', run, { component: 'migration', version, wave: 'configuration' });
    this.pods = pods;
    this.peer = pods.peer;
    this.traffic = pods.traffic;
    new Manifest(this, 'Job', {
      type: k8s.KubeJob,
      name: versionedName(this, name, version),
      labels: pods.versionedLabels,
      annotations: {
        // Not PreSync: namespace and secrets do not exist yet then.
        'argocd.argoproj.io/hook': 'Sync',
        'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation',
      },
      wave: 'migration',
      body: () => ({ spec: pods.jobSpec() }),
    });
    this.onDemand = Object.entries({ down, sql }).map(([id, command]) => {
      const task = { ...rest, name: `${name}-${id}`, command, version, schedule: 'on-demand' };
      return new ScheduledTask(this, id, { ...task, component: 'migration' });
    });
  }

  connectTo(...targets: Target[]): void {
    connect(this, targets);
    for (const task of this.onDemand) task.connectTo(...targets);
  }

  addVariable(name: string, value: Variable): void {
    this.pods.addVariable(name, value);
    for (const task of this.onDemand) task.addVariable(name, value);
  }
}

/** `<name>-<version>` as a name that a Job and its pods' labels can have. */
function versionedName(scope: Construct, name: string, version: string): string {
  const suffix = version
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  const versioned = `${name}-${suffix}`;
  if (versioned.length > 63) {
    const message = `migration name '${versioned}' has ${versioned.length} characters, more than 63`;
    report(scope, 'invalid-name', message, 'use a shorter name or tag');
  }
  return versioned;
}
