import { App } from 'cdk8s';
import { Component } from '../lib/constructs/component';
import { Environment } from '../lib/constructs/environment';
import { Worker } from '../lib/constructs/workloads/worker';
import type { EnvironmentFacts } from '../lib/facts/environment';
import { find, manifests, renderYaml } from '../lib/testing';

/** What your system authors in one environment; in a repository it lies in `systems/`. */
function author(environment: Environment): void {
  new Worker(new Component(environment, 'Mailer', { name: 'mailer' }), 'Worker', {
    name: 'mailer',
    image: environment.release.image('mailer'),
    version: environment.release.version('mailer'),
    user: 1000,
    resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '128Mi' } },
    probes: { none: 'it serves nothing' },
    scale: { replicas: 2 },
  });
}

/** An environment for tests. Both props of App are given, as it reads the environment for those that are not. */
function environment(facts: EnvironmentFacts): Environment {
  const app = new App({ outdir: 'dist', recordConstructMetadata: false });
  const release = { image: (component: string) => `registry.example.com/${component}:v1.0.0`, version: () => 'v1.0.0' };
  return new Environment(app, 'production', { system: 'mail', name: 'production', facts, release });
}

/** Tests of your own, with the facts of your own cluster. */
export function testMailer(facts: EnvironmentFacts): void {
  test('the mailer runs twice', () => {
    const production = environment(facts);
    author(production);
    expect(find(manifests(production), 'Deployment').spec).toMatchObject({ replicas: 2 });
  });

  test('the mailer is what it was', () => {
    const production = environment(facts);
    author(production);
    expect(renderYaml(production)).toMatchSnapshot();
  });
}
