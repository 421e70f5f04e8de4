import { ExternalService } from '../../../lib/constructs/backing-services/external-service';
import type { Component } from '../../../lib/constructs/component';
import { pods } from '../../../lib/constructs/network/peer';
import { WebService } from '../../../lib/constructs/workloads/web-service';
import { Worker } from '../../../lib/constructs/workloads/worker';
import { testEnvironment } from '../../support/environment';
import { failures, rendered } from '../../support/render';
import { minimalWebService, minimalWorker, secretWith } from '../../support/workloads';

const web = (scope: Component, name: string, port = 8000) =>
  new WebService(scope, name, { ...minimalWebService, name, port });

test('a connection opens both ends, on the port of the pods', () => {
  const { component } = testEnvironment();
  const worker = new Worker(component, 'Worker', minimalWorker);
  worker.connectTo(web(component, 'api', 8080));
  const ports = [{ port: 8080, protocol: 'TCP' }];
  expect(rendered(component, 'NetworkPolicy', 'worker-policy').spec.egress[0]).toEqual({
    to: [pods({ app: 'api' })],
    ports,
  });
  expect(rendered(component, 'NetworkPolicy', 'api-policy').spec.ingress).toEqual([
    { from: [pods({ app: 'worker' })], ports },
  ]);
});

test('it may be made before or after other objects: they are asked only when they are rendered', () => {
  const { component } = testEnvironment();
  const api = web(component, 'api');
  const worker = new Worker(component, 'Worker', minimalWorker);
  rendered(component, 'NetworkPolicy', 'api-policy');
  worker.connectTo(api);
  expect(rendered(component, 'NetworkPolicy', 'api-policy').spec.ingress).toHaveLength(1);
});

test('something outside the cluster is reached by its addresses, and gives its variables', () => {
  const { component } = testEnvironment();
  const secret = secretWith(component, 'database', 'URL');
  const database = new ExternalService(component, 'Database', {
    host: 'db.example.com',
    port: 5432,
    addresses: { cidr: '192.168.7.0/24', except: ['192.168.7.128/25'] },
    variables: { DATABASE_URL: secret.key('URL'), DATABASE_HOST: 'db.example.com' },
  });
  const api = web(component, 'api');
  api.connectTo(database, database);
  expect(rendered(component, 'Deployment').spec.template.spec.containers[0].env).toEqual([
    { name: 'DATABASE_URL', valueFrom: { secretKeyRef: { name: 'database', key: 'URL' } } },
    { name: 'DATABASE_HOST', value: 'db.example.com' },
  ]);
  expect(rendered(component, 'NetworkPolicy').spec.egress[0]).toEqual({
    to: [{ ipBlock: { cidr: '192.168.7.0/24', except: ['192.168.7.128/25'] } }],
    ports: [{ port: 5432, protocol: 'TCP' }],
  });
});

test.each([
  [{ host: 'https://db.example.com' }, 'invalid-host'],
  [{ port: 0 }, 'invalid-port'],
  [{ addresses: { cidr: '10.0.0.0' } }, 'invalid-address'],
  [{ addresses: { cidr: '10.0.0.300/24' } }, 'invalid-address'],
  [{ addresses: { cidr: '10.0.0.0/33' } }, 'invalid-address'],
  [{ addresses: { cidr: 'db.example.com/32' } }, 'invalid-address'],
  [{ addresses: { cidr: 'fd00::/129' } }, 'invalid-address'],
  [{ addresses: { cidr: '10.0.0.0/8', except: ['11.0.0.0/16'] } }, 'invalid-address'],
  [{ addresses: { cidr: '10.0.0.0/16', except: ['10.0.0.0/8'] } }, 'invalid-address'],
  [{ addresses: undefined }, 'invalid-address'],
])('fails on an external service with %j', (props, code) => {
  const { component } = testEnvironment();
  const valid = { host: 'db.example.com', port: 5432, addresses: { cidr: 'fd00::/8' } };
  new ExternalService(component, 'Database', { ...valid, ...props } as typeof valid);
  expect(failures(component).map((problem) => problem.code)).toEqual([code]);
});

test('fails on a target of another environment, and names both', () => {
  const here = testEnvironment();
  const there = testEnvironment({ name: 'staging', namespace: 'shop-staging' });
  web(here.component, 'api').connectTo(web(there.component, 'auth'));
  expect(failures(here.app)).toEqual([
    expect.objectContaining({
      code: 'connection-across-environments',
      place: 'environment/component/api',
      message: 'connects from shop/production to environment/component/auth in shop/staging',
    }),
  ]);
  expect(failures(there.app)).toEqual([]);
});

test('fails on a connection to itself', () => {
  const { component } = testEnvironment();
  const api = web(component, 'api');
  api.connectTo(api);
  expect(failures(component)).toEqual([
    expect.objectContaining({ code: 'connection-to-itself', fix: expect.stringContaining('peers') }),
  ]);
});
