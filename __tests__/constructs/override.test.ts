import { type JsonPatch, type MergePatch, override } from '../../lib/constructs/override';
import { WebService } from '../../lib/constructs/workloads/web-service';
import { testEnvironment } from '../support/environment';
import { failures, rendered } from '../support/render';
import { minimalWebService } from '../support/workloads';

function author(...patches: (JsonPatch | MergePatch)[]) {
  const { component } = testEnvironment();
  new WebService(component, 'Service', minimalWebService);
  for (const patch of patches) override(component, { kind: 'Deployment' }, patch);
  return component;
}

const container = '/spec/template/spec/containers/0';

test('a JSON patch changes the final object', () => {
  const component = author([
    { op: 'replace', path: '/spec/replicas', value: 7 },
    { op: 'add', path: `${container}/tty`, value: true },
    { op: 'remove', path: '/spec/template/spec/affinity' },
  ]);
  const { spec } = rendered(component, 'Deployment');
  expect(spec.replicas).toBe(7);
  expect(spec.template.spec.containers[0].tty).toBe(true);
  expect(spec.template.spec).not.toHaveProperty('affinity');
});

test('a merge patch merges maps, removes by null and replaces lists', () => {
  const component = author({
    metadata: { labels: { team: 'shop' } },
    spec: { replicas: null, template: { spec: { topologySpreadConstraints: [] } } },
  });
  const { metadata, spec } = rendered(component, 'Deployment');
  expect(metadata.labels).toMatchObject({ team: 'shop', app: 'api' });
  expect(spec).not.toHaveProperty('replicas');
  expect(spec.template.spec.topologySpreadConstraints).toEqual([]);
});

test('fields that no schema knows survive', () => {
  const { spec } = rendered(author({ spec: { futureField: { deep: [1] } } }), 'Deployment');
  expect(spec.futureField).toEqual({ deep: [1] });
});

test('patches apply in the order in which they were given', () => {
  const component = author({ spec: { replicas: 5 } }, [{ op: 'test', path: '/spec/replicas', value: 5 }, remove()]);
  expect(rendered(component, 'Deployment').spec).not.toHaveProperty('replicas');
});

function remove(): JsonPatch[number] {
  return { op: 'remove', path: '/spec/replicas' };
}

test('an override does not change what it was given', () => {
  const patch: JsonPatch = [{ op: 'add', path: '/spec/added', value: { list: [] } }];
  const component = author(patch, [{ op: 'add', path: '/spec/added/list/-', value: 1 }]);
  expect(rendered(component, 'Deployment').spec.added).toEqual({ list: [1] });
  expect(rendered(component, 'Deployment').spec.added).toEqual({ list: [1] });
  expect(patch).toEqual([{ op: 'add', path: '/spec/added', value: { list: [] } }]);
});

test.each<[string, JsonPatch | MergePatch]>([
  ['removes what is not there', [{ op: 'remove', path: '/spec/nothing' }]],
  ['replaces what is not there', [{ op: 'replace', path: '/spec/nothing', value: 1 }]],
  ['adds below what is not there', [{ op: 'add', path: '/spec/no/thing', value: 1 }]],
  ['tests what is not so', [{ op: 'test', path: '/spec/replicas', value: 99 }]],
  ['replaces a value by itself', [{ op: 'replace', path: '/spec/replicas', value: 2 }]],
  ['has no operation', []],
  ['merges what is there already', { spec: { replicas: 2 } }],
  ['merges nothing', {}],
  ['removes by null what is not there', { spec: { replicas: 3, nothing: null } }],
])('fails when a patch %s, and names construct and patch', (_, patch) => {
  const [problem, ...rest] = failures(author(patch));
  expect(rest).toEqual([]);
  expect(problem).toMatchObject({
    code: 'override-hits-nothing',
    place: 'environment/component/Service/Pods/Deployment',
    message: expect.stringContaining(JSON.stringify(patch)),
  });
});

test.each([
  ['no object of the kind', { kind: 'StatefulSet' }, 'override of StatefulSet finds 0 objects'],
  ['no object of the name', { kind: 'Deployment', name: 'other' }, 'override of Deployment other finds 0 objects'],
])('fails on %s and says what there is', (_, selector, message) => {
  const { component } = testEnvironment();
  new WebService(component, 'Service', minimalWebService);
  override(component, selector, { spec: {} });
  const [problem] = failures(component);
  expect(problem).toMatchObject({ code: 'override-hits-nothing', message: expect.stringContaining(message) });
  expect(problem?.message).toContain('Deployment api');
});
