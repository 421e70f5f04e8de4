import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kubernetesText } from '../../scripts/import/kubernetes';
import { jsonText } from '../../scripts/import/schema';

const folder = mkdtempSync(join(tmpdir(), 'waybill-kubernetes-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

const sources = { kubernetes: { tag: 'v1.34.4', groups: ['apps/v1'] }, sources: [] };
const present = (version: string) => jsonText({ version, kinds: { 'apps/v1/Deployment': 'a' } });
const document = (version: string) => {
  const identity = { group: 'apps', version: 'v1', kind: 'Boat' };
  const operation = (action: string) => ({
    'x-kubernetes-action': action,
    'x-kubernetes-group-version-kind': identity,
  });
  const schemas = {
    'io.k8s.Boat': {
      'x-kubernetes-group-version-kind': [identity],
      description: 'A boat.',
      properties: {
        metadata: { default: {}, allOf: [{ $ref: '#/components/schemas/io.k8s.Meta' }] },
        crew: { type: 'integer', default: 0 },
        flag: { type: 'string', default: 'blue', enum: ['blue', 'red'] },
      },
    },
    'io.k8s.Meta': { type: 'object' },
    'io.k8s.Unused': { type: 'object' },
  };
  const paths = {
    '/apis/apps/v1/boats': { get: operation('list'), post: operation('post') },
    '/apis/apps/v1/boats/{name}/status': { get: operation('get') },
  };
  writeFileSync(
    join(folder, 'apis__apps__v1_openapi.json'),
    JSON.stringify({ info: { version }, paths, components: { schemas } }),
  );
};

test('built-in kinds are read from the documents of an API server, with all that they refer to and nothing else', () => {
  document('v1.34.4');
  const { kinds, definitions } = JSON.parse(kubernetesText(sources, folder, undefined));
  expect(kinds).toEqual({ 'apps/v1/Boat': 'io.k8s.Boat' });
  expect(definitions).toMatchObject({
    'io.k8s.Boat': {
      properties: {
        metadata: { $ref: '#/definitions/io.k8s.Meta' },
        crew: { type: 'integer' },
        flag: { default: 'blue', enum: ['blue', 'red'], type: 'string' },
      },
    },
  });
  expect(Object.keys(definitions)).toEqual(['io.k8s.Boat', 'io.k8s.Meta']);
  expect(JSON.stringify(definitions)).not.toMatch(/description|"default":0|allOf/);
});

test('built-in kinds stay as they are where no documents are given and the release is the same', () => {
  expect(kubernetesText(sources, undefined, present('v1.34.4'))).toBe(present('v1.34.4'));
});

test.each([
  ['another release', present('v1.33.1')],
  ['no file at all', undefined],
])('fails without documents for %s', (_, file) => {
  expect(() => kubernetesText(sources, undefined, file)).toThrow(
    /not of Kubernetes v1.34.4 with apps\/v1 .*\n.*KUBERNETES_OPENAPI/,
  );
});

test.each(['v1.3', '1.33', 'unversioned'])('fails for documents of %s', (version) => {
  document(version);
  expect(() => kubernetesText(sources, folder, undefined)).toThrow(`is of Kubernetes ${version}, not v1.34.4`);
});

test('fails for a group without its document', () => {
  const batch = { kubernetes: { tag: 'v1.34.4', groups: ['batch/v1'] }, sources: [] };
  expect(() => kubernetesText(batch, folder, undefined)).toThrow(/has no file .*apis__batch__v1_openapi.json/);
});
