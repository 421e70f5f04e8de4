import { Network, type PodEnd, type PolicyPeer, policiesOf, rulesOf } from '../../support/network';
import { selects } from '../../support/selector';
import { closed, open } from './connections';
import { type EndName, ends } from './ends';
import { foreignNamespaces, foreignPods } from './foreign-pods';
import type { Pods } from './pod';
import { podsOf } from './pods';
import { environmentNames, rendered } from './rendered';

const directions = ['Ingress', 'Egress'] as const;

describe.each(environmentNames)('in the network of platform in %s', (environment) => {
  const objects = rendered(environment);
  const network = new Network(objects, foreignNamespaces);
  const policies = policiesOf(objects);
  const pods = podsOf(objects);
  const by = ends(environment, objects);

  test.each(open)('%s reaches %s on port %i', (from, to, port) => {
    expect(network.refusedAt(by[from], by[to], port)).toEqual([]);
  });

  test.each(closed)('%s does not reach %s on port %i', (from, to, port) => {
    expect(network.reaches(by[from], by[to], port)).toBe(false);
  });

  test.each(pods.map((each): [string, Pods] => [each.of, each]))('%s resolves names', (_, each) => {
    expect(network.reaches(each, by.dns, 53, 'UDP')).toBe(true);
    expect(network.reaches(each, by.dns, 53, 'TCP')).toBe(true);
  });

  test.each<[EndName]>([
    ['stranger'],
    ['stranger elsewhere'],
    ['impostor of api elsewhere'],
    ['impostor of postgres elsewhere'],
    ['neighbour of the operator of postgres'],
    ['neighbour of prometheus'],
    ['internet'],
  ])('%s reaches nothing', (name) => {
    const reached = pods.flatMap((to) =>
      portsOf(to)
        .filter((port) => network.reaches(by[name], to, port))
        .map((port) => `${to.of}:${port}`),
    );
    expect(reached).toEqual([]);
  });

  test('every pod is isolated in both directions, whatever its labels', () => {
    const deny = policies.find(({ spec }) => Object.keys(spec.podSelector).length === 0);
    expect(deny?.spec).toEqual({ podSelector: {}, policyTypes: [...directions] });
  });

  test('every policy selects pods that there are', () => {
    const present: readonly PodEnd[] = [...pods, by['challenge solver']];
    const dead = policies.filter(
      ({ spec, metadata }) =>
        !present.some(({ namespace, labels }) => namespace === metadata.namespace && selects(spec.podSelector, labels)),
    );
    expect(dead.map(({ metadata }) => metadata.name)).toEqual([]);
  });

  test('every peer of a policy means somebody', () => {
    const present: readonly PodEnd[] = [...pods, ...Object.values(foreignPods)];
    const isDead = (peer: PolicyPeer, namespace: string) =>
      !peer.ipBlock && !present.some((end) => network.means(peer, namespace, end));
    const dead = rules(policies).flatMap(({ policy, peers = [] }) =>
      peers
        .filter((peer) => isDead(peer, policy.metadata.namespace))
        .map((peer) => `${policy.metadata.name}: ${JSON.stringify(peer)}`),
    );
    expect(dead).toEqual([]);
  });

  test('no rule is open to everybody or on every port', () => {
    const unbounded = rules(policies).filter(({ peers = [], ports = [] }) => peers.length === 0 || ports.length === 0);
    expect(unbounded.map(({ policy }) => policy.metadata.name)).toEqual([]);
  });
});

test('nothing of one environment reaches anything of another, even where both are in one cluster', () => {
  const all = environmentNames.map((environment) => rendered(environment));
  const network = new Network(all.flat(), foreignNamespaces);
  const pods = all.flatMap(podsOf);
  const pairs = pods.flatMap((from) =>
    pods.filter(({ namespace }) => namespace !== from.namespace).map((to) => ({ from, to })),
  );
  const reached = pairs.flatMap(({ from, to }) =>
    portsOf(to)
      .filter((port) => network.reaches(from, to, port))
      .map((port) => `${from.namespace} ${from.of} → ${to.namespace} ${to.of}:${port}`),
  );
  expect(pairs.length).toBeGreaterThan(100);
  expect(reached).toEqual([]);
});

function rules(policies: ReturnType<typeof policiesOf>) {
  return policies.flatMap((policy) =>
    directions.flatMap((direction) => rulesOf(policy.spec, direction).map((rule) => ({ policy, ...rule }))),
  );
}

/** Ports of the containers, and all others that any pod of platform listens on. */
function portsOf({ spec }: Pods): number[] {
  const declared = spec.containers.flatMap(({ ports = [] }) => ports.map(({ containerPort }) => containerPort));
  return [...new Set([...declared, 4369, 5432, 5672, 6379, 8000, 8001, 8002, 15672, 16379, 25672])];
}
