import { Component } from '../lib/constructs/component';
import { Config } from '../lib/constructs/configuration/config';
import type { Environment } from '../lib/constructs/environment';
import { SystemNamespace } from '../lib/constructs/policies/system-namespace';
import { ScheduledTask, type ScheduledTaskProps } from '../lib/constructs/workloads/scheduled-task';
import { WebService, type WebServiceProps } from '../lib/constructs/workloads/web-service';
import { Worker, type WorkerProps } from '../lib/constructs/workloads/worker';
import { ProblemError } from '../lib/problem';
import { testEnvironment } from './support/environment';
import { failures } from './support/render';
import { minimalTask, minimalWebService, minimalWorker, secretWith } from './support/workloads';

/*
 * Wrong definitions, as people write them where nothing checks types. Each says: a code, the construct that it is
 * about, the value given (or what is missing), and what to do; none is a crash.
 */
type Wrong = { readonly [prop in keyof WebServiceProps]?: unknown };

function web(component: Component, wrong: Wrong): void {
  new WebService(component, 'Api', { ...minimalWebService, ...wrong } as WebServiceProps);
}

const { resources } = minimalWebService;
const amounts = (requests: object, limits: object = { memory: '256Mi' }) => ({ resources: { requests, limits } });
const digest = `registry.example/api@sha256:${'a'.repeat(63)}`;

/** What is wrong, the code, and what the message must show. */
const wrongWebServices: readonly [wrong: Wrong, code: string, shown: string][] = [
  [{ name: 'Platform_API' }, 'invalid-name', "'Platform_API'"],
  [{ name: '' }, 'invalid-name', "''"],
  [{ name: undefined }, 'invalid-name', 'undefined'],
  [{ name: '1api' }, 'invalid-name', "'1api' of a Service"],
  [{ name: 'a'.repeat(64) }, 'invalid-name', 'a'.repeat(64)],
  [{ image: 'nginx:latest' }, 'invalid-image', "'nginx:latest', not pinned: latest is a tag that moves"],
  [{ image: 'nginx' }, 'invalid-image', "'nginx', not pinned: without a tag"],
  [{ image: digest }, 'invalid-image', digest],
  [{ image: 'registry.example/api:v 1' }, 'invalid-image', "'registry.example/api:v 1'"],
  [{ image: undefined }, 'invalid-image', "'undefined'"],
  [{ version: 'v1+2' }, 'invalid-label', "'v1+2'"],
  [{ version: undefined }, 'invalid-label', "'undefined'"],
  [{ user: 0 }, 'root-user', 'user 0'],
  [{ user: undefined }, 'invalid-user', 'user undefined'],
  [{ user: '1000' }, 'invalid-user', 'user 1000'],
  [{ port: 0 }, 'invalid-port', '0'],
  [{ port: 70_000 }, 'invalid-port', '70000'],
  [{ port: '8000' }, 'invalid-port', '8000'],
  [{ port: undefined }, 'invalid-port', 'undefined'],
  [{ servicePort: -1 }, 'invalid-port', '-1'],
  [{ probes: undefined }, 'missing-probes', 'undefined'],
  [{ probes: null }, 'missing-probes', 'null'],
  [{ probes: { readiness: '/ready' } }, 'missing-probes', '{"readiness":"/ready"}'],
  [{ probes: { liveness: '/live' } }, 'missing-probes', '{"liveness":"/live"}'],
  [{ resources: undefined }, 'missing-resources', 'requests.cpu, requests.memory, limits.memory'],
  [amounts({ cpu: '200m' }), 'missing-resources', 'requests.memory'],
  [amounts({ cpu: '200 m', memory: '128Mi' }), 'invalid-quantity', "'200 m'"],
  [amounts({ cpu: '0', memory: '128Mi' }), 'invalid-quantity', "'0'"],
  [amounts({ cpu: '200m', memory: '128mb' }), 'invalid-quantity', "'128mb'"],
  [amounts({ cpu: '200m', memory: '128m' }), 'invalid-quantity', "'128m', 0.128 bytes"],
  [amounts({ cpu: '2', memory: '128Mi' }, { cpu: '1', memory: '256Mi' }), 'request-above-limit', 'cpu 2'],
  [amounts({ cpu: '1', memory: '1Gi' }), 'request-above-limit', 'memory 1Gi, more than its limit 256Mi'],
  [{ scale: undefined }, 'invalid-scale', 'undefined'],
  [{ scale: { replicas: 0 } }, 'invalid-number', 'replicas is 0'],
  [{ scale: { min: 5, max: 3, cpu: 70 } }, 'invalid-scale', 'min 5 above max 3'],
  [{ scale: { min: 1 } }, 'invalid-number', 'scale.max is undefined'],
  [{ disruption: { minAvailable: 2 } }, 'budget-blocks-drain', '{"minAvailable":2} with 2 pods'],
  [{ delivery: { type: 'rolling', maxSurge: 0, maxUnavailable: 0 } }, 'invalid-delivery', 'both 0'],
  [{ env: { 'LOG-LEVEL': 'info' } }, 'invalid-variable', "'LOG-LEVEL'"],
  [{ env: { LEVEL: undefined } }, 'missing-variable', 'LEVEL'],
  [{ env: { LEVEL: null } }, 'missing-variable', 'LEVEL'],
  [{ env: { PORT: 8000 } }, 'invalid-variable', 'PORT is 8000'],
  [{ env: { DEBUG: false } }, 'invalid-variable', 'DEBUG is false'],
  [{ env: { LIST: ['a'] } }, 'invalid-variable', 'LIST is ["a"]'],
  [{ writable: ['tmp'] }, 'invalid-path', "'tmp'"],
  [{ labels: { app: 'x' } }, 'reserved-label', 'label app'],
  [{ labels: { team: 'the shop' } }, 'invalid-label', "'the shop'"],
  [{ podAnnotations: { 'prometheus.io/scrape': true } }, 'invalid-annotation', 'prometheus.io/scrape is true'],
  [{ podAnnotations: { 'a b': 'c' } }, 'invalid-annotation', "'a b'"],
  [{ preStop: { sleepSeconds: '10' } }, 'invalid-number', '10'],
  [{ expose: { host: 'Api', tls: { clusterIssuer: 'i', secretName: 's' } } }, 'invalid-host', "'Api'"],
  [{ expose: { host: 'api.example.com' } }, 'missing-tls', 'undefined'],
  [{ metrics: { interval: '15 seconds' } }, 'invalid-duration', "'15 seconds'"],
  [{ sidecars: [{ name: 'api', image: 'registry.example/a:v1', resources }] }, 'duplicate-container', "'api'"],
  [{ sidecars: [{ name: 'side', image: 'registry.example/a:v1' }] }, 'missing-resources', 'resources of side'],
];

