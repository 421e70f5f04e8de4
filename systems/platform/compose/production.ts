import { type Build, type Compose, type HealthCheck, healthy } from '../../../lib/compose/compose';
import { variable } from '../../../lib/compose/variable';
import { components, healthPaths, type PlatformComponent } from '../components';
import { values } from '../values';
import { applicationKeys, backingServices, queue } from './credentials';

const { APP_ENV, LOG_LEVEL } = values.production.config;
const common = { APP_ENV, LOG_LEVEL, ...backingServices };
const onFailure = { restart_policy: { condition: 'on-failure', delay: '5s', max_attempts: 3 } } as const;

/**
 * The services of platform in the shape of production: document 004, section 2.3. They depend on services of the
 * development file. Where there are replicas, neither a container name nor a host port can be fixed.
 */
export const production: Compose = {
  services: {
    [components.api.name]: {
      ...built(components.api.name, 'api'),
      environment: { ...common, ...queue, ...applicationKeys },
      ports: [`${components.api.port}`],
      healthcheck: ready(components.api.port),
      depends_on: healthy('postgres', 'redis', 'rabbitmq'),
      deploy: {
        replicas: 2,
        resources: { limits: { cpus: '1', memory: '512M' }, reservations: { cpus: '0.5', memory: '256M' } },
        ...onFailure,
      },
    },
    [components.auth.name]: web('auth'),
    [components.user.name]: web('user'),
    [components.worker.name]: {
      ...built(components.worker.name, 'worker'),
      environment: { ...common, ...queue },
      depends_on: healthy('postgres', 'redis', 'rabbitmq'),
      deploy: { replicas: 2, ...onFailure },
    },
  },
};

function web(which: 'auth' | 'user') {
  const { name, port } = components[which];
  return {
    ...built(name, which),
    environment: { ...common, ...applicationKeys },
    ports: [`${port}:${port}`],
    healthcheck: ready(port),
    depends_on: healthy('postgres', 'redis'),
    deploy: onFailure,
  };
}

/** An image made from the application's source: document 004, section 2.1. */
function built(name: PlatformComponent, dockerfile: keyof typeof components): { build: Build; image: string } {
  return {
    build: {
      context: variable('PLATFORM_SOURCE', '../../../platform'),
      dockerfile: `deploy/docker/Dockerfile.${dockerfile}`,
    },
    image: `${name}:${variable('VERSION', 'dev')}`,
  };
}

/** As in the image of document 004, except that it asks the path that is served, and that an error status counts. */
function ready(port: number): HealthCheck {
  const ask = `import httpx; httpx.get('http://localhost:${port}${healthPaths.ready}').raise_for_status()`;
  return { test: ['CMD', 'python', '-c', ask], interval: '30s', timeout: '10s', start_period: '5s', retries: 3 };
}
