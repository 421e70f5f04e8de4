import { Exposure, type ExposureProps } from '../../../lib/constructs/network/exposure';
import { WebService } from '../../../lib/constructs/workloads/web-service';
import { testCluster, testEnvironment } from '../../support/environment';
import { failures, render, rendered } from '../../support/render';
import { minimalWebService } from '../../support/workloads';

const props: ExposureProps = { host: 'api.example.com', tls: { clusterIssuer: 'issuer', secretName: 'api-tls' } };

function author(overrides: object = {}) {
  const { component } = testEnvironment();
  const service = { name: 'api', port: 80, labels: { app: 'api' } };
  return { component, exposure: new Exposure(component, 'Exposure', { ...props, ...overrides, service }) };
}

test('everything of a host is led to the service, with a certificate of its own', () => {
  const { component, exposure } = author();
  const { metadata, spec } = rendered(component, 'Ingress');
  expect(exposure.url).toBe('https://api.example.com');
  expect(metadata).toMatchObject({ name: 'api', annotations: { 'cert-manager.io/cluster-issuer': 'issuer' } });
  expect(spec).toEqual({
    ingressClassName: 'nginx',
    tls: [{ hosts: ['api.example.com'], secretName: 'api-tls' }],
    rules: [
      {
        host: 'api.example.com',
        http: {
          paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'api', port: { number: 80 } } } }],
        },
      },
    ],
  });
});

test('the ingress controller reaches the pods that prove the host to be ours', () => {
  const { metadata, spec } = rendered(author().component, 'NetworkPolicy');
  expect(metadata.name).toBe('api-certificate-challenge');
  expect(spec).toMatchObject({
    podSelector: { matchLabels: { 'acme.cert-manager.io/http01-solver': 'true' } },
    policyTypes: ['Ingress'],
    ingress: [{ from: [{ podSelector: { matchLabels: { app: 'ingress-nginx' } } }], ports: [{ port: 8089 }] }],
  });
});

test('name and annotations may be stated', () => {
  const { metadata } = rendered(author({ name: 'edge', annotations: { 'example.com/a': 'b' } }).component, 'Ingress');
  expect(metadata.name).toBe('edge');
  expect(metadata.annotations).toEqual({ 'cert-manager.io/cluster-issuer': 'issuer', 'example.com/a': 'b' });
});

test.each([
  [{ host: 'API.example.com' }, 'invalid-host'],
  [{ host: 'https://api.example.com' }, 'invalid-host'],
  [{ host: '10.0.0.1' }, 'invalid-host'],
  [{ host: undefined }, 'invalid-host'],
  [{ tls: undefined }, 'missing-tls'],
  [{ tls: 'letsencrypt' }, 'missing-tls'],
  [{ tls: { clusterIssuer: 'issuer' } }, 'missing-tls'],
])('fails on %j', (overrides, code) => {
  expect(failures(author(overrides).component).map((problem) => problem.code)).toEqual([code]);
});

test('the pod of a certificate challenge is let in, unless hosts are proved in DNS', () => {
  const policies = (certificateChallenge: 'http01' | 'dns01') => {
    const cluster = { ...testCluster, ingress: { ...testCluster.ingress, certificateChallenge } };
    const { component } = testEnvironment({ cluster });
    const expose = { host: 'shop.example.com', tls: { clusterIssuer: 'letsencrypt', secretName: 'tls' } };
    new WebService(component, 'Service', { ...minimalWebService, expose });
    return render(component)
      .filter(({ kind }) => kind === 'NetworkPolicy')
      .map(({ metadata }) => metadata.name);
  };
  expect(policies('http01')).toContain('api-certificate-challenge');
  expect(policies('dns01')).toEqual(['api-policy']);
});
