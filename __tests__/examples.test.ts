import { join } from 'node:path';
import { App } from 'cdk8s';
import { shop } from '../examples/shop';
import { authorSystem } from '../lib/constructs/system';
import { manifests } from '../lib/testing';
import { testCluster } from './support/environment';

test('the shop renders in both of its environments', () => {
  const app = new App({ outdir: 'unused', recordConstructMetadata: false });
  authorSystem(app, shop(testCluster), { releases: join(__dirname, '..', 'examples', 'releases') });
  const objects = manifests(app);
  const deployments = objects.filter(({ kind }) => kind === 'Deployment');
  expect(deployments.map(({ metadata, spec }) => [metadata.namespace, spec])).toEqual([
    ['shop', expect.objectContaining({ minReadySeconds: 10 })],
    ['shop-qa', expect.objectContaining({ minReadySeconds: 10, replicas: 1 })],
  ]);
  expect(objects.filter(({ kind }) => kind === 'HorizontalPodAutoscaler')).toHaveLength(1);
  expect(objects.filter(({ kind }) => kind === 'NetworkPolicy')).toHaveLength(8);
});
