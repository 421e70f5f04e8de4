import { Component } from '../../lib/constructs/component';
import { Migration } from '../../lib/constructs/workloads/migration';
import { components } from './components';
import type { Configuration } from './configuration';
import type { PlatformScope } from './scope';

/** Alembic migrations, from the api's image: document 004, section 6.1. */
export function platformMigration({ environment }: PlatformScope, { config }: Configuration): Migration {
  const component = new Component(environment, 'Migration', { name: 'platform-migration' });
  const { image, version } = environment.release;
  return new Migration(component, 'Migration', {
    name: 'platform-migration',
    image: image(components.api.name),
    version: version(components.api.name),
    up: ['alembic', 'upgrade', 'head'],
    down: ['alembic', 'downgrade', '-1'],
    sql: ['alembic', 'upgrade', 'head', '--sql'],
    user: 1000,
    envFrom: [config],
    resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { cpu: '150m', memory: '256Mi' } },
    writable: ['/tmp'],
    activeDeadlineSeconds: 900,
  });
}
