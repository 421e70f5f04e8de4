import { type End, Network, type Policy, type PolicyPeer, type Protocol } from '../support/network';

const web: End = { namespace: 'shop', labels: { app: 'web', tier: 'front' } };
const database: End = { namespace: 'shop', labels: { app: 'database' } };
const elsewhere: End = { namespace: 'other', labels: { app: 'web' } };
const outside: End = { address: '203.0.113.7' };

function policy(spec: Partial<Policy['spec']>, namespace = 'shop'): Policy {
  return { metadata: { name: 'policy', namespace }, spec: { podSelector: {}, ...spec } };
}

function network(...policies: Policy[]): Network {
  const objects = policies.map((each) => ({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', ...each }));
  return new Network(objects, { other: { team: 'other' } });
}

/** A network in which one peer is let in to everything in `shop`. */
const lettingIn = (peer: PolicyPeer) => network(policy({ policyTypes: ['Ingress'], ingress: [{ from: [peer] }] }));

test('everything reaches everything where there is no policy', () => {
  expect(network().reaches(elsewhere, database, 5432)).toBe(true);
  expect(network().reaches(database, outside, 443)).toBe(true);
});

test('both ends must allow a connection', () => {
  const peer = { podSelector: { matchLabels: { app: 'web' } } };
  const ingress = policy({ podSelector: { matchLabels: { app: 'database' } }, ingress: [{ from: [peer] }] });
  const noEgress = policy({ podSelector: { matchLabels: { app: 'web' } }, policyTypes: ['Egress'] });
  expect(network(ingress).reaches(web, database, 5432)).toBe(true);
  expect(network(ingress, noEgress).reaches(web, database, 5432)).toBe(false);
  expect(network(ingress, noEgress).refusedAt(web, database, 5432)).toEqual(['Egress']);
  expect(network(ingress, noEgress).refusedAt(web, database, 80)).toEqual(['Egress']);
  expect(network(ingress).refusedAt(outside, database, 5432)).toEqual(['Ingress']);
});

test('policies of one pod add up', () => {
  const deny = policy({ policyTypes: ['Ingress'] });
  const allow = policy({ ingress: [{}] });
  expect(network(deny).reaches(web, database, 5432)).toBe(false);
  expect(network(deny, allow).reaches(web, database, 5432)).toBe(true);
});

test('a policy without types is of ingress, and of egress only where it has such rules', () => {
  expect(network(policy({})).reaches(web, outside, 443)).toBe(true);
  expect(network(policy({ egress: [] })).reaches(web, outside, 443)).toBe(true);
  expect(network(policy({ egress: [{ to: [{ podSelector: {} }] }] })).reaches(web, outside, 443)).toBe(false);
});

test('a policy of another namespace selects nothing here', () => {
  expect(network(policy({ policyTypes: ['Ingress'] }, 'other')).reaches(web, database, 5432)).toBe(true);
});

test.each<[string, PolicyPeer, End, boolean]>([
  ['pods of the namespace by label', { podSelector: { matchLabels: { tier: 'front' } } }, web, true],
  ['pods of another namespace by label alone', { podSelector: { matchLabels: { app: 'web' } } }, elsewhere, false],
  ['a namespace by label', { namespaceSelector: { matchLabels: { team: 'other' } } }, elsewhere, true],
  [
    'a namespace by name',
    { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'other' } } },
    elsewhere,
    true,
  ],
  [
    'a namespace, and other pods in it',
    { namespaceSelector: {}, podSelector: { matchLabels: { app: 'x' } } },
    elsewhere,
    false,
  ],
  ['all namespaces', { namespaceSelector: {} }, elsewhere, true],
  ['an address for pods', { namespaceSelector: {} }, outside, false],
  ['an address in a block', { ipBlock: { cidr: '203.0.113.0/24' } }, outside, true],
  ['an address left out of a block', { ipBlock: { cidr: '0.0.0.0/0', except: ['203.0.113.0/24'] } }, outside, false],
  [
    'labels by expression',
    {
      podSelector: {
        matchExpressions: [
          { key: 'tier', operator: 'Exists' },
          { key: 'role', operator: 'DoesNotExist' },
          { key: 'app', operator: 'In', values: ['web'] },
          { key: 'role', operator: 'NotIn', values: ['pooler'] },
        ],
      },
    },
    web,
    true,
  ],
  [
    'labels against an expression',
    { podSelector: { matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['web'] }] } },
    web,
    false,
  ],
])('a peer names %s', (_, peer, from, reaches) => {
  expect(lettingIn(peer).reaches(from, database, 5432)).toBe(reaches);
});

test.each<[number, Protocol, boolean]>([
  [5432, 'TCP', true],
  [5432, 'UDP', false],
  [8000, 'TCP', true],
  [8080, 'TCP', true],
  [8081, 'TCP', false],
])('port %i by %s is open: %s', (port, protocol, reaches) => {
  const ports = [{ port: 5432 }, { port: 8000, endPort: 8080, protocol: 'TCP' as const }];
  expect(network(policy({ ingress: [{ ports }] })).reaches(web, database, port, protocol)).toBe(reaches);
});

test('fails on a port by name, as it would have to know the containers', () => {
  const named = network(policy({ ingress: [{ ports: [{ port: 'http' }] }] }));
  expect(() => named.reaches(web, database, 80)).toThrow('port http is a name');
});
