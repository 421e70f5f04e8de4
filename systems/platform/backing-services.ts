import { PostgresCluster } from '../../lib/constructs/backing-services/postgres-cluster';
import { RabbitmqCluster } from '../../lib/constructs/backing-services/rabbitmq-cluster';
import { RedisCluster } from '../../lib/constructs/backing-services/redis-cluster';
import { Component } from '../../lib/constructs/component';
import { database } from './components';
import type { Configuration } from './configuration';
import { images } from './images';
import type { PlatformScope } from './scope';

/** PostgreSQL, a primary and replicas: document 004, sections 1.2 and 6.3. */
export function platformDatabase(
  { environment, values }: PlatformScope,
  { secrets, databaseOwner, backupAccess }: Configuration,
): PostgresCluster {
  const name = 'platform-postgres';
  return new PostgresCluster(new Component(environment, 'Database', { name }), 'Database', {
    name,
    image: images.postgres,
    database: { name: database.name, owner: database.user },
    owner: databaseOwner,
    variables: { DATABASE_URL: secrets.key('DATABASE_URL') },
    instances: values.postgres.instances,
    storage: { size: values.postgres.storage, storageClass: environment.cluster.storageClass },
    resources: values.postgres.resources,
    parameters: {
      wal_level: 'replica',
      max_wal_senders: '10',
      wal_keep_size: '1GB',
      synchronous_commit: 'on',
      max_connections: '100',
      shared_buffers: values.postgres.sharedBuffers,
      'pg_stat_statements.max': '5000',
      'pg_stat_statements.track': 'all',
    },
    podLabels: { app: 'postgres' },
    pooler: {
      instances: 2,
      clientConnections: 1000,
      serverConnections: 40,
      resources: { requests: { cpu: '20m', memory: '64Mi' }, limits: { cpu: '50m', memory: '64Mi' } },
    },
    backup: {
      destinationPath: `s3://${values.backupBucket}/postgres/barman`,
      access: backupAccess,
      retentionDays: 30,
      schedule: '0 0 1 * * *',
      resources: { requests: { cpu: '20m', memory: '128Mi' }, limits: { cpu: '50m', memory: '256Mi' } },
    },
  });
}

/** Redis Cluster of six nodes: document 004, section 1.2. */
export function platformCache(
  { environment, values }: PlatformScope,
  { secrets, redisPassword }: Configuration,
): RedisCluster {
  const name = 'platform-redis';
  return new RedisCluster(new Component(environment, 'Cache', { name }), 'Cache', {
    name,
    image: images.redis,
    exporter: {
      image: images.redisExporter,
      resources: { requests: { cpu: '10m', memory: '32Mi' }, limits: { cpu: '20m', memory: '32Mi' } },
    },
    password: { secret: redisPassword, key: 'password' },
    variables: { REDIS_URL: secrets.key('REDIS_URL') },
    leaders: 3,
    storage: { size: values.redis.storage, storageClass: environment.cluster.storageClass },
    resources: values.redis.resources,
    directives: { maxmemory: values.redis.maxmemory, 'maxmemory-policy': 'allkeys-lru', appendonly: 'yes' },
    podLabels: { app: 'redis' },
  });
}

/** RabbitMQ cluster of three nodes: document 004, section 1.2. */
export function platformQueue({ environment, values }: PlatformScope): RabbitmqCluster {
  const name = 'platform-rabbitmq';
  return new RabbitmqCluster(new Component(environment, 'Queue', { name }), 'Queue', {
    name,
    image: images.rabbitmq,
    replicas: 3,
    storage: { size: values.rabbitmq.storage, storageClass: environment.cluster.storageClass },
    resources: values.rabbitmq.resources,
    variable: 'RABBITMQ_URL',
    podLabels: { app: 'rabbitmq' },
  });
}
