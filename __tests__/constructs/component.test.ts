import { App, Chart, YamlOutputType } from 'cdk8s';
import { Component } from '../../lib/constructs/component';
import { Environment } from '../../lib/constructs/environment';
import { Manifest } from '../../lib/constructs/manifest';
import { WebService } from '../../lib/constructs/workloads/web-service';
import { k8s } from '../../lib/k8s';
import { ProblemError } from '../../lib/problem';
import { renderTree } from '../../lib/render/from-app';
import { testEnvironment } from '../support/environment';
import { failures } from '../support/render';
import { minimalWebService } from '../support/workloads';

test('a component is one file of its environment, whatever its id is', () => {
  const { environment } = testEnvironment();
  const component = new Component(environment, 'AnyId', { name: 'api' });
  new WebService(component, 'Service', minimalWebService);
  const files = renderTree(environment).objects.map(({ file }) => file);
  expect(new Set(files)).toEqual(new Set(['shop/production/api.k8s.yaml']));
});

test('what is below a component finds it, what is elsewhere finds none', () => {
  const { environment, component } = testEnvironment();
  const service = new WebService(component, 'Service', minimalWebService);
  expect(Component.find(service)).toBe(component);
  expect(Component.find(environment)).toBeUndefined();
  expect(Environment.of(service)).toBe(environment);
});

test('fails on two components of one name, which would be one file, and names both', () => {
  const { environment } = testEnvironment();
  new Component(environment, 'First', { name: 'api' });
  new Component(environment, 'Second', { name: 'api' });
  expect(failures(environment)).toEqual([
    expect.objectContaining({
      code: 'duplicate-component',
      place: 'environment/Second',
      message: "environment/First is called 'api' too: both would be one file",
    }),
  ]);
});

test('two environments may have components of one name', () => {
  const here = testEnvironment();
  const there = testEnvironment({ name: 'staging' });
  expect([...failures(here.app), ...failures(there.app)]).toEqual([]);
});

test.each([
  ['below nothing', (app: App) => app, 'no-component'],
  ['below an environment only', () => testEnvironment().environment, 'no-component'],
  ['in a chart of no environment', (app: App) => new Chart(app, 'Chart'), 'no-environment'],
])('fails on a workload %s', (_, place, code) => {
  const app = new App({
    outdir: 'unused',
    recordConstructMetadata: false,
    yamlOutputType: YamlOutputType.FILE_PER_CHART,
  });
  try {
    new WebService(place(app), 'Lost', minimalWebService);
    throw new Error('expected a ProblemError');
  } catch (cause) {
    expect(cause).toBeInstanceOf(ProblemError);
    expect((cause as ProblemError).problems[0]?.code).toBe(code);
  }
});

test('an environment gives the value of a table that is for it', () => {
  const { environment } = testEnvironment();
  expect(environment.select({ production: 1, staging: 2 })).toBe(1);
  expect(environment.select({ production: false })).toBe(false);
});

test('fails on a table that has no value for the environment, and says which it has', () => {
  const { environment } = testEnvironment();
  expect(() => environment.select({ staging: 1, qa: 2 })).toThrow(
    /no value for environment production, there are values for staging, qa.*add `production`/s,
  );
});

describe('a manifest', () => {
  const configMap = (name: string, labels?: Record<string, string>) => {
    const { component } = testEnvironment();
    new Manifest(component, 'ConfigMap', { type: k8s.KubeConfigMap, name, labels });
    return component;
  };

  test.each(['a', 'a.b', 'kube-root-ca.crt', '0', 'a'.repeat(253)])("may be called '%s'", (name) => {
    expect(failures(configMap(name))).toEqual([]);
  });

  test.each(['', 'A', 'a_b', '-a', 'a-', 'a/b', 'a..b', 'a.-b', '.a', 'a'.repeat(254)])(
    "fails on the name '%s'",
    (name) => {
      expect(failures(configMap(name)).map(({ code }) => code)).toEqual(['invalid-name']);
    },
  );

  test('fails on a label value that the API server refuses', () => {
    expect(failures(configMap('a', { team: 'a team' }))).toEqual([
      expect.objectContaining({ code: 'invalid-label', message: "label team is 'a team', no label value" }),
    ]);
  });

  test.each(['', 'a team', '/a', 'Example.com/a', 'a/b/c', `${'a'.repeat(64)}`])("fails on the label '%s'", (label) => {
    expect(failures(configMap('a', { [label]: 'v' })).map(({ code }) => code)).toEqual(['invalid-label']);
  });

  test('without content is its metadata', () => {
    expect(renderTree(configMap('a')).objects[0]?.value).toEqual({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {
        name: 'a',
        namespace: 'shop',
        labels: {
          'app.kubernetes.io/instance': 'shop-production',
          'app.kubernetes.io/managed-by': 'waybill',
          'app.kubernetes.io/name': 'shop',
          'app.kubernetes.io/part-of': 'shop',
        },
      },
    });
  });
});
