import { posix } from 'node:path';
import { parse } from 'yaml';
import type { Compose, Service } from '../../lib/compose/compose';
import { parsePort } from '../../lib/compose/port';
import { withDefaults } from '../../lib/compose/variable';
import { parseVolume } from '../../lib/compose/volume';
import { platformCompose } from '../../systems/platform/compose';
import { schemaFaults } from './compose-schema';

const files = platformCompose();
const text = (path: string) => files.get(path) ?? '';
/** A Compose file as Docker reads it where no variable is set. */
const load = (path: string) => parse(withDefaults(text(path))) as Compose;

const dev = load('docker-compose.dev.yml');
const prod = load('docker-compose.prod.yml');
const services: Readonly<Record<string, Service>> = { ...dev.services, ...prod.services };

/** Document 004, section 2.2. */
const documentedInfrastructure = {
  postgres: {
    image: 'postgres:16-alpine',
    container_name: 'platform-postgres',
    environment: { POSTGRES_USER: 'platform', POSTGRES_PASSWORD: 'platform_dev_password', POSTGRES_DB: 'platform' },
    ports: ['5432:5432'],
    volumes: ['postgres_data:/var/lib/postgresql/data', './init-db.sql:/docker-entrypoint-initdb.d/init.sql'],
    healthcheck: { test: ['CMD-SHELL', 'pg_isready -U platform'], interval: '10s', timeout: '5s', retries: 5 },
  },
  redis: {
    image: 'redis:7-alpine',
    container_name: 'platform-redis',
    command: 'redis-server --appendonly yes --maxmemory 256mb --maxmemory-policy allkeys-lru',
    ports: ['6379:6379'],
    volumes: ['redis_data:/data'],
    healthcheck: { test: ['CMD', 'redis-cli', 'ping'], interval: '10s', timeout: '5s', retries: 5 },
  },
  rabbitmq: {
    image: 'rabbitmq:3.13-management-alpine',
    container_name: 'platform-rabbitmq',
    environment: { RABBITMQ_DEFAULT_USER: 'platform', RABBITMQ_DEFAULT_PASS: 'platform_dev_password' },
    ports: ['5672:5672', '15672:15672'],
    volumes: ['rabbitmq_data:/var/lib/rabbitmq'],
    healthcheck: {
      test: ['CMD', 'rabbitmq-diagnostics', 'check_port_connectivity'],
      interval: '30s',
      timeout: '10s',
      retries: 5,
    },
  },
  jaeger: {
    image: 'jaegertracing/all-in-one:1.53',
    container_name: 'platform-jaeger',
    environment: { COLLECTOR_OTLP_ENABLED: true },
    ports: ['16686:16686', '4317:4317', '4318:4318'],
  },
  prometheus: {
    image: 'prom/prometheus:v2.48.0',
    container_name: 'platform-prometheus',
    command: [
      '--config.file=/etc/prometheus/prometheus.yml',
      '--storage.tsdb.path=/prometheus',
      '--web.enable-lifecycle',
    ],
    ports: ['9090:9090'],
    volumes: expect.arrayContaining(['./prometheus.yml:/etc/prometheus/prometheus.yml', 'prometheus_data:/prometheus']),
  },
  grafana: {
    image: 'grafana/grafana:10.2.0',
    container_name: 'platform-grafana',
    environment: { GF_SECURITY_ADMIN_PASSWORD: 'admin', GF_USERS_ALLOW_SIGN_UP: false },
    ports: ['3000:3000'],
    volumes: ['grafana_data:/var/lib/grafana', './grafana/provisioning:/etc/grafana/provisioning'],
  },
};

/** Document 004, section 2.3: variables of every service. */
const documentedVariables = {
  APP_ENV: 'production',
  DATABASE_URL: 'postgresql+asyncpg://platform:platform_dev_password@postgres:5432/platform',
  REDIS_URL: 'redis://redis:6379/0',
};

const afterHealthy = (...names: string[]) =>
  Object.fromEntries(names.map((name) => [name, { condition: 'service_healthy' }]));