test.each(wrongWebServices)('fails on a web service with %j', (wrong, code, shown) => {
  const { component } = testEnvironment();
  web(component, wrong);
  const problems = failures(component);
  const problem = problems.find((each) => each.code === code && each.message.includes(shown));
  expect({ problems, problem }).toMatchObject({ problem: { severity: 'error' } });
  expect(problem?.place).toMatch(/^environment\/component\/Api/);
  expect(problem?.fix).toMatch(/^[a-z].*[^.]$/);
  for (const { message, fix } of problems) {
    expect(message).not.toMatch(/\.$|\[object/);
    expect(fix).not.toMatch(/\.$|\[object/);
  }
  expect(new Set(problems.map((each) => JSON.stringify(each))).size).toBe(problems.length);
});

test.each<[Partial<Record<keyof WorkerProps, unknown>>, string]>([
  [{ probes: undefined }, 'missing-probes'],
  [{ probes: { liveness: '/live', readiness: '/ready' } }, 'invalid-probe'],
  [{ scale: undefined }, 'invalid-scale'],
])('fails on a worker with %j', (wrong, code) => {
  const { component } = testEnvironment();
  new Worker(component, 'Worker', { ...minimalWorker, ...wrong } as WorkerProps);
  expect(failures(component).map((problem) => problem.code)).toEqual([code]);
});

test.each<[Partial<Record<keyof ScheduledTaskProps, unknown>>, string]>([
  [{ schedule: 'daily' }, 'invalid-schedule'],
  [{ schedule: undefined }, 'invalid-schedule'],
  [{ resources: undefined }, 'missing-resources'],
  [{ activeDeadlineSeconds: 0 }, 'invalid-number'],
  [{ activeDeadlineSeconds: undefined }, 'invalid-number'],
  [{ backoffLimit: -1 }, 'invalid-number'],
])('fails on a scheduled task with %j', (wrong, code) => {
  const { component } = testEnvironment();
  const props = { ...minimalTask, schedule: '0 2 * * *', ...wrong } as ScheduledTaskProps;
  new ScheduledTask(component, 'Task', props);
  expect(failures(component).map((problem) => problem.code)).toEqual([code]);
});

describe('between objects', () => {
  const at = (environment: Environment, id: string) => new Component(environment, id, { name: id.toLowerCase() });

  test('fails on one object twice, and names both constructs', () => {
    const { environment } = testEnvironment();
    for (const id of ['One', 'Two']) new Config(at(environment, id), 'Config', { name: 'shared', data: { A: id } });
    expect(failures(environment)).toEqual([
      expect.objectContaining({
        code: 'duplicate-object',
        place: 'environment/Two/Config/ConfigMap',
        message: 'ConfigMap shop/shared is also rendered by environment/One/Config/ConfigMap',
      }),
    ]);
  });

  test('fails on one host twice, and names both constructs', () => {
    const { environment } = testEnvironment();
    const expose = { host: 'api.example.com', tls: { clusterIssuer: 'issuer', secretName: 'tls' } };
    for (const id of ['One', 'Two']) {
      new WebService(at(environment, id), 'Api', { ...minimalWebService, name: id.toLowerCase(), expose });
    }
    expect(failures(environment)).toEqual([
      expect.objectContaining({
        code: 'duplicate-host',
        place: 'environment/Two/Api/Exposure/Ingress',
        message: expect.stringContaining('environment/One/Api/Exposure/Ingress'),
      }),
    ]);
  });
});

describe('several mistakes', () => {
  const author = () => {
    const { environment } = testEnvironment({ namespace: 'Shop' });
    new SystemNamespace(environment, 'Namespace', {
      quota: {
        'requests.cpu': 'four',
        'requests.memory': '8Gi',
        'limits.cpu': '8',
        'limits.memory': '16Gi',
        pods: '50',
      },
      limits: { default: { cpu: '500m', memory: '512Mi' }, defaultRequest: { cpu: '100m', memory: '128Mi' } },
    });
    const component = new Component(environment, 'Api', { name: 'api' });
    const secret = secretWith(component, 'secret', 'URL');
    const env = { URL: secret.key('UR1'), MODE: undefined } as unknown as WebServiceProps['env'];
    const api = new WebService(component, 'Api', {
      ...minimalWebService,
      env,
      port: 0,
      scale: { replicas: 0 },
      user: 0,
    });
    api.addVariable('URL', 'postgres://');
    return environment;
  };

  test('fails with all of them at once, in the order of the tree', () => {
    expect(failures(author()).map(({ code, place }) => `${code} ${place}`)).toEqual([
      'invalid-name environment',
      'invalid-quantity environment/Namespace',
      'invalid-name environment/Namespace/Namespace',
      'unknown-key environment/Api/Secret-secret',
      'invalid-number environment/Api/Api/Pods',
      'root-user environment/Api/Api/Pods',
      'duplicate-variable environment/Api/Api/Pods',
      'invalid-port environment/Api/Api/Pods',
      'missing-variable environment/Api/Api/Pods',
    ]);
  });

  test('fails the same way every time', () => {
    const environment = author();
    expect(failures(environment)).toEqual(failures(environment));
    expect(failures(environment)).toEqual(failures(author()));
  });
});

test('a ProblemError says every problem, as people read it', () => {
  const { component } = testEnvironment();
  web(component, { user: 0, port: 0 });
  const { message } = new ProblemError(failures(component));
  expect(message).toBe(
    [
      'error: environment/component/Api/Pods: api runs as user 0 [root-user]',
      '  fix: state the user id that the image is built for, above 0; Pod Security "restricted" refuses root',
      'error: environment/component/Api/Pods: port http of api is 0 [invalid-port]',
      '  fix: use a whole number from 1 to 65535',
    ].join('\n'),
  );
});
