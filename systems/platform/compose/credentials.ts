import { variable } from '../../../lib/compose/variable';
import { database } from '../components';

/** What services and their clients must agree on. The defaults are for development only and documented as such. */
export const databasePassword = variable('DB_PASSWORD', 'platform_dev_password');
export const queueUser = 'platform';
export const queuePassword = variable('RABBITMQ_PASSWORD', 'platform_dev_password');

/** Keys that the application signs with. */
export const applicationKeys = {
  SECRET_KEY: variable('SECRET_KEY', 'development-only-secret-key-at-least-32-chars'),
  JWT_SECRET_KEY: variable('JWT_SECRET_KEY', 'development-only-jwt-key-at-least-32-chars'),
} as const;

/** Addresses of the backing services, as the application reads them. */
export const backingServices = {
  DATABASE_URL: `postgresql+asyncpg://${database.user}:${databasePassword}@postgres:5432/${database.name}`,
  REDIS_URL: 'redis://redis:6379/0',
} as const;

/** For those that publish or consume tasks. Without a path, clients take the virtual host `/`. */
export const queue = { RABBITMQ_URL: `amqp://${queueUser}:${queuePassword}@rabbitmq:5672` } as const;