/** Document 004, section 2.3, with the decisions of its page. */
const documentedServices = {
  'platform-api': {
    build: { dockerfile: 'deploy/docker/Dockerfile.api' },
    image: 'platform-api:dev',
    environment: {
      ...documentedVariables,
      RABBITMQ_URL: 'amqp://platform:platform_dev_password@rabbitmq:5672',
      SECRET_KEY: expect.stringMatching(/^development-only-.{15,}$/),
      JWT_SECRET_KEY: expect.stringMatching(/^development-only-.{15,}$/),
    },
    ports: ['8000'],
    depends_on: afterHealthy('postgres', 'redis', 'rabbitmq'),
    deploy: {
      replicas: 2,
      resources: { limits: { cpus: '1', memory: '512M' }, reservations: { cpus: '0.5', memory: '256M' } },
      restart_policy: { condition: 'on-failure', delay: '5s', max_attempts: 3 },
    },
  },
  'platform-auth': {
    build: { dockerfile: 'deploy/docker/Dockerfile.auth' },
    image: 'platform-auth:dev',
    environment: documentedVariables,
    ports: ['8001:8001'],
    depends_on: afterHealthy('postgres', 'redis'),
  },
  'platform-user': {
    build: { dockerfile: 'deploy/docker/Dockerfile.user' },
    image: 'platform-user:dev',
    environment: documentedVariables,
    ports: ['8002:8002'],
    depends_on: afterHealthy('postgres', 'redis'),
  },
  'platform-worker': {
    build: { dockerfile: 'deploy/docker/Dockerfile.worker' },
    image: 'platform-worker:dev',
    environment: {
      ...documentedVariables,
      RABBITMQ_URL: 'amqp://platform:platform_dev_password@rabbitmq:5672',
    },
    depends_on: afterHealthy('postgres', 'redis', 'rabbitmq'),
    deploy: { replicas: 2 },
  },
};

