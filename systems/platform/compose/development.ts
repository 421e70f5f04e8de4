import type { Compose, Service } from '../../../lib/compose/compose';
import { database } from '../components';
import { databasePassword, queuePassword, queueUser } from './credentials';

const postgres: Service = {
  image: 'postgres:16-alpine',
  container_name: 'platform-postgres',
  environment: {
    POSTGRES_USER: database.user,
    POSTGRES_PASSWORD: databasePassword,
    POSTGRES_DB: database.name,
  },
  ports: ['5432:5432'],
  volumes: ['postgres_data:/var/lib/postgresql/data', './init-db.sql:/docker-entrypoint-initdb.d/init.sql'],
  healthcheck: {
    test: ['CMD-SHELL', `pg_isready -U ${database.user}`],
    interval: '10s',
    timeout: '5s',
    retries: 5,
  },
};

const redis: Service = {
  image: 'redis:7-alpine',
  container_name: 'platform-redis',
  command: 'redis-server --appendonly yes --maxmemory 256mb --maxmemory-policy allkeys-lru',
  ports: ['6379:6379'],
  volumes: ['redis_data:/data'],
  healthcheck: { test: ['CMD', 'redis-cli', 'ping'], interval: '10s', timeout: '5s', retries: 5 },
};

const rabbitmq: Service = {
  image: 'rabbitmq:3.13-management-alpine',
  container_name: 'platform-rabbitmq',
  environment: { RABBITMQ_DEFAULT_USER: queueUser, RABBITMQ_DEFAULT_PASS: queuePassword },
  // AMQP and the management page.
  ports: ['5672:5672', '15672:15672'],
  volumes: ['rabbitmq_data:/var/lib/rabbitmq'],
  healthcheck: {
    test: ['CMD', 'rabbitmq-diagnostics', 'check_port_connectivity'],
    interval: '30s',
    timeout: '10s',
    retries: 5,
  },
};

const jaeger: Service = {
  image: 'jaegertracing/all-in-one:1.53',
  container_name: 'platform-jaeger',
  environment: { COLLECTOR_OTLP_ENABLED: true },
  // The page, OTLP by gRPC and OTLP by HTTP.
  ports: ['16686:16686', '4317:4317', '4318:4318'],
};

const prometheus: Service = {
  image: 'prom/prometheus:v2.48.0',
  container_name: 'platform-prometheus',
  command: [
    '--config.file=/etc/prometheus/prometheus.yml',
    '--storage.tsdb.path=/prometheus',
    '--web.enable-lifecycle',
  ],
  ports: ['9090:9090'],
  volumes: [
    './prometheus.yml:/etc/prometheus/prometheus.yml',
    './rules:/etc/prometheus/rules',
    'prometheus_data:/prometheus',
  ],
};

const grafana: Service = {
  image: 'grafana/grafana:10.2.0',
  container_name: 'platform-grafana',
  environment: { GF_SECURITY_ADMIN_PASSWORD: 'admin', GF_USERS_ALLOW_SIGN_UP: false },
  ports: ['3000:3000'],
  volumes: ['grafana_data:/var/lib/grafana', './grafana/provisioning:/etc/grafana/provisioning'],
};

/** Infrastructure and observability on a developer's machine: document 004, section 2.2. */
export const development: Compose = {
  services: { postgres, redis, rabbitmq, jaeger, prometheus, grafana },
  volumes: { postgres_data: {}, redis_data: {}, rabbitmq_data: {}, prometheus_data: {}, grafana_data: {} },
  networks: { default: { name: 'platform-network' } },
};
