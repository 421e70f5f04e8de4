import { ApiObject, App, Chart, Lazy } from 'cdk8s';
import { Manifest } from '../../lib/constructs/manifest';
import { k8s } from '../../lib/k8s';
import type { ProblemError } from '../../lib/problem';
import { renderTree } from '../../lib/render/from-app';
import { testEnvironment } from '../support/environment';

const configMap = { apiVersion: 'v1', kind: 'ConfigMap' };

test('raw objects of other people are rendered too, overrides and lazy values included', () => {
  const app = new App({ outdir: 'unused', recordConstructMetadata: false });
  const chart = new Chart(app, 'other');
  const data = Lazy.any({ produce: () => ({ key: 'value' }) });
  new ApiObject(chart, 'Config', { ...configMap, metadata: { name: 'config' }, data });
  const [object] = renderTree(app).objects;
  expect(object).toMatchObject({ file: 'other.k8s.yaml', position: 0, constructPath: 'other/Config' });
  expect(object?.value).toEqual({ ...configMap, metadata: { name: 'config' }, data: { key: 'value' } });
});

test('validations of other people are problems', () => {
  const app = new App({ outdir: 'unused', recordConstructMetadata: false });
  new Chart(app, 'other').node.addValidation({ validate: () => ['not today'] });
  expect(() => renderTree(app)).toThrow(
    expect.objectContaining({ problems: [expect.objectContaining({ message: 'not today', place: 'other' })] }),
  );
});

test('what is undefined in an untyped field is not there', () => {
  const { app, component } = testEnvironment();
  const type = { GVK: configMap, manifest: (props: object) => props };
  new Manifest(component, 'Untyped', {
    type,
    name: 'untyped',
    body: { spec: { kept: 1, gone: undefined, list: [{ gone: undefined }] } },
  });
  expect(renderTree(app).objects[0]?.value.spec).toEqual({ kept: 1, list: [{}] });
  expect(renderTree(app).objects[0]?.value.spec).not.toHaveProperty('gone');
});

test('fails when the tree grows while it is rendered, as what is added would be lost', () => {
  const { app, component } = testEnvironment();
  const body = () => {
    new Manifest(component, 'Late', { type: k8s.KubeConfigMap, name: 'late' });
    return {};
  };
  new Manifest(component, 'Early', { type: k8s.KubeConfigMap, name: 'early', body });
  expect(() => renderTree(app)).toThrow(/added while rendering.*Late/);
});

test('fails on two objects of one identity and names both constructs', () => {
  const { app, component } = testEnvironment();
  for (const id of ['One', 'Other']) new Manifest(component, id, { type: k8s.KubeConfigMap, name: 'same' });
  let problems: ProblemError['problems'] = [];
  try {
    renderTree(app);
  } catch (cause) {
    problems = (cause as ProblemError).problems;
  }
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatchObject({ code: 'duplicate-object', place: expect.stringContaining('Other') });
  expect(problems[0]?.message).toMatch(/ConfigMap .*same is also rendered by .*One/);
});