describe('compose/platform', () => {
  it.each(['docker-compose.dev.yml', 'docker-compose.prod.yml'])('%s is valid against the specification', (path) => {
    expect(schemaFaults(text(path))).toEqual([]);
  });

  it('is rendered to the same bytes again', () => {
    expect([...platformCompose()]).toEqual([...files]);
  });

  it.each(Object.entries(documentedInfrastructure))('runs %s as the document has it', (name, documented) => {
    expect(dev.services[name]).toMatchObject(documented);
  });

  it('has the volumes and the network of the document', () => {
    expect(Object.keys(dev.volumes ?? {})).toEqual([
      ...['postgres_data', 'redis_data', 'rabbitmq_data', 'prometheus_data', 'grafana_data'],
    ]);
    expect(dev.networks).toEqual({ default: { name: 'platform-network' } });
  });

  it.each(Object.entries(documentedServices))('runs %s in the shape of production', (name, documented) => {
    expect(prod.services[name]).toMatchObject(documented);
  });

  it('runs no service that the document does not have', () => {
    expect(Object.keys(dev.services)).toEqual(Object.keys(documentedInfrastructure));
    expect(Object.keys(prod.services)).toEqual(Object.keys(documentedServices));
  });

  it('finds everything that services depend on in the two files together, with a health check', () => {
    const targets = Object.values(services).flatMap(({ depends_on = {} }) => Object.keys(depends_on));
    expect(targets.filter((target) => !services[target]?.healthcheck)).toEqual([]);
  });

  it('publishes every host port once', () => {
    const ports = Object.values(services).flatMap(({ ports: given = [] }) =>
      given.flatMap((port) => parsePort(port)?.host ?? []),
    );
    expect(ports).toHaveLength(11);
    expect(new Set(ports).size).toBe(ports.length);
  });

  it('fixes neither names nor host ports where there are replicas', () => {
    const replicated = Object.values(services).filter(({ deploy }) => (deploy?.replicas ?? 1) > 1);
    expect(replicated).toHaveLength(2);
    for (const { container_name, ports = [] } of replicated) {
      expect(container_name).toBeUndefined();
      expect(ports.map((port) => parsePort(port)?.host)).toEqual(ports.map(() => undefined));
    }
  });

  it('renders every file that it mounts, and mounts every file that it renders', () => {
    const mounts = Object.values(services)
      .flatMap(({ volumes = [] }) => volumes.map(parseVolume))
      .flatMap(({ kind, source = '' }) => (kind === 'bind' ? posix.normalize(source) : []));
    const covers = (mount: string) => (path: string) => path === mount || path.startsWith(`${mount}/`);
    const paths = [...files.keys()].filter((path) => !path.startsWith('docker-compose.'));
    expect(mounts.filter((mount) => !paths.some(covers(mount)))).toEqual([]);
    expect(paths.filter((path) => !mounts.some((mount) => covers(mount)(path)))).toEqual([]);
  });

  it('has no secret but defaults for development', () => {
    const secrets = Object.values(services).flatMap(({ environment = {} }) =>
      Object.entries(environment).flatMap(([name, value]) => (/PASS|SECRET|KEY|TOKEN/.test(name) ? [value] : [])),
    );
    expect(new Set(secrets)).toEqual(
      new Set([
        'platform_dev_password',
        'admin',
        'development-only-secret-key-at-least-32-chars',
        'development-only-jwt-key-at-least-32-chars',
      ]),
    );
  });

  it('asks every web service for readiness where it listens', () => {
    const asked = Object.entries(prod.services).map(([name, { healthcheck }]) => [name, healthcheck?.test.at(-1)]);
    expect(Object.fromEntries(asked)).toEqual({
      'platform-api': expect.stringContaining("'http://localhost:8000/health/ready'"),
      'platform-auth': expect.stringContaining("'http://localhost:8001/health/ready'"),
      'platform-user': expect.stringContaining("'http://localhost:8002/health/ready'"),
      'platform-worker': undefined,
    });
  });

  it('has Prometheus scrape every replica of what serves metrics, every 15 s', () => {
    const { global, scrape_configs } = parse(text('prometheus.yml'));
    expect(global).toEqual({ scrape_interval: '15s', evaluation_interval: '15s' });
    expect(scrape_configs).toEqual(
      Object.entries({ 'platform-api': 8000, 'platform-auth': 8001, 'platform-user': 8002 }).map(([name, port]) => ({
        job_name: name,
        metrics_path: '/health/metrics',
        dns_sd_configs: [{ names: [name], type: 'A', port }],
      })),
    );
  });

  it('has the five alerts of the document where Prometheus looks for rules', () => {
    expect(parse(text('prometheus.yml')).rule_files).toEqual(['/etc/prometheus/rules/*.yml']);
    expect(dev.services.prometheus?.volumes).toContain('./rules:/etc/prometheus/rules');
    const [{ name, rules }] = parse(text('rules/platform.yml')).groups;
    expect(name).toBe('platform-alerts');
    expect(rules.map(({ alert }: { alert: string }) => alert)).toEqual([
      ...['HighErrorRate', 'HighLatency', 'PodRestarting', 'DatabaseConnectionPoolExhausted', 'RedisHighMemoryUsage'],
    ]);
  });

  it('provisions Grafana with both data sources and the dashboard', () => {
    const { datasources } = parse(text('grafana/provisioning/datasources/platform.yml'));
    expect(datasources.map(({ type, url }: { type: string; url: string }) => [type, url])).toEqual([
      ['prometheus', 'http://prometheus:9090'],
      ['jaeger', 'http://jaeger:16686'],
    ]);
    const { providers } = parse(text('grafana/provisioning/dashboards/platform.yml'));
    expect(providers[0].options.path).toBe('/etc/grafana/provisioning/dashboards');
    const dashboard = JSON.parse(text('grafana/provisioning/dashboards/platform-api-overview.json'));
    expect(dashboard).toMatchObject({ title: 'Platform API Overview', uid: 'platform-api-overview' });
  });
});
