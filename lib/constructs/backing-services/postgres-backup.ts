import type { Construct } from 'constructs';
import {
  ObjectStoreSpecConfigurationDataCompression as DataCompression,
  ObjectStore,
  ObjectStoreSpecConfigurationWalCompression as WalCompression,
} from '../../../imports/barman-cloud';
import {
  ScheduledBackupSpecMethod as BackupMethod,
  ScheduledBackupSpecBackupOwnerReference as BackupOwner,
  ScheduledBackup,
} from '../../../imports/cloudnative-pg';
import type { SecretSource } from '../configuration/secret';
import { Manifest } from '../manifest';
import { checkSchedule } from '../schedule';
import { checkWhole } from '../whole-number';
import type { Resources } from '../workloads/pod/resources';
import { resourceQuantities } from './custom-quantities';

/** Base backups and write-ahead log in an object store, from which any point in time can be restored. */
export interface PostgresBackup {
  /** Where in S3, `s3://<bucket>/<path>`. */
  readonly destinationPath: string;
  /** Keys AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. */
  readonly access: SecretSource;
  readonly retentionDays: number;
  /** Cron expression of six fields, seconds first, in UTC. */
  readonly schedule: string;
  /** Resources of the plugin's container in each instance. */
  readonly resources: Resources;
}

const plugin = 'barman-cloud.cloudnative-pg.io';

/** What makes a cluster archive its write-ahead log through the plugin. */
export function backupPlugin(cluster: string) {
  return { name: plugin, isWalArchiver: true, parameters: { barmanObjectName: cluster } };
}

/**
 * Renders the object store of a cluster and the schedule of its base backups.
 *
 * @see https://cloudnative-pg.io/plugin-barman-cloud/
 */
export function postgresBackup(
  scope: Construct,
  props: PostgresBackup & { readonly cluster: string; readonly labels: Readonly<Record<string, string>> },
): void {
  const { cluster, labels, destinationPath, access, retentionDays, schedule, resources } = props;
  const { name } = access;
  checkSchedule(scope, schedule, 6);
  checkWhole(scope, 'retentionDays', retentionDays);
  new Manifest(scope, 'ObjectStore', {
    type: ObjectStore,
    name: cluster,
    labels,
    wave: 'backing',
    body: {
      spec: {
        retentionPolicy: `${retentionDays}d`,
        configuration: {
          destinationPath,
          s3Credentials: {
            accessKeyId: { name, key: 'AWS_ACCESS_KEY_ID' },
            secretAccessKey: { name, key: 'AWS_SECRET_ACCESS_KEY' },
          },
          wal: { compression: WalCompression.GZIP },
          data: { compression: DataCompression.GZIP },
        },
        instanceSidecarConfiguration: { resources: resourceQuantities(scope, 'the backup', resources) },
      },
    },
  });
  new Manifest(scope, 'ScheduledBackup', {
    type: ScheduledBackup,
    name: cluster,
    labels,
    wave: 'backing',
    body: {
      spec: {
        schedule,
        cluster: { name: cluster },
        // There is nothing to restore from before the first.
        immediate: true,
        method: BackupMethod.PLUGIN,
        pluginConfiguration: { name: plugin },
        backupOwnerReference: BackupOwner.SELF,
      },
    },
  });
}
