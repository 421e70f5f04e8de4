import { SystemNamespace } from '../../lib/constructs/policies/system-namespace';
import type { System } from '../../lib/constructs/system';
import { platformApi } from './api';
import { platformCache, platformDatabase, platformQueue } from './backing-services';
import { platformBackup } from './backup';
import { components, type PlatformComponent } from './components';
import { platformConfiguration } from './configuration';
import { environments, type PlatformEnvironment } from './environments';
import { platformMigration } from './migration';
import { platformMonitoring } from './monitoring';
import { platformService } from './services';
import { values } from './values';
import { platformWorker } from './worker';

/** Platform Enterprise Python: document 004. */
export const platform: System<PlatformEnvironment, PlatformComponent> = {
  name: 'platform',
  environments,
  registry: 'registry.platform.io',
  components: Object.values(components).map(({ name }) => name),
  author(environment) {
    const scope = { environment, values: environment.select(values) };
    new SystemNamespace(environment, 'Namespace', {
      quota: scope.values.quota,
      limits: { default: { cpu: '500m', memory: '512Mi' }, defaultRequest: { cpu: '100m', memory: '128Mi' } },
    });
    const configuration = platformConfiguration(scope);
    const database = platformDatabase(scope, configuration);
    const cache = platformCache(scope, configuration);
    const queue = platformQueue(scope);

    const api = platformApi(scope, configuration);
    const auth = platformService('auth', scope, configuration);
    const user = platformService('user', scope, configuration);
    const worker = platformWorker(scope, configuration, queue);
    api.connectTo(database, cache, queue, auth, user);
    auth.connectTo(database, cache);
    user.connectTo(database, cache);
    worker.connectTo(database, cache, queue);

    platformMigration(scope, configuration).connectTo(database);
    platformBackup(scope, configuration, database);
    platformMonitoring(scope);
  },
};
