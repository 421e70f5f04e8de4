import type { Quota } from '../../lib/constructs/policies/system-namespace';
import type { Resources } from '../../lib/constructs/workloads/pod/resources';
import type { PlatformEnvironment } from './environments';

/** Variables of the ConfigMap `platform-config`: document 004, section 3.2. */
export type ConfigKey =
  | 'APP_ENV'
  | 'LOG_LEVEL'
  | 'CORS_ORIGINS'
  | 'DB_POOL_SIZE'
  | 'DB_MAX_OVERFLOW'
  | 'REDIS_MAX_CONNECTIONS';

interface Bounds {
  readonly min: number;
  readonly max: number;
}

/** What of platform differs from environment to environment. A value missing in one does not compile. */
export interface PlatformValues {
  readonly host: string;
  readonly config: Readonly<Record<ConfigKey, string>>;
  /** First part of every key in the secret store. */
  readonly secrets: string;
  readonly backupBucket: string;
  readonly quota: Quota;
  readonly api: Bounds & { readonly minAvailable: number };
  readonly auth: Bounds;
  readonly user: Bounds;
  readonly worker: Bounds;
  readonly postgres: {
    readonly instances: number;
    readonly storage: string;
    /** A quarter of the memory limit. */
    readonly sharedBuffers: string;
    readonly resources: Resources;
  };
  readonly redis: { readonly storage: string; readonly maxmemory: string; readonly resources: Resources };
  readonly rabbitmq: { readonly storage: string; readonly resources: Resources };
}

export const values: Record<PlatformEnvironment, PlatformValues> = {
  staging: {
    host: 'staging.platform.io',
    config: {
      APP_ENV: 'staging',
      LOG_LEVEL: 'INFO',
      CORS_ORIGINS: 'https://app.staging.platform.io,https://admin.staging.platform.io',
      DB_POOL_SIZE: '5',
      DB_MAX_OVERFLOW: '10',
      REDIS_MAX_CONNECTIONS: '50',
    },
    secrets: 'platform-staging',
    backupBucket: 'platform-backups-staging',
    quota: {
      'requests.cpu': '6',
      'requests.memory': '16Gi',
      'limits.cpu': '14',
      'limits.memory': '32Gi',
      pods: '50',
    },
    api: { min: 2, max: 4, minAvailable: 1 },
    auth: { min: 2, max: 3 },
    user: { min: 2, max: 3 },
    worker: { min: 2, max: 3 },
    postgres: {
      instances: 3,
      storage: '10Gi',
      sharedBuffers: '256MB',
      resources: { requests: { cpu: '200m', memory: '512Mi' }, limits: { cpu: '500m', memory: '1Gi' } },
    },
    redis: {
      storage: '1Gi',
      maxmemory: '192mb',
      resources: { requests: { cpu: '50m', memory: '128Mi' }, limits: { cpu: '100m', memory: '256Mi' } },
    },
    rabbitmq: {
      storage: '5Gi',
      resources: { requests: { cpu: '100m', memory: '512Mi' }, limits: { cpu: '300m', memory: '512Mi' } },
    },
  },
  production: {
    host: 'api.platform.io',
    config: {
      APP_ENV: 'production',
      LOG_LEVEL: 'INFO',
      CORS_ORIGINS: 'https://app.platform.io,https://admin.platform.io',
      DB_POOL_SIZE: '10',
      DB_MAX_OVERFLOW: '20',
      REDIS_MAX_CONNECTIONS: '50',
    },
    secrets: 'platform',
    backupBucket: 'platform-backups',
    // Document 004, section 3.1. It holds at full scale only because CPU limits beside the api's are small: see docs.
    quota: {
      'requests.cpu': '10',
      'requests.memory': '20Gi',
      'limits.cpu': '20',
      'limits.memory': '40Gi',
      pods: '50',
    },
    api: { min: 3, max: 10, minAvailable: 2 },
    auth: { min: 2, max: 3 },
    user: { min: 2, max: 3 },
    worker: { min: 2, max: 4 },
    postgres: {
      instances: 3,
      storage: '50Gi',
      sharedBuffers: '512MB',
      resources: { requests: { cpu: '500m', memory: '1Gi' }, limits: { cpu: '600m', memory: '2Gi' } },
    },
    redis: {
      storage: '2Gi',
      maxmemory: '384mb',
      resources: { requests: { cpu: '50m', memory: '512Mi' }, limits: { cpu: '100m', memory: '512Mi' } },
    },
    rabbitmq: {
      storage: '10Gi',
      resources: { requests: { cpu: '200m', memory: '1Gi' }, limits: { cpu: '300m', memory: '1Gi' } },
    },
  },
};
