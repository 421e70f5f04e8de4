import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'cdk8s';
import { Component } from '../../lib/constructs/component';
import { authorSystem, type System } from '../../lib/constructs/system';
import { WebService } from '../../lib/constructs/workloads/web-service';
import { type Problem, ProblemError } from '../../lib/problem';
import { renderTree } from '../../lib/render/from-app';
import { testCluster } from '../support/environment';
import { minimalWebService } from '../support/workloads';

type Name = 'staging' | 'production';

const shop: System<Name, 'api'> = {
  name: 'shop',
  environments: {
    staging: { cluster: testCluster, namespace: 'shop-staging', tier: 'staging' },
    production: { cluster: testCluster, namespace: 'shop', tier: 'production' },
  },
  registry: 'registry.example/shop',
  components: ['api'],
  author(environment) {
    const replicas = environment.select({ staging: 1, production: 3 });
    new WebService(new Component(environment, 'Api', { name: 'api' }), 'Service', {
      ...minimalWebService,
      image: environment.release.image('api'),
      version: environment.release.version('api'),
      scale: { replicas },
    });
  },
};

let releases: string;

beforeEach(() => {
  releases = mkdtempSync(join(tmpdir(), 'releases-'));
  mkdirSync(join(releases, 'shop'));
});
afterEach(() => rmSync(releases, { recursive: true }));

function pin(environment: Name, tag: string): void {
  writeFileSync(join(releases, 'shop', `${environment}.yaml`), `components:\n  api: ${tag}\n`);
}

function author(system = shop): App {
  const app = new App({ outdir: 'unused', recordConstructMetadata: false });
  authorSystem(app, system, { releases });
  return app;
}

function problems(system = shop): readonly Problem[] {
  try {
    author(system);
  } catch (cause) {
    if (cause instanceof ProblemError) return cause.problems;
    throw cause;
  }
  return [];
}

test('every environment gets its own release, values and namespace', () => {
  pin('staging', 'v2');
  pin('production', 'v1');
  const deployments = renderTree(author()).objects.filter(({ value }) => value.kind === 'Deployment');
  expect(deployments.map(({ file, cluster, value }) => [file, cluster, value.metadata.namespace, value.spec])).toEqual([
    ['shop/production/api.k8s.yaml', 'test-cluster', 'shop', expect.objectContaining({ replicas: 3 })],
    ['shop/staging/api.k8s.yaml', 'test-cluster', 'shop-staging', expect.objectContaining({ replicas: 1 })],
  ]);
});

test('fails with the problems of every environment, not only of the first', () => {
  pin('staging', 'latest');
  expect(problems().map(({ code, place }) => `${code} ${place}`)).toEqual([
    'release-pin releases/shop/staging.yaml:2:8',
    'release-file releases/shop/production.yaml',
  ]);
});

test('a mistake in the code is not taken for a problem of the definition', () => {
  pin('staging', 'v1');
  pin('production', 'v1');
  const broken = () =>
    author({
      ...shop,
      author() {
        throw new TypeError('a bug');
      },
    });
  expect(broken).toThrow(TypeError);
});

test('fails on a component that no environment runs, though it is declared and pinned', () => {
  pin('staging', 'v1');
  pin('production', 'v1');
  const idle = { ...shop, author: () => {} };
  expect(() => renderTree(author(idle))).toThrow(
    expect.objectContaining({
      problems: [
        expect.objectContaining({ code: 'unused-component', message: expect.stringContaining('component api') }),
      ],
    }),
  );
});

test('a component that only some environments run is none of those', () => {
  pin('staging', 'v1');
  pin('production', 'v1');
  const some = {
    ...shop,
    author: (environment: Parameters<typeof shop.author>[0]) => {
      if (environment.name === 'production') shop.author(environment);
    },
  };
  expect(() => renderTree(author(some))).not.toThrow();
});

test.each([
  ['a pin that is not indented', 'components:\n  api: v1\napi: v1\n', 3, 'indent it, below `components`'],
  ['a key that means nothing', 'components:\n  api: v1\nnonsense: 1\n', 3, 'remove it'],
])('fails on %s in a release file, with its line', (_, text, line, fix) => {
  pin('staging', 'v1');
  writeFileSync(join(releases, 'shop', 'production.yaml'), text);
  expect(problems()).toEqual([
    expect.objectContaining({ code: 'release-key', place: `releases/shop/production.yaml:${line}:1`, fix }),
  ]);
});

test('fails on an image of a component that the system does not have', () => {
  pin('staging', 'v1');
  pin('production', 'v1');
  const mistyped = {
    ...shop,
    author: ({ release }: Parameters<typeof shop.author>[0]) => void release.image('apii' as 'api'),
  };
  expect(problems(mistyped).map(({ code, message }) => [code, message])).toEqual([
    ['release-unknown', 'unknown component apii, the system has api'],
    ['release-unknown', 'unknown component apii, the system has api'],
  ]);
});
