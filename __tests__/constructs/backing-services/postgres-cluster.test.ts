import { PostgresCluster, type PostgresClusterProps } from '../../../lib/constructs/backing-services/postgres-cluster';
import { WebService } from '../../../lib/constructs/workloads/web-service';
import { testEnvironment } from '../../support/environment';
import { type AnyObject, failures, identities, render, rendered } from '../../support/render';
import { minimalWebService, secretWith } from '../../support/workloads';

const { resources } = minimalWebService;

function author(props: Partial<PostgresClusterProps> = {}) {
  const { component } = testEnvironment();
  const url = secretWith(component, 'urls', 'DATABASE_URL');
  const cluster = new PostgresCluster(component, 'Database', {
    name: 'postgres',
    image: 'ghcr.io/cloudnative-pg/postgresql:16.9',
    database: { name: 'shop', owner: 'shop' },
    owner: secretWith(component, 'owner', 'username', 'password'),
    variables: { DATABASE_URL: url.key('DATABASE_URL') },
    instances: 3,
    storage: { size: '10Gi', storageClass: 'standard' },
    resources,
    podLabels: { app: 'postgres' },
    pooler: { instances: 2, resources, clientConnections: 100, serverConnections: 20 },
    ...props,
  });
  return { component, cluster };
}

const backup = (component: ReturnType<typeof author>['component']) => ({
  destinationPath: 's3://backups/postgres',
  access: secretWith(component, 'aws', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'),
  retentionDays: 30,
  schedule: '0 0 1 * * *',
  resources,
});

test('a cluster has a pool in front, policies of its own and monitors, before the workloads', () => {
  const objects = render(author().component).filter(({ kind }) => kind !== 'ExternalSecret');
  expect(objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`).sort()).toEqual([
    'Cluster postgres',
    'NetworkPolicy postgres-policy',
    'NetworkPolicy postgres-pooler-rw-policy',
    'PodDisruptionBudget postgres-pooler-rw-pdb',
    'PodMonitor postgres',
    'PodMonitor postgres-pooler-rw',
    'Pooler postgres-pooler-rw',
  ]);
  for (const { kind, metadata } of objects.filter(({ kind }) => !/^Pod[MD]/.test(kind))) {
    expect([kind, metadata.annotations['argocd.argoproj.io/sync-wave']]).toEqual([kind, '-2']);
  }
});

test('the cluster is what was asked for', () => {
  const { spec } = rendered(author({ parameters: { wal_level: 'replica' } }).component, 'Cluster');
  expect(spec).toEqual({
    instances: 3,
    imageName: 'ghcr.io/cloudnative-pg/postgresql:16.9',
    inheritedMetadata: { labels: { app: 'postgres', 'sidecar.istio.io/inject': 'false' } },
    bootstrap: { initdb: { database: 'shop', owner: 'shop', secret: { name: 'owner' }, dataChecksums: true } },
    postgresql: {
      parameters: { wal_level: 'replica' },
      synchronous: { method: 'any', number: 1, dataDurability: 'preferred' },
    },
    storage: { size: '10Gi', storageClass: 'standard' },
    resources,
    topologySpreadConstraints: [expect.objectContaining({ whenUnsatisfiable: 'ScheduleAnyway' })],
  });
});

test('Argo CD never removes the database by itself', () => {
  expect(rendered(author().component, 'Cluster').metadata.annotations['argocd.argoproj.io/sync-options']).toBe(
    'Prune=false,Delete=false',
  );
});

test('without parameters it states none, and one instance alone waits for no replica', () => {
  expect(rendered(author().component, 'Cluster').spec.postgresql).not.toHaveProperty('parameters');
  const alone = rendered(author({ instances: 1 }).component, 'Cluster').spec;
  expect(alone.postgresql ?? {}).toEqual({});
});

test('clients reach the pool and not the server, and get the variables', () => {
  const { component, cluster } = author();
  new WebService(component, 'Service', minimalWebService).connectTo(cluster);
  const pool = rendered(component, 'NetworkPolicy', 'postgres-pooler-rw-policy').spec;
  const server = rendered(component, 'NetworkPolicy', 'postgres-policy').spec;
  const api = { podSelector: { matchLabels: { app: 'api' } } };
  expect(pool.ingress.find(({ ports }: AnyObject) => ports[0].port === 5432).from).toEqual([api]);
  expect(server.ingress.flatMap(({ from }: AnyObject) => from)).not.toContainEqual(api);
  expect(rendered(component, 'Deployment').spec.template.spec.containers[0].env).toEqual([
    { name: 'DATABASE_URL', valueFrom: { secretKeyRef: { name: 'urls', key: 'DATABASE_URL' } } },
  ]);
});

test('who must not go through the pool reaches the server itself', () => {
  const { component, cluster } = author();
  new WebService(component, 'Service', minimalWebService).connectTo(cluster.direct);
  const server = rendered(component, 'NetworkPolicy', 'postgres-policy').spec;
  expect(server.ingress.flatMap(({ from }: AnyObject) => from)).toContainEqual({
    podSelector: { matchLabels: { app: 'api' } },
  });
  const { env } = rendered(component, 'Deployment').spec.template.spec.containers[0];
  expect(env.map(({ name }: AnyObject) => name)).toEqual(['PGHOST', 'PGDATABASE', 'PGUSER', 'PGPASSWORD']);
  expect(env[0].value).toBe('postgres-rw');
});

test('with a backup it archives through the plugin, by schedule, and may reach the object store', () => {
  const { component } = testEnvironment();
  const { component: with_ } = author({ backup: backup(component) });
  expect(identities(with_)).toEqual(expect.arrayContaining(['ObjectStore postgres', 'ScheduledBackup postgres']));
  expect(rendered(with_, 'Cluster').spec.plugins).toEqual([
    { name: 'barman-cloud.cloudnative-pg.io', isWALArchiver: true, parameters: { barmanObjectName: 'postgres' } },
  ]);
  expect(rendered(with_, 'ObjectStore').spec).toMatchObject({
    retentionPolicy: '30d',
    configuration: {
      destinationPath: 's3://backups/postgres',
      s3Credentials: { accessKeyId: { name: 'aws', key: 'AWS_ACCESS_KEY_ID' } },
    },
    instanceSidecarConfiguration: { resources },
  });
  const { egress } = rendered(with_, 'NetworkPolicy', 'postgres-policy').spec;
  expect(egress.flatMap(({ to }: AnyObject) => to.map((peer: AnyObject) => peer.ipBlock?.cidr))).toContain('0.0.0.0/0');
});

test.each<[object, string]>([
  [{ image: 'postgres' }, 'invalid-image'],
  [{ instances: 0 }, 'invalid-number'],
  [{ pooler: { instances: 0, resources, clientConnections: 100, serverConnections: 20 } }, 'invalid-number'],
  [{ pooler: { instances: 2, resources, clientConnections: 0, serverConnections: 20 } }, 'invalid-number'],
  [{ storage: { size: '10', storageClass: 'standard' } }, 'invalid-quantity'],
  [{ resources: undefined }, 'missing-resources'],
])('fails on %j', (props, code) => {
  expect(failures(author(props).component).map((problem) => problem.code)).toEqual([code]);
});

test.each([
  [{ schedule: '0 1 * * *' }, 'invalid-schedule'],
  [{ retentionDays: 0 }, 'invalid-number'],
])('fails on a backup with %j', (props, code) => {
  const { component } = testEnvironment();
  const problems = failures(author({ backup: { ...backup(component), ...props } }).component);
  expect(problems.map((problem) => problem.code)).toEqual([code]);
});
