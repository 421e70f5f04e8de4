import { ApiObject, App } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { Component } from '../../lib/constructs/component';
import { Environment } from '../../lib/constructs/environment';
import { reported } from '../../lib/constructs/report';
import type { Cluster } from '../../lib/facts/cluster';
import type { EnvironmentFacts } from '../../lib/facts/environment';
import type { Release } from '../../lib/facts/release';
import type { Problem } from '../../lib/problem';

/** A cluster with every fact, none of them true of a real one. */
export const testCluster: Cluster = {
  name: 'test-cluster',
  kubernetesVersion: '1.34',
  server: 'https://kubernetes.default.svc',
  nodes: 3,
  zones: ['zone-a', 'zone-b', 'zone-c'],
  apiServer: { cidr: '10.96.0.1/32', port: 443 },
  storageClass: 'standard',
  ingress: {
    className: 'nginx',
    certificateChallenge: 'http01',
    namespace: 'ingress-nginx',
    podLabels: { app: 'ingress-nginx' },
  },
  monitoring: { namespace: 'monitoring', podLabels: { app: 'prometheus' } },
  operators: {
    'cloudnative-pg': { namespace: 'cnpg-system', podLabels: { app: 'cloudnative-pg' } },
    rabbitmq: { namespace: 'rabbitmq-system', podLabels: { app: 'rabbitmq-operator' } },
    redis: { namespace: 'redis-operator', podLabels: { app: 'redis-operator' } },
    keda: { namespace: 'keda', podLabels: { app: 'keda-operator' } },
  },
  mesh: { namespace: 'istio-system', podLabels: { app: 'istiod' } },
};

export interface TestEnvironmentOverrides extends Partial<EnvironmentFacts> {
  /** @default 'shop' */
  readonly system?: string;
  /** @default 'production' */
  readonly name?: string;
  /** @default - every component is `registry.example/<component>:v1.0.0` */
  readonly release?: Release;
}

/** An empty component in an environment with made-up facts, which tests author into. */
export function testEnvironment({
  system = 'shop',
  name = 'production',
  release,
  ...facts
}: TestEnvironmentOverrides = {}) {
  const app = new App({ outdir: 'unused', recordConstructMetadata: false });
  const environment = new Environment(app, 'environment', {
    system,
    name,
    facts: { cluster: testCluster, namespace: 'shop', tier: 'production', ...facts },
    release: release ?? { image: (component) => `registry.example/${component}:v1.0.0`, version: () => 'v1.0.0' },
  });
  return { app, environment, component: new Component(environment, 'component', { name: 'component' }) };
}

/** Every object authored below a construct, as it is before overrides. */
// biome-ignore lint/suspicious/noExplicitAny: tests reach into objects of every kind
export function objectsOf(construct: IConstruct): any[] {
  return construct.node
    .findAll()
    .filter(ApiObject.isApiObject)
    .map((object) => object.toJson());
}

/** Every problem reported at or below a construct. */
export function problemsOf(construct: IConstruct): readonly Problem[] {
  return construct.node.findAll().flatMap(reported);
}
