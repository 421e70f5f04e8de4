/** Images that platform does not build itself, pinned for all environments. */
export const images = {
  postgres: 'ghcr.io/cloudnative-pg/postgresql:16.10-standard-bookworm',
  redis: 'quay.io/opstree/redis:v7.2.6',
  redisExporter: 'quay.io/opstree/redis-exporter:v1.44.0',
  rabbitmq: 'docker.io/library/rabbitmq:3.13.7-management',
  awsCli: 'public.ecr.aws/aws-cli/aws-cli:2.31.21',
} as const;
