import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ManifestType } from '../../lib/constructs/manifest';
import { readSources } from '../../scripts/import/sources';

const folder = join(__dirname, '..', '..', 'imports');
const { sources, kubernetes } = readSources(join(folder, 'sources.yaml'));
const imported = sources.flatMap(({ name, group, kinds }) => kinds.map((kind) => ({ name, group, kind })));

type Module = Record<string, ManifestType<unknown>>;

function classOf(name: string, kind: string): ManifestType<unknown> {
  const module = require(join(folder, name)) as Module;
  expect(Object.keys(module)).toContain(kind);
  return module[kind] as ManifestType<unknown>;
}

test('every source has its file, and no file is without a source', () => {
  const files = readdirSync(folder).filter((file) => file.endsWith('.ts'));
  expect(files).toEqual(sources.map(({ name }) => `${name}.ts`).sort());
});

test.each(imported)('$kind of $group has a class and a schema', ({ name, group, kind }) => {
  const { apiVersion } = classOf(name, kind).GVK;
  expect(apiVersion.split('/')[0]).toBe(group);
  const file = join(folder, 'schemas', group, `${kind}_${apiVersion.split('/')[1]}.json`);
  const schema = JSON.parse(readFileSync(file, 'utf8')) as { properties: Record<string, unknown> };
  expect(Object.keys(schema.properties)).toEqual(expect.arrayContaining(['apiVersion', 'kind', 'metadata', 'spec']));
});

test.each(sources)('the classes of $name are cut to what is rendered', ({ name }) => {
  expect(statSync(join(folder, `${name}.ts`)).size).toBeLessThan(300 * 1024);
});

test.each([
  ['rabbitmq', 'RabbitmqCluster', { override: { statefulSet: { spec: { template: { spec: { hostname: 'a' } } } } } }],
  [
    'cloudnative-pg',
    'Pooler',
    { cluster: { name: 'a' }, pgbouncer: {}, template: { spec: { containers: [{ name: 'b' }] } } },
  ],
])('%s: an opaque field of %s keeps everything', (name, kind, spec) => {
  expect(classOf(name, kind).manifest({ spec })).toMatchObject({ kind, spec });
});

test('every group of Kubernetes has its kinds, and every reference among their schemas resolves', () => {
  const text = readFileSync(join(folder, 'schemas', 'kubernetes.json'), 'utf8');
  const { kinds, definitions } = JSON.parse(text) as { kinds: Record<string, string>; definitions: object };
  for (const group of kubernetes.groups) {
    expect(Object.keys(kinds).filter((kind) => kind.startsWith(`${group}/`))).not.toHaveLength(0);
  }
  const references = [...text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name);
  const names = Object.keys(definitions);
  expect(
    [...new Set([...references, ...Object.values(kinds)])].filter((name) => !names.includes(name as string)),
  ).toEqual([]);
});
