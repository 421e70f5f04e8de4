import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import type { ManifestType } from '../../lib/constructs/manifest';
import { contentOf } from '../../lib/render/folder-content';
import type { KubernetesSchemas } from '../../scripts/import/kubernetes';
import { readSources } from '../../scripts/import/sources';
import { samples } from './samples';

const folder = join(__dirname, '..', '..', 'imports');
const { sources, kubernetes } = readSources(join(folder, 'sources.yaml'));
const imported = sources.flatMap((source) =>
  source.kinds.map((kind) => ({ ...source, kind, path: `${source.group}/${kind}_${source.version}.json` })),
);

function json<T>(path: string): T {
  return JSON.parse(readFileSync(join(folder, 'schemas', path), 'utf8')) as T;
}

function classOf(name: string, kind: string): ManifestType<unknown> {
  const module = require(join(folder, name)) as Record<string, ManifestType<unknown>>;
  expect(Object.keys(module)).toContain(kind);
  return module[kind] as ManifestType<unknown>;
}

const builtIn = json<KubernetesSchemas>('kubernetes.json');
// Patterns are of Go: `(?i)` there is the flag i here.
const regExp = Object.assign(
  (text: string) => new RegExp(text.replace('(?i)', ''), text.includes('(?i)') ? 'iu' : 'u'),
  {
    code: '',
  },
);
const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true, schemas: [builtIn], code: { regExp } });

test('every source has its classes, every kind its schema, and no file is without a source', () => {
  const classes = readdirSync(folder).filter((file) => file.endsWith('.ts'));
  expect(classes).toEqual(sources.map(({ name }) => `${name}.ts`).sort());
  const schemas = ['kubernetes.json', ...imported.map(({ path }) => path)];
  expect(contentOf(join(folder, 'schemas')).files).toEqual(schemas.sort());
});

test('every kind has a sample here', () => {
  expect(Object.keys(samples).sort()).toEqual(imported.map(({ kind }) => kind).sort());
});

test.each(imported)(
  'an object of $kind keeps all its fields, and fits its schema',
  ({ name, group, version, kind, path }) => {
    const metadata = { name: 'a', labels: { app: 'a' } };
    const props = { metadata, spec: samples[kind] };
    const manifest = JSON.parse(JSON.stringify(classOf(name, kind).manifest(props)));
    const identity = { apiVersion: `${group}/${version}`, kind };
    expect(manifest).toEqual({ ...identity, ...JSON.parse(JSON.stringify(props)) });
    const validate = ajv.compile(json<object>(path));
    validate(manifest);
    expect(validate.errors ?? []).toEqual([]);
  },
);

test('a field that holds an acronym is given in camel case, and rendered as the API has it', () => {
  const spec = { instances: 1, storage: {}, plugins: [{ name: 'a', isWalArchiver: true }] };
  const manifest = classOf('cloudnative-pg', 'Cluster').manifest({ spec });
  expect(manifest).toMatchObject({ spec: { plugins: [{ name: 'a', isWALArchiver: true }] } });
});

test.each(imported)('the schema of $kind says what an object is, and holds no descriptions', ({ path }) => {
  const schema = json<{ properties: Record<string, unknown> }>(path);
  expect(Object.keys(schema.properties)).toEqual(expect.arrayContaining(['apiVersion', 'kind', 'metadata', 'spec']));
  expect(JSON.stringify(schema)).not.toMatch(/"description":"/);
});

test.each(sources)('the classes of $name are cut to what is rendered', ({ name }) => {
  expect(statSync(join(folder, `${name}.ts`)).size).toBeLessThan(300 * 1024);
});

test('the schemas are of the release of Kubernetes that is pinned, and hold all its groups', () => {
  expect(builtIn.version).toBe(kubernetes.tag);
  const groups = Object.keys(builtIn.kinds).map((kind) => kind.slice(0, kind.lastIndexOf('/')));
  expect([...new Set(groups)].sort()).toEqual([...kubernetes.groups].sort());
});

test('built-in kinds are objects that people write, not their lists, options and statuses', () => {
  const kinds = Object.keys(builtIn.kinds);
  expect(kinds).toEqual(
    expect.arrayContaining(['v1/Service', 'apps/v1/Deployment', 'autoscaling/v2/HorizontalPodAutoscaler']),
  );
  expect(kinds.filter((kind) => /List$|Options$|Status$|Binding$|Eviction$/.test(kind))).toEqual([
    'rbac.authorization.k8s.io/v1/ClusterRoleBinding',
    'rbac.authorization.k8s.io/v1/RoleBinding',
  ]);
});

test.each(Object.entries(builtIn.kinds))('the schema of %s resolves', (_, name) => {
  expect(Object.keys(builtIn.definitions)).toContain(name);
  expect(ajv.compile({ $ref: `kubernetes.json#/definitions/${name}` })({ metadata: 1 })).toBe(false);
});

test('built-in schemas know the values of enums and the keys of lists', () => {
  const { 'io.k8s.api.core.v1.PodSpec': pod, 'io.k8s.api.core.v1.ServicePort': port } = builtIn.definitions;
  expect(pod?.properties?.restartPolicy?.enum).toEqual(['Always', 'Never', 'OnFailure']);
  expect(pod?.properties?.containers).toMatchObject({ 'x-kubernetes-list-map-keys': ['name'] });
  expect(port?.properties?.protocol).toMatchObject({ default: 'TCP', enum: ['SCTP', 'TCP', 'UDP'] });
});
