import { compare } from '../../lib/change/compare';
import { summarize } from '../../lib/change/summary';
import { deployment, object, renderOf } from './renders';

const inEnvironments = (...tags: string[]) =>
  tags.map((tag, index) => ({
    value: deployment({ image: `registry.example/web:${tag}` }),
    system: 'shop',
    environment: `env-${index}`,
  }));

test('one image in eight environments is one group', () => {
  const before = renderOf(...inEnvironments(...Array(8).fill('v1')));
  const { effects, groups } = summarize(compare(before, renderOf(...inEnvironments(...Array(8).fill('v2')))));
  expect(effects).toEqual([{ effect: 'rolls-pods', count: 8 }]);
  expect(groups).toMatchObject([
    {
      kind: 'Deployment',
      field: 'spec.template.spec.containers[web].image',
      before: 'registry.example/web:v1',
      after: 'registry.example/web:v2',
      effect: 'rolls-pods',
    },
  ]);
  expect(groups[0]?.changes.map(({ after }) => after?.environment)).toEqual(
    [0, 1, 2, 3, 4, 5, 6, 7].map((n) => `env-${n}`),
  );
});

test('changes to other values, and of other fields, are groups of their own, those of most objects first', () => {
  const before = renderOf(...inEnvironments('v1', 'v1', 'v1'));
  const { groups } = summarize(compare(before, renderOf(...inEnvironments('v3', 'v2', 'v2'))));
  expect(groups.map(({ after, changes }) => [after, changes.length])).toEqual([
    ['registry.example/web:v2', 2],
    ['registry.example/web:v3', 1],
  ]);
});

test('maps that differ in the order of their keys only are equal, an absent value and an empty one are not', () => {
  const config = (name: string, data: object = {}) => object('v1', 'ConfigMap', data, { name });
  const before = renderOf(config('a'), config('b'), config('c', { data: null }), config('d', { data: [] }));
  const after = renderOf(
    config('a', { data: { x: '1', y: '2' } }),
    config('b', { data: { y: '2', x: '1' } }),
    config('c', { data: { x: '1', y: '2' } }),
    config('d', { data: { x: '1', y: '2' } }),
  );
  const { groups } = summarize(compare(before, after));
  expect(groups.map(({ changes }) => changes.map((change) => change.after?.value.metadata.name))).toEqual([
    ['a', 'b', 'c'],
    ['d'],
  ]);
});

test('effects are counted by object, the most severe first', () => {
  const namespace = object('v1', 'Namespace', {}, { name: 'shop', namespace: undefined });
  const changes = compare(
    renderOf(namespace, deployment()),
    renderOf(deployment({ image: 'b' }, { replicas: 3 }), object('v1', 'ConfigMap'), object('v1', 'Service')),
  );
  expect(summarize(changes).effects).toEqual([
    { effect: 'destroys', count: 1 },
    { effect: 'rolls-pods', count: 1 },
    { effect: 'creates', count: 2 },
  ]);
});

test('no changes are an empty summary', () => {
  expect(summarize([])).toEqual({ effects: [], groups: [] });
});
