import {
  type Arbitrary,
  array,
  assert,
  constantFrom,
  dictionary,
  integer,
  option,
  property,
  record,
  string,
  stringMatching,
  tuple,
} from 'fast-check';
import { Config } from '../../lib/constructs/configuration/config';
import { rolling } from '../../lib/constructs/delivery/rolling';
import type { Scale } from '../../lib/constructs/scaling/scale';
import type { Probes } from '../../lib/constructs/workloads/pod/probes';
import type { Mount } from '../../lib/constructs/workloads/pod/volumes';
import { WebService, type WebServiceProps } from '../../lib/constructs/workloads/web-service';
import type { k8s } from '../../lib/k8s';
import { testEnvironment } from '../support/environment';
import { type AnyObject, render } from '../support/render';

/*
 * Any valid web service. What may be left out is, half of the time: `undefined` and absence must be the same.
 */
const maybe = <T>(arbitrary: Arbitrary<T>) => option(arbitrary, { nil: undefined });
const name = stringMatching(/^[a-z]([-a-z0-9]{0,20}[a-z0-9])?$/);
const labelKey = stringMatching(/^[a-z]{1,8}\.example\.com\/[a-z]{1,8}$/);
const labelValue = stringMatching(/^[A-Za-z0-9]([-A-Za-z0-9_.]{0,20}[A-Za-z0-9])?$/);
const variables = dictionary(stringMatching(/^[A-Z_][A-Z0-9_]{0,8}$/), string());
const port = integer({ min: 1, max: 65535 });
const path = stringMatching(/^\/[a-z/]{0,8}$/);

const quantities = tuple(integer({ min: 1, max: 900 }), integer({ min: 0, max: 900 })).map(([base, more]) => ({
  requests: { cpu: `${base}m`, memory: `${base}Mi` },
  limits: { cpu: `${base + more}m`, memory: `${base + more}Mi` },
}));

const probe = constantFrom<Probes['liveness']>('/live', { path: '/live', periodSeconds: 5 }, { exec: ['/bin/ok'] });
const probes: Arbitrary<Probes> = record({ liveness: probe, readiness: probe, startup: maybe(probe) });

const bounds = tuple(integer({ min: 1, max: 5 }), integer({ min: 0, max: 5 }));
const scale: Arbitrary<Scale> = tuple(bounds, constantFrom('fixed', 'cpu', 'memory', 'both', 'pods')).map(
  ([[min, more], by]) => {
    if (by === 'fixed') return { replicas: min };
    const limits = { min, max: min + more };
    if (by === 'pods') return { ...limits, pods: [{ name: 'requests', averageValue: '10' }] };
    return { ...limits, ...(by !== 'memory' && { cpu: 70 }), ...(by !== 'cpu' && { memory: 80 }) };
  },
);

const helper = (prefix: string) =>
  array(record({ image: constantFrom('registry.example/a:v1', 'registry.example/b:v2'), env: maybe(variables) }), {
    maxLength: 2,
  }).map((list) =>
    list.map((each, index) => ({
      ...each,
      name: `${prefix}-${index}`,
      resources: { requests: { cpu: '10m', memory: '16Mi' }, limits: { memory: '16Mi' } },
      writable: ['/tmp'],
    })),
  );

