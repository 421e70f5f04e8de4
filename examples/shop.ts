import { ExternalService } from '../lib/constructs/backing-services/external-service';
import { Component } from '../lib/constructs/component';
import { Config } from '../lib/constructs/configuration/config';
import { ExternalSecret } from '../lib/constructs/configuration/external-secret';
import type { Environment } from '../lib/constructs/environment';
import { override } from '../lib/constructs/override';
import { SystemNamespace } from '../lib/constructs/policies/system-namespace';
import type { System } from '../lib/constructs/system';
import { ScheduledTask } from '../lib/constructs/workloads/scheduled-task';
import { WebService } from '../lib/constructs/workloads/web-service';
import type { Cluster } from '../lib/facts/cluster';

type ShopEnvironment = 'qa' | 'prod';
type ShopComponent = 'shop-web' | 'shop-report';

/** A small system: a web service with a managed database, a report every night, in two environments of one cluster. */
export function shop(cluster: Cluster): System<ShopEnvironment, ShopComponent> {
  return {
    name: 'shop',
    registry: 'registry.example.com/shop',
    components: ['shop-web', 'shop-report'],
    environments: {
      qa: { cluster, namespace: 'shop-qa', tier: 'development' },
      prod: { cluster, namespace: 'shop', tier: 'production' },
    },
    author,
  };
}

function author(environment: Environment<ShopEnvironment, ShopComponent>): void {
  const { release } = environment;
  const quota = {
    'requests.cpu': '4',
    'requests.memory': '8Gi',
    'limits.cpu': '8',
    'limits.memory': '16Gi',
    pods: '20',
  };
  const limits = { default: { cpu: '500m', memory: '512Mi' }, defaultRequest: { cpu: '100m', memory: '128Mi' } };
  new SystemNamespace(environment, 'Namespace', { quota, limits });

  const configuration = new Component(environment, 'Configuration', {
    name: 'shop-config',
    component: 'configuration',
  });
  const config = new Config(configuration, 'Config', {
    name: 'shop-config',
    data: { LOG_LEVEL: environment.select({ qa: 'DEBUG', prod: 'INFO' }) },
  });
  const secrets = new ExternalSecret(configuration, 'Secrets', {
    name: 'shop-secrets',
    store: 'company-store',
    data: { DATABASE_URL: { key: `shop-${environment.name}/database`, property: 'url' } },
  });
  const database = new ExternalService(configuration, 'Database', {
    host: environment.select({ qa: 'db.qa.example.com', prod: 'db.example.com' }),
    port: 5432,
    addresses: { cidr: '10.20.0.0/24' },
    variables: { DATABASE_URL: secrets.key('DATABASE_URL') },
  });

  const web = new WebService(new Component(environment, 'Web', { name: 'shop-web' }), 'Service', {
    name: 'shop-web',
    image: release.image('shop-web'),
    version: release.version('shop-web'),
    user: 10001,
    port: 8080,
    envFrom: [config],
    resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { cpu: '500m', memory: '256Mi' } },
    probes: { liveness: '/live', readiness: '/ready' },
    preStop: { sleepSeconds: 5 },
    scale: environment.select({ qa: { replicas: 1 }, prod: { min: 2, max: 6, cpu: 70 } }),
    expose: {
      host: environment.select({ qa: 'shop.qa.example.com', prod: 'shop.example.com' }),
      tls: { clusterIssuer: 'letsencrypt-prod', secretName: 'shop-tls' },
    },
  });
  web.connectTo(database);
  // What no prop says: any field of any object, known to a schema or not.
  override(web, { kind: 'Deployment' }, { spec: { minReadySeconds: 10 } });

  const report = new ScheduledTask(new Component(environment, 'Report', { name: 'shop-report' }), 'Task', {
    name: 'shop-report',
    schedule: '30 3 * * *',
    image: release.image('shop-report'),
    version: release.version('shop-report'),
    user: 10001,
    resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { cpu: '500m', memory: '256Mi' } },
    activeDeadlineSeconds: 1800,
  });
  report.connectTo(database);
}
