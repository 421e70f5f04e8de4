import { Construct } from 'constructs';
import { k8s } from '../../k8s';
import type { PostgresAccess } from '../backing-services/postgres-access';
import type { SecretSource } from '../configuration/secret';
import { addresses, internet } from '../network/peer';
import { checkQuantity } from '../quantities';
import { checkWhole } from '../whole-number';
import type { ContainerProps } from '../workloads/pod/container';
import type { Resources } from '../workloads/pod/resources';
import { ScheduledTask } from '../workloads/scheduled-task';
import { dumpScript, fetchScript, type ObjectFolder, restoreScript, scratchPath, shipScript } from './postgres-scripts';

export interface PostgresDumpProps {
  /** Name of the CronJob; that of the restore is `<name>-restore`. */
  readonly name: string;
  /** The server itself, not the pool in front of it. */
  readonly server: PostgresAccess;
  /** Name of the database. */
  readonly database: string;
  /** Where dumps are kept. */
  readonly folder: ObjectFolder;
  /** Keys AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. */
  readonly access: SecretSource;
  /** Days for which a dump is kept. */
  readonly retentionDays: number;
  /** Cron expression of five fields, in UTC. */
  readonly schedule: string;
  /** Image with pg_dump and pg_restore of the server's major version, and the user that it is built for. */
  readonly postgres: { readonly image: string; readonly user: number; readonly version: string };
  /** Image with the AWS CLI. */
  readonly awsCli: string;
  readonly resources: Resources;
  /** Bound of the folder that a dump lies in while it is shipped, as a quantity. */
  readonly scratch: string;
}

/**
 * Logical backup of one database: a scheduled dump that is verified, compressed, shipped to S3 and thrown away after
 * its time, and a restore that runs on demand.
 */
export class PostgresDump extends Construct {
  constructor(scope: Construct, id: string, props: PostgresDumpProps) {
    super(scope, id);
    const { name, server, database, folder, schedule, retentionDays, postgres } = props;
    checkWhole(this, 'retentionDays', retentionDays);
    checkQuantity(this, 'scratch', props.scratch, 'bytes');
    const shared = {
      version: postgres.version,
      user: postgres.user,
      activeDeadlineSeconds: 3600,
    };
    const dump = new ScheduledTask(this, 'Dump', {
      ...shared,
      schedule,
      component: 'backup',
      initContainers: [postgresStep(props, 'dump', dumpScript(database))],
      ...awsStep(props, 'ship', shipScript(folder, database, retentionDays)),
      name,
    });
    const restore = new ScheduledTask(this, 'Restore', {
      ...shared,
      schedule: 'on-demand',
      component: 'restore',
      initContainers: [awsStep(props, 'fetch', fetchScript(folder, database))],
      ...postgresStep(props, 'restore', restoreScript),
      name: `${name}-restore`,
    });
    for (const task of [dump, restore]) {
      server.open(task);
      // Object stores have no address range of their own that one could name.
      task.traffic.allowTo(addresses(internet), { port: 443 });
    }
  }
}

function postgresStep(props: PostgresDumpProps, name: string, script: string): ContainerProps {
  return { ...step(props, name, script), image: props.postgres.image, env: props.server.variables };
}

function awsStep(props: PostgresDumpProps, name: string, script: string): ContainerProps {
  // The AWS CLI keeps a cache in its home.
  return {
    ...step(props, name, script),
    image: props.awsCli,
    env: { HOME: scratchPath },
    envFrom: [props.access],
  };
}

function step({ resources, scratch }: PostgresDumpProps, name: string, script: string) {
  const source = { emptyDir: { sizeLimit: k8s.Quantity.fromString(scratch) } };
  const volumes = [{ name: 'scratch', mountPath: scratchPath, source }];
  return { name, command: ['/bin/bash', '-euo', 'pipefail', '-c', script], resources, volumes };
}