const props: Arbitrary<WebServiceProps> = record({
  name,
  image: constantFrom('registry.example/shop/api:v1.0.0', `registry.example/api@sha256:${'a'.repeat(64)}`),
  version: labelValue,
  user: integer({ min: 1, max: 65535 }),
  fsGroup: maybe(integer({ min: 1, max: 65535 })),
  port,
  servicePort: maybe(port),
  resources: quantities,
  probes,
  scale,
  command: maybe(array(string(), { minLength: 1 })),
  args: maybe(array(string(), { minLength: 1 })),
  imagePullPolicy: maybe(constantFrom('Always', 'IfNotPresent', 'Never')),
  env: maybe(variables),
  preStop: maybe(integer({ min: 0, max: 60 }).map((sleepSeconds) => ({ sleepSeconds }))),
  drainSeconds: maybe(integer({ min: 0, max: 600 })),
  writable: maybe(constantFrom<string[][]>([], ['/tmp'], ['/tmp', '/var/cache'])),
  volumes: maybe(constantFrom<Mount[][]>([], [{ mountPath: '/data', source: { persistentVolumeClaim: 'data' } }])),
  labels: maybe(dictionary(labelKey, labelValue)),
  podAnnotations: maybe(dictionary(labelKey, string())),
  initContainers: maybe(helper('init')),
  sidecars: maybe(helper('side')),
  nodeSelector: maybe(dictionary(labelKey, labelValue)),
  tolerations: maybe(constantFrom<k8s.Toleration[][]>([], [{ key: 'dedicated', operator: 'Exists' }])),
  imagePullSecrets: maybe(constantFrom<string[][]>([], ['registry'])),
  priorityClassName: maybe(name),
  delivery: maybe(constantFrom(rolling(), rolling({ maxSurge: '50%' }), rolling({ maxSurge: 0, maxUnavailable: 1 }))),
  disruption: maybe(constantFrom({ maxUnavailable: 1 }, { minAvailable: 0 })),
  revisionHistoryLimit: maybe(integer({ min: 0, max: 20 })),
  serviceAccount: maybe(constantFrom({}, { automountToken: true }, { annotations: { 'example.com/role': 'r' } })),
  expose: maybe(constantFrom({ host: 'api.example.com', tls: { clusterIssuer: 'issuer', secretName: 'api-tls' } })),
  metrics: maybe(record({ path: maybe(path), interval: maybe(constantFrom('15s', '1m')) })),
  peers: maybe(constantFrom(true, false)),
} satisfies Record<Exclude<keyof WebServiceProps, 'envFrom'>, Arbitrary<unknown>>);

const mesh = constantFrom(undefined, {
  requests: { cpu: '20m', memory: '64Mi' },
  limits: { cpu: '50m', memory: '128Mi' },
});

function author(given: WebServiceProps, istioProxy?: AnyObject, id = 'Service'): AnyObject[] {
  const { component } = testEnvironment({ istioProxy });
  const config = new Config(component, `${id}-config`, { name: 'config', data: { from_config: 'value' } });
  new WebService(component, id, { ...given, envFrom: [config] });
  return render(component);
}

const subset = (part: AnyObject, whole: AnyObject) =>
  Object.entries(part).every(([key, value]) => whole[key] === value);

/** Fields whose empty map says something: everything, or a folder without bounds. */
const meaningful = ['podSelector', 'namespaceSelector', 'emptyDir'];

function eachField(value: AnyObject, visit: (key: string, value: AnyObject) => void): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, below] of Object.entries(value)) {
    visit(key, below);
    eachField(below, visit);
  }
}

