import { addresses, clusterDns, foreignPods, pods } from '../../../lib/constructs/network/peer';
import { Traffic } from '../../../lib/constructs/network/traffic';
import { testEnvironment } from '../../support/environment';
import { rendered } from '../../support/render';

function author(use: (traffic: Traffic) => void = () => {}) {
  const { component } = testEnvironment();
  use(new Traffic(component, 'Traffic', { name: 'api-policy', podSelector: { matchLabels: { app: 'api' } } }));
  return rendered(component, 'NetworkPolicy').spec;
}

const dns = {
  to: [clusterDns],
  ports: [
    { port: 53, protocol: 'UDP' },
    { port: 53, protocol: 'TCP' },
  ],
};

test('pods are isolated in both directions, but for DNS', () => {
  expect(author()).toEqual({
    podSelector: { matchLabels: { app: 'api' } },
    policyTypes: ['Ingress', 'Egress'],
    egress: [dns],
  });
});

test('peers with the same ports share a rule, in the order in which they came', () => {
  const { ingress, egress } = author((traffic) => {
    traffic.allowFrom(pods({ app: 'web' }), { port: 8000 });
    traffic.allowFrom(pods({ app: 'metrics' }), { port: 9090 });
    traffic.allowFrom(pods({ app: 'admin' }), { port: 8000, protocol: 'TCP' });
    traffic.allowTo(pods({ app: 'db' }), { port: 5432 }, { port: 8000 });
  });
  expect(ingress).toEqual([
    { from: [pods({ app: 'web' }), pods({ app: 'admin' })], ports: [{ port: 8000, protocol: 'TCP' }] },
    { from: [pods({ app: 'metrics' })], ports: [{ port: 9090, protocol: 'TCP' }] },
  ]);
  expect(egress).toEqual([
    {
      to: [pods({ app: 'db' })],
      ports: [
        { port: 5432, protocol: 'TCP' },
        { port: 8000, protocol: 'TCP' },
      ],
    },
    dns,
  ]);
});

test('saying it twice is the same as once', () => {
  const { ingress } = author((traffic) => {
    traffic.allowFrom([pods({ app: 'web' }), pods({ app: 'web' })], { port: 8000 });
    traffic.allowFrom(pods({ app: 'web' }), { port: 8000 });
  });
  expect(ingress).toEqual([{ from: [pods({ app: 'web' })], ports: [{ port: 8000, protocol: 'TCP' }] }]);
});

test('no peers are nobody, where a rule without peers would be everybody', () => {
  const spec = author((traffic) => {
    traffic.allowFrom([], { port: 8000 });
    traffic.allowTo([], { port: 8000 });
  });
  expect(spec).toEqual(author());
});

test('pods of others are known by the name of their namespace, and by its labels where it has some', () => {
  const podLabels = { app: 'ingress' };
  const podSelector = { matchLabels: podLabels };
  const byName = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'edge' } }, podSelector };
  expect(foreignPods({ namespace: 'edge', podLabels })).toEqual([byName]);
  expect(foreignPods({ namespace: 'edge', namespaceLabels: { name: 'edge' }, podLabels })).toEqual([
    byName,
    { namespaceSelector: { matchLabels: { name: 'edge' } }, podSelector },
  ]);
});

test('addresses keep their exceptions', () => {
  expect(addresses({ cidr: '10.0.0.0/8' })).toEqual({ ipBlock: { cidr: '10.0.0.0/8' } });
  expect(addresses({ cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] })).toEqual({
    ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] },
  });
});
