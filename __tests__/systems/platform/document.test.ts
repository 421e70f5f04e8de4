import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { values } from '../../../systems/platform/values';
import { lacking } from '../superset';
import { environmentNames, find, type Loose, rendered, title } from './rendered';

const folder = join(__dirname, 'document');
const read = (file: string) => readFileSync(join(folder, file), 'utf8');

/** The manifests of document 004, with the deviations that are stated in the files. */
const manifests: readonly Loose[] = readdirSync(folder)
  .filter((file) => !['5.3-alerts.yaml', '5.4-dashboard.yaml'].includes(file))
  .sort()
  .flatMap((file) => parseAllDocuments(read(file)).map((document) => document.toJS()));

/** What staging has instead of what the document shows, which is production: all else is alike. */
const differencesOfStaging: Readonly<Record<string, (object: Loose) => void>> = {
  'Namespace platform': ({ metadata }) => {
    metadata.name = 'platform-staging';
    metadata.labels.name = 'platform-staging';
  },
  'ResourceQuota platform-quota': ({ spec }) => {
    spec.hard = { ...values.staging.quota };
  },
  'ConfigMap platform-config': (object) => {
    object.data = { ...object.data, ...values.staging.config };
  },
  'ExternalSecret platform-secrets': ({ spec }) => {
    for (const { remoteRef } of spec.data) remoteRef.key = remoteRef.key.replace('platform/', 'platform-staging/');
  },
  'Ingress platform-ingress': ({ spec }) => {
    spec.tls[0].hosts = ['staging.platform.io'];
    spec.rules[0].host = 'staging.platform.io';
  },
  'HorizontalPodAutoscaler platform-api-hpa': ({ spec }) => {
    spec.minReplicas = 2;
    spec.maxReplicas = 4;
  },
  'PodDisruptionBudget platform-api-pdb': ({ spec }) => {
    spec.minAvailable = 1;
  },
};

function inStaging(manifest: Loose): Loose {
  const object = structuredClone(manifest);
  if (object.metadata.namespace) object.metadata.namespace = 'platform-staging';
  differencesOfStaging[title(object)]?.(object);
  return object;
}

describe.each(environmentNames)('platform in %s has everything that document 004 shows:', (environment) => {
  const objects = rendered(environment);
  const expected = environment === 'staging' ? manifests.map(inStaging) : manifests;

  test.each(expected.map((manifest): [string, Loose] => [title(manifest), manifest]))('%s', (_, manifest) => {
    expect(lacking(find(objects, manifest.kind, manifest.metadata.name), manifest)).toEqual([]);
  });

  test('the five alerts of section 5.3', () => {
    const [manifest] = parseAllDocuments(read('5.3-alerts.yaml')).map((document) => document.toJS());
    if (environment === 'staging') manifest.metadata.namespace = 'platform-staging';
    const rule = find(objects, 'PrometheusRule', 'platform-alerts');
    expect(lacking(withBareQueries(rule), withBareQueries(manifest))).toEqual([]);
  });

  test('the dashboard of section 5.4', () => {
    const { data, metadata } = find(objects, 'ConfigMap', 'platform-api-overview');
    const [dashboard] = Object.values(data as Record<string, string>).map((text) => JSON.parse(text));
    expect(metadata.labels).toMatchObject({ grafana_dashboard: '1' });
    expect(lacking(withBareQueries(dashboard), withBareQueries(parse(read('5.4-dashboard.yaml'))))).toEqual([]);
  });

  test('two replicas of platform-worker, scaled on a queue of RabbitMQ', () => {
    const { spec } = find(objects, 'ScaledObject', 'platform-worker');
    expect(spec).toMatchObject({ minReplicaCount: 2, scaleTargetRef: { name: 'platform-worker' } });
    expect(spec.triggers).toEqual([expect.objectContaining({ type: 'rabbitmq' })]);
  });

  test.each([
    ['platform-auth', 8001],
    ['platform-user', 8002],
  ])('%s on port %i, with everything that platform-api has in section 3', (name, port) => {
    const container = find(objects, 'Deployment', name).spec.template.spec.containers[0];
    expect(container.ports).toEqual([{ name: 'http', containerPort: port, protocol: 'TCP' }]);
    expect(Object.keys(container)).toEqual(expect.arrayContaining(['livenessProbe', 'readinessProbe', 'resources']));
    expect(find(objects, 'Service', name).spec.ports).toMatchObject([{ name: 'http', port: 80, targetPort: port }]);
    expect(find(objects, 'HorizontalPodAutoscaler', `${name}-hpa`).spec.scaleTargetRef.name).toBe(name);
    expect(find(objects, 'PodDisruptionBudget', `${name}-pdb`).spec.selector.matchLabels).toEqual({ app: name });
  });

  test('Redis Cluster of six nodes and RabbitMQ of three, by their operators', () => {
    const { redisLeader, redisFollower } = find(objects, 'RedisCluster', 'platform-redis').spec;
    expect(redisLeader.replicas + redisFollower.replicas).toBe(6);
    expect(find(objects, 'RabbitmqCluster', 'platform-rabbitmq').spec.replicas).toBe(3);
    expect(objects.filter(({ kind }) => kind === 'StatefulSet')).toEqual([]);
  });

  test('pg_stat_statements, which CloudNativePG loads where a parameter of it is set', () => {
    const { parameters } = find(objects, 'Cluster', 'platform-postgres').spec.postgresql;
    expect(Object.keys(parameters)).toContainEqual(expect.stringMatching(/^pg_stat_statements\./));
  });

  test('what the commands of sections 8.1 and 9 name', () => {
    const { metadata, spec } = find(objects, 'Deployment', 'platform-api');
    expect(spec.template.metadata.labels.app).toBe(metadata.name);
    expect(find(objects, 'Service', 'platform-api').spec.ports[0].port).toBe(80);
    expect(spec.template.spec.containers[0].name).toBe('platform-api');
  });
});

test('staging and production render the same objects', () => {
  const [first, second] = environmentNames.map((environment) =>
    rendered(environment).map((object) => (object.kind === 'Namespace' ? 'Namespace' : title(object))),
  );
  expect(first).toEqual(second);
});

/** The same with every query without the matchers that limit it, and with one space where there are more. */
function withBareQueries<T>(value: T): T {
  return JSON.parse(JSON.stringify(value), (key, field) => (key === 'expr' ? bare(String(field)) : field));
}

function bare(query: string): string {
  return query
    .replaceAll(/(namespace|job)="[^"]*",? ?/g, '')
    .replaceAll(/, ?}/g, '}')
    .replaceAll('{}', '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