describe('any valid web service', () => {
  const holds = (check: (objects: AnyObject[], given: WebServiceProps) => void) => () =>
    assert(
      property(props, mesh, (given, istioProxy) => check(author(given, istioProxy), given)),
      { numRuns: 60 },
    );
  const one = (objects: AnyObject[], kind: string) => objects.find((object) => object.kind === kind);
  const podOf = (objects: AnyObject[]) => one(objects, 'Deployment').spec.template;

  test(
    'has selectors that match its pods',
    holds((objects) => {
      const { labels } = podOf(objects).metadata;
      const { spec } = podOf(objects);
      for (const { kind, metadata, spec: own = {} } of objects) {
        if (kind === 'Service') expect(subset(own.selector, labels)).toBe(true);
        if (kind === 'Deployment' || kind === 'PodDisruptionBudget') {
          expect(subset(own.selector.matchLabels, labels)).toBe(true);
        }
        if (kind === 'NetworkPolicy' && !metadata.name.endsWith('-certificate-challenge')) {
          expect(subset(own.podSelector.matchLabels, labels)).toBe(true);
        }
        if (kind === 'ServiceMonitor') {
          expect(subset(own.selector.matchLabels, one(objects, 'Service').metadata.labels)).toBe(true);
        }
      }
      expect(subset(spec.topologySpreadConstraints[0].labelSelector.matchLabels, labels)).toBe(true);
    }),
  );

  test(
    'refers only to what is there',
    holds((objects) => {
      const deployment = one(objects, 'Deployment').metadata.name;
      const { spec } = podOf(objects);
      const [main] = spec.containers;
      const [port] = one(objects, 'Service').spec.ports;
      expect(main.ports.map((each: AnyObject) => each.containerPort)).toContain(port.targetPort);
      expect(one(objects, 'ServiceAccount').metadata.name).toBe(spec.serviceAccountName);
      for (const { livenessProbe, readinessProbe, startupProbe } of [main]) {
        for (const each of [livenessProbe, readinessProbe, startupProbe]) {
          expect([undefined, 'http']).toContain(each.httpGet?.port);
        }
      }
      const scaler = one(objects, 'HorizontalPodAutoscaler');
      if (scaler) expect(scaler.spec.scaleTargetRef.name).toBe(deployment);
      expect('replicas' in one(objects, 'Deployment').spec).toBe(!scaler);
      const backend = one(objects, 'Ingress')?.spec.rules[0].http.paths[0].backend.service;
      if (backend)
        expect(backend).toEqual({ name: one(objects, 'Service').metadata.name, port: { number: port.port } });
      const monitored = one(objects, 'ServiceMonitor')?.spec.endpoints[0].port;
      if (monitored) expect(monitored).toBe(port.name);
      const volumes = (spec.volumes ?? []).map((volume: AnyObject) => volume.name);
      const containers = [...spec.containers, ...(spec.initContainers ?? [])];
      const mounted = containers.flatMap(({ volumeMounts = [] }) => volumeMounts.map((each: AnyObject) => each.name));
      expect(new Set(mounted)).toEqual(new Set(volumes));
      expect(new Set(volumes).size).toBe(volumes.length);
      const names = containers.map((container: AnyObject) => container.name);
      expect(new Set(names).size).toBe(names.length);
    }),
  );

  test(
    'says nothing that means nothing',
    holds((objects) => {
      const said: string[] = [];
      eachField(objects, (key, value) => {
        if (value === undefined || value === null) said.push(`${key} is ${value}`);
        else if (!meaningful.includes(key) && typeof value === 'object' && Object.keys(value).length === 0) {
          said.push(`${key} is empty`);
        }
      });
      expect(said).toEqual([]);
    }),
  );

  test(
    'has valid names, once each, and every variable once',
    holds((objects) => {
      const identities = objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`);
      expect(new Set(identities).size).toBe(identities.length);
      for (const { metadata } of objects) expect(metadata.name).toMatch(/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/);
      for (const { env = [] } of podOf(objects).spec.containers) {
        const names = env.map((each: AnyObject) => each.name);
        expect(new Set(names).size).toBe(names.length);
      }
    }),
  );

  test(
    'drains within the time that it is given',
    holds((objects, { preStop, drainSeconds = 20 }) => {
      const sleep = preStop && 'sleepSeconds' in preStop ? preStop.sleepSeconds : 0;
      expect(podOf(objects).spec.terminationGracePeriodSeconds).toBe(sleep + drainSeconds);
    }),
  );

  test('is the same under any construct id', () => {
    assert(
      property(props, stringMatching(/^[A-Za-z][A-Za-z0-9_-]{0,12}$/), (given, id) => {
        expect(author(given, undefined, id)).toEqual(author(given));
      }),
      { numRuns: 60 },
    );
  });
});
