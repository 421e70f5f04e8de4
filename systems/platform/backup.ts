import type { PostgresCluster } from '../../lib/constructs/backing-services/postgres-cluster';
import { Component } from '../../lib/constructs/component';
import { PostgresDump } from '../../lib/constructs/data-protection/postgres-dump';
import { database } from './components';
import type { Configuration } from './configuration';
import { images } from './images';
import type { PlatformScope } from './scope';

/** Daily dump of the database, kept for 30 days, and its restore: document 004, section 6.2. */
export function platformBackup(
  { environment, values }: PlatformScope,
  { backupAccess }: Configuration,
  { direct }: PostgresCluster,
): void {
  const name = 'platform-backup';
  new PostgresDump(new Component(environment, 'Backup', { name }), 'Dump', {
    name,
    server: direct,
    database: database.name,
    folder: { bucket: values.backupBucket, path: 'postgres' },
    access: backupAccess,
    retentionDays: 30,
    schedule: '0 2 * * *',
    postgres: { image: images.postgres, user: 26, version: '16' },
    awsCli: images.awsCli,
    resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { cpu: '150m', memory: '256Mi' } },
    scratch: '10Gi',
  });
}
