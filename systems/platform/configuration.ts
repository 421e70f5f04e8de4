import { Component } from '../../lib/constructs/component';
import { Config } from '../../lib/constructs/configuration/config';
import { ExternalSecret } from '../../lib/constructs/configuration/external-secret';
import type { PlatformScope } from './scope';

/** ClusterSecretStore of every cluster of the company. */
const store = 'aws-secrets-manager';

/** What platform's workloads are configured with. */
export interface Configuration {
  readonly config: Config;
  /** Variables of the application. */
  readonly secrets: ExternalSecret;
  /** User and password of the database's owner, for PostgreSQL itself and for what speaks libpq. */
  readonly databaseOwner: ExternalSecret;
  /** Password of Redis. */
  readonly redisPassword: ExternalSecret;
  /** Access to the bucket of the backups. */
  readonly backupAccess: ExternalSecret;
}

/** ConfigMap and ExternalSecrets: document 004, sections 3.2 and 7.2. */
export function platformConfiguration({ environment, values }: PlatformScope): Configuration {
  const component = new Component(environment, 'Configuration', {
    name: 'platform-config',
    component: 'configuration',
  });
  const remote = (entry: string, property: string) => ({ key: `${values.secrets}/${entry}`, property });
  return {
    config: new Config(component, 'Config', { name: 'platform-config', data: values.config }),
    secrets: new ExternalSecret(component, 'Secrets', {
      name: 'platform-secrets',
      store,
      data: {
        DATABASE_URL: remote('database', 'url'),
        REDIS_URL: remote('redis', 'url'),
        SECRET_KEY: remote('app', 'secret'),
        JWT_SECRET_KEY: remote('jwt', 'secret'),
      },
    }),
    databaseOwner: new ExternalSecret(component, 'DatabaseOwner', {
      name: 'platform-postgres-owner',
      store,
      type: 'kubernetes.io/basic-auth',
      // CloudNativePG reloads a password when a Secret with this label changes.
      secretLabels: { 'cnpg.io/reload': 'true' },
      data: { username: remote('database', 'username'), password: remote('database', 'password') },
    }),
    redisPassword: new ExternalSecret(component, 'RedisPassword', {
      name: 'platform-redis-password',
      store,
      data: { password: remote('redis', 'password') },
    }),
    backupAccess: new ExternalSecret(component, 'BackupAccess', {
      name: 'platform-backup-access',
      store,
      data: {
        AWS_ACCESS_KEY_ID: remote('backup', 'access_key_id'),
        AWS_SECRET_ACCESS_KEY: remote('backup', 'secret_access_key'),
      },
    }),
  };
}
