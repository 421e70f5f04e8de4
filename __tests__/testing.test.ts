import { testMailer } from '../examples/snapshot.test-example';
import { WebService } from '../lib/constructs/workloads/web-service';
import { ProblemError } from '../lib/problem';
import { find, manifests, renderYaml } from '../lib/testing';
import { testCluster, testEnvironment } from './support/environment';
import { minimalWebService } from './support/workloads';

describe('the example', () => {
  testMailer({ cluster: testCluster, namespace: 'mail', tier: 'production' });
});

function author(name = 'api') {
  const { component } = testEnvironment();
  new WebService(component, 'Service', { ...minimalWebService, name });
  return component;
}

test('manifests are plain objects, with nothing that is undefined', () => {
  const objects = manifests(author());
  expect(JSON.parse(JSON.stringify(objects))).toStrictEqual(objects);
});

test('YAML comes by file, as it is written', () => {
  const files = renderYaml(author());
  expect(Object.keys(files)).toEqual(['shop/production/component.k8s.yaml']);
  expect(files['shop/production/component.k8s.yaml']).toMatch(
    /^apiVersion: networking\.k8s\.io\/v1\nkind: NetworkPolicy/,
  );
});

test('find returns the one object of a kind, or of a kind and a name', () => {
  const objects = manifests(author());
  expect(find(objects, 'Service').metadata.name).toBe('api');
  expect(find(objects, 'Service', 'api')).toBe(find(objects, 'Service'));
});

test('fails to find what is not there or not alone, and lists what there is', () => {
  const objects = manifests(author());
  expect(() => find(objects, 'Ingress')).toThrow(/expected one Ingress, found 0 in: .*Deployment api/);
  expect(() => find(objects, 'Service', 'web')).toThrow('expected one Service web, found 0');
  expect(() => find([...objects, ...objects], 'Service')).toThrow('found 2');
  expect(() => find([], 'Service')).toThrow('in: nothing');
});

test('fails on a wrong definition with every problem of it', () => {
  expect(() => manifests(author('Bad Name'))).toThrow(ProblemError);
  expect(() => renderYaml(author('Bad Name'))).toThrow("container name 'Bad Name' is no RFC 1123 label");
});
