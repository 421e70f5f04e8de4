import type { Change } from '../../lib/change/change';
import { compare } from '../../lib/change/compare';
import type { KubernetesObject } from '../../lib/render/render';
import { deployment, object, renderOf } from './renders';

const fieldsOf = (changes: readonly Change[]) =>
  changes.flatMap(({ fields }) => fields.map(({ field, before, after }) => [field, before, after]));
const changed = (before: KubernetesObject, after: KubernetesObject) =>
  fieldsOf(compare(renderOf(before), renderOf(after)));
const env = (...names: string[]) => ({ env: names.map((name) => ({ name, value: name.toLowerCase() })) });
const container = 'spec.template.spec.containers[web]';

describe('what is no change', () => {
  const config = object('v1', 'ConfigMap', { data: { a: '1', b: '2' } });
  test.each<[string, KubernetesObject, KubernetesObject]>([
    ['nothing differs', config, structuredClone(config)],
    ['keys are in another order', config, object('v1', 'ConfigMap', { data: { b: '2', a: '1' } })],
    ['a field is null, as if it were not there', config, { ...config, binaryData: null }],
    ['a field is undefined', config, { ...config, immutable: undefined }],
    ['the server added its status', config, { ...config, status: { phase: 'Active' } }],
    [
      'the server added its metadata',
      config,
      object('v1', 'ConfigMap', config, { creationTimestamp: null, uid: '1', resourceVersion: '7', generation: 1 }),
    ],
    [
      'kubectl added its annotation',
      object('v1', 'ConfigMap', {}, { annotations: {} }),
      object('v1', 'ConfigMap', {}, { annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{}' } }),
    ],
    [
      'the verbs of a role are in another order',
      object('rbac.authorization.k8s.io/v1', 'Role', { rules: [{ apiGroups: [''], verbs: ['get', 'list'] }] }),
      object('rbac.authorization.k8s.io/v1', 'Role', { rules: [{ apiGroups: [''], verbs: ['list', 'get'] }] }),
    ],
    [
      'the ports of a service are in another order',
      object('v1', 'Service', { spec: { ports: [{ port: 80 }, { port: 81 }] } }),
      object('v1', 'Service', { spec: { ports: [{ port: 81 }, { port: 80 }] } }),
    ],
  ])('%s', (_, before, after) => {
    expect(compare(renderOf(before), renderOf(after))).toEqual([]);
  });

  test('objects are in another order and in other files', () => {
    const [a, b] = [object('v1', 'ConfigMap', {}, { name: 'a' }), object('v1', 'ConfigMap', {}, { name: 'b' })];
    expect(compare(renderOf(a, b), renderOf({ value: b, file: 'b.yaml' }, { value: a, file: 'a.yaml' }))).toEqual([]);
  });
});

describe('how lists are compared', () => {
  test.each<[string, object, object, unknown[][]]>([
    [
      'an inserted variable is one field',
      env('A', 'C'),
      env('A', 'B', 'C'),
      [[`${container}.env[B]`, undefined, { name: 'B', value: 'b' }]],
    ],
    [
      'a removed variable is one field',
      env('A', 'B'),
      env('B'),
      [[`${container}.env[A]`, { name: 'A', value: 'a' }, undefined]],
    ],
    [
      'variables in another order are one field, as pods are replaced for it',
      env('A', 'B'),
      env('B', 'A'),
      [[`${container}.env`, ['A', 'B'], ['B', 'A']]],
    ],
    [
      'ports are known by number and protocol, TCP unless it is said',
      { ports: [{ containerPort: 80 }, { containerPort: 80, protocol: 'UDP' }] },
      { ports: [{ containerPort: 80, protocol: 'UDP', name: 'dns' }, { containerPort: 80 }] },
      [
        [`${container}.ports[80/UDP].name`, undefined, 'dns'],
        [`${container}.ports`, ['80/TCP', '80/UDP'], ['80/UDP', '80/TCP']],
      ],
    ],
    [
      'mounts are known by their path',
      {
        volumeMounts: [
          { mountPath: '/a', name: 'a' },
          { mountPath: '/b', name: 'b' },
        ],
      },
      { volumeMounts: [{ mountPath: '/b', name: 'c' }] },
      [
        [`${container}.volumeMounts[/b].name`, 'b', 'c'],
        [`${container}.volumeMounts[/a]`, { mountPath: '/a', name: 'a' }, undefined],
      ],
    ],
    [
      'an argument put in between is one field',
      { args: ['a', 'c'] },
      { args: ['a', 'b', 'c'] },
      [[`${container}.args[1]`, undefined, 'b']],
    ],
    [
      'items without a key of their own are known by position',
      env('A', 'A'),
      {
        env: [
          { name: 'A', value: 'a' },
          { name: 'A', value: 'z' },
        ],
      },
      [[`${container}.env[1].value`, 'a', 'z']],
    ],
  ])('%s', (_, before, after, expected) => {
    expect(changed(deployment(before), deployment(after))).toEqual(expected);
  });

  test('a rule of a policy put in between is one field', () => {
    const policy = (...ports: number[]) =>
      object('networking.k8s.io/v1', 'NetworkPolicy', {
        spec: { egress: ports.map((port) => ({ ports: [{ port }] })) },
      });
    expect(changed(policy(1, 2, 3), policy(1, 9, 2, 3))).toEqual([
      ['spec.egress[1]', undefined, { ports: [{ port: 9 }] }],
    ]);
  });

  test('values without an order are added and removed one by one', () => {
    const claim = (...accessModes: string[]) => object('v1', 'PersistentVolumeClaim', { spec: { accessModes } });
    expect(changed(claim('A', 'B'), claim('C', 'A'))).toEqual([
      ['spec.accessModes[C]', undefined, 'C'],
      ['spec.accessModes[B]', 'B', undefined],
    ]);
  });

  test('the path of a field has the index in the new list, and in the old one for what is gone', () => {
    const { fields } = compare(renderOf(deployment(env('A', 'B'))), renderOf(deployment(env('C', 'B'))))[0] as Change;
    const path = ['spec', 'template', 'spec', 'containers', 0, 'env', 0];
    expect(fields.map((each) => [each.path, each.after === undefined ? 'gone' : 'new'])).toEqual([
      [path, 'new'],
      [path, 'gone'],
    ]);
  });

  test('a key that no path could hold is written in quotes', () => {
    const labelled = (value: string) =>
      object('v1', 'ConfigMap', {}, { labels: { 'app.kubernetes.io/version': value } });
    expect(changed(labelled('v1'), labelled('v2'))).toEqual([
      ['metadata.labels["app.kubernetes.io/version"]', 'v1', 'v2'],
    ]);
  });

  test('a field may be called as what every JavaScript object has', () => {
    const data = object('v1', 'ConfigMap', { data: {} });
    const after = object('v1', 'ConfigMap', { data: { constructor: 'x' } });
    expect(changed(data, after)).toEqual([['data.constructor', undefined, 'x']]);
    expect(changed(after, data)).toEqual([['data.constructor', 'x', undefined]]);
  });
});

describe('which objects are the same', () => {
  const config = (metadata: object = {}) => object('v1', 'ConfigMap', { data: { a: '1' } }, metadata);
  const kinds = (changes: readonly Change[]) => changes.map(({ kind }) => kind);

  test('another version of the API is the same object, another group is not', () => {
    const v1 = object('autoscaling/v1', 'HorizontalPodAutoscaler');
    const v2 = { ...v1, apiVersion: 'autoscaling/v2' };
    expect(changed(v1, v2)).toEqual([['apiVersion', 'autoscaling/v1', 'autoscaling/v2']]);
    expect(kinds(compare(renderOf(v1), renderOf({ ...v1, apiVersion: 'other/v1' })))).toEqual(['removed', 'added']);
  });

  test.each([
    ['name', { name: 'other' }],
    ['namespace', { namespace: 'other' }],
  ])('another %s is another object', (_, metadata) => {
    expect(kinds(compare(renderOf(config()), renderOf(config(metadata)))).sort()).toEqual(['added', 'removed']);
  });

  test('objects of two clusters are two, wherever their files are', () => {
    const [east, west] = ['east', 'west'].map((cluster) => ({ value: config(), cluster, file: `${cluster}.yaml` }));
    const changes = compare(renderOf(east as object, west as object), renderOf({ ...east, file: 'moved.yaml' }));
    expect(changes.map(({ kind, before }) => [kind, before?.cluster])).toEqual([['removed', 'west']]);
  });

  test('a loaded render knows the cluster of an environment from the other one', () => {
    const inFile = (environment: string, more: object = {}) => ({
      value: config(),
      system: 'shop',
      environment,
      file: `shop/${environment}/web.k8s.yaml`,
      ...more,
    });
    const loaded = renderOf(inFile('staging'), inFile('production'));
    const authored = renderOf(inFile('staging', { cluster: 'a' }), inFile('production', { cluster: 'b' }));
    expect(compare(loaded, authored)).toEqual([]);
    expect(compare(loaded, renderOf(inFile('production', { cluster: 'b' })))).toMatchObject([
      { kind: 'removed', before: { environment: 'staging' } },
    ]);
  });

  test('an object that moves to another system of its cluster stays the same', () => {
    const before = renderOf({ value: config(), system: 'a', environment: 'dev', cluster: 'one' });
    expect(compare(before, renderOf({ value: config(), system: 'b', environment: 'dev', cluster: 'one' }))).toEqual([]);
  });

  test('a folder of which nothing is known is compared by name', () => {
    const foreign = renderOf(config());
    const authored = renderOf({ value: config(), system: 'shop', environment: 'dev', cluster: 'one' });
    expect(compare(foreign, authored)).toEqual([]);
    expect(compare(authored, foreign)).toEqual([]);
  });

  test('objects of one identity in several files of a foreign folder are compared file by file', () => {
    const overlays = (value: string) =>
      ['dev', 'prod'].map((file) => ({ value: { ...config(), data: { a: file === 'dev' ? value : '1' } }, file }));
    const changes = compare(renderOf(...overlays('1')), renderOf(...overlays('2').reverse()));
    expect(changes.map(({ after, fields }) => [after?.file, fields.length])).toEqual([['dev', 1]]);
  });
});

test('changes are sorted by file, kind, namespace and name, whatever the order of the objects', () => {
  const before = renderOf(
    { value: object('v1', 'Secret'), file: 'b.yaml' },
    object('v1', 'Service', {}, { name: 'z' }),
  );
  const after = renderOf(object('v1', 'Service', {}, { name: 'a' }), object('v1', 'ConfigMap'));
  expect(compare(before, after).map(({ kind, reason }) => `${kind}: ${reason}`)).toEqual([
    'added: ConfigMap web is new',
    'added: Service a is new',
    'removed: Service z is deleted',
    'removed: Secret web is deleted',
  ]);
});
