import { composeFile } from '../../lib/compose/compose-file';
import { generated } from '../../lib/compose/generated';
import type { Files } from '../../lib/project';
import { development } from './compose/development';
import { dashboard, dashboardProviders, datasources } from './compose/grafana';
import { initDatabase } from './compose/init-database';
import { production } from './compose/production';
import { alertRules, prometheus } from './compose/prometheus';

/** Everything below `compose/platform/`: document 004, sections 2.2 and 2.3, and each file that they mount. */
export function platformCompose(): Files {
  return new Map([
    ['docker-compose.dev.yml', developmentFile()],
    ['docker-compose.prod.yml', productionFile()],
    ['init-db.sql', generated({ source, about: initDatabase.about, content: initDatabase.sql, comment: '--' })],
    ['prometheus.yml', yaml(prometheus, 'Prometheus of Compose: there is no Kubernetes to ask, so it asks the DNS.')],
    ['rules/platform.yml', yaml(alertRules, 'PodRestarting and RedisHighMemoryUsage find nothing to measure here.')],
    ['grafana/provisioning/datasources/platform.yml', yaml(datasources, 'Where Grafana reads metrics and traces.')],
    ['grafana/provisioning/dashboards/platform.yml', yaml(dashboardProviders, 'Dashboards: *.json beside this file.')],
    ['grafana/provisioning/dashboards/platform-api-overview.json', dashboard()],
  ]);
}

const source = 'systems/platform/compose.ts';

const yaml = (content: object, ...about: string[]) => generated({ source, about, content });

function developmentFile(): string {
  return composeFile({
    name: 'compose/platform/docker-compose.dev.yml',
    source,
    about: [
      'Development: what platform needs beside its own services, and what watches them.',
      '',
      '  docker compose -f docker-compose.dev.yml up -d',
      '',
      'Passwords are for development only. DB_PASSWORD and RABBITMQ_PASSWORD, from the environment or a file',
      '`.env`, replace them before the first start: the volumes keep what they were made with.',
      'No `version:` at the top: the Compose specification calls it obsolete, and Compose warns of it.',
    ],
    content: development,
  });
}

function productionFile(): string {
  return composeFile({
    name: 'compose/platform/docker-compose.prod.yml',
    source,
    about: [
      'The shape of production on one machine: the services of platform, built from their source.',
      '',
      '  docker compose -f docker-compose.dev.yml -f docker-compose.prod.yml up -d --build',
      '',
      'Both files, in this order: the first has what the services depend on. Where there are replicas no host port is',
      'fixed; `docker compose -p platform ps` tells those of the api.',
      '',
      'Variables, from the environment or a file `.env`; each has a default, which is for development only:',
      '  PLATFORM_SOURCE                  checkout of the application, the folder that holds deploy/docker/;',
      '                                   by default a folder `platform` beside this repository',
      '  VERSION                          tag of the images that are built',
      '  DB_PASSWORD, RABBITMQ_PASSWORD   as in docker-compose.dev.yml, and safe in a URL',
      '  SECRET_KEY, JWT_SECRET_KEY       at least 32 characters',
    ],
    over: [development],
    content: production,
  });
}
