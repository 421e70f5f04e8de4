import { BlockList } from 'node:net';
import type { KubernetesObject } from '../../lib/kubernetes-object';
import { type Labels, type Selector, selects } from './selector';

/** A pod, as network policies see it. */
export interface PodEnd {
  readonly namespace: string;
  readonly labels: Labels;
}

/** Something that is no pod of the cluster, by its IPv4 address. */
export interface AddressEnd {
  readonly address: string;
}

export type End = PodEnd | AddressEnd;
export type Protocol = 'TCP' | 'UDP' | 'SCTP';
export type Direction = 'Ingress' | 'Egress';

export interface PolicyPeer {
  readonly podSelector?: Selector;
  readonly namespaceSelector?: Selector;
  readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] };
}

interface PolicyPort {
  readonly port?: number | string;
  readonly endPort?: number;
  readonly protocol?: Protocol;
}

interface PolicyRule {
  readonly from?: readonly PolicyPeer[];
  readonly to?: readonly PolicyPeer[];
  readonly ports?: readonly PolicyPort[];
}

/** A NetworkPolicy as far as it decides who reaches whom. */
export interface Policy {
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: {
    readonly podSelector: Selector;
    readonly policyTypes?: readonly Direction[];
    readonly ingress?: readonly PolicyRule[];
    readonly egress?: readonly PolicyRule[];
  };
}

/** Label that Kubernetes puts on every namespace. */
const namespaceName = 'kubernetes.io/metadata.name';

/**
 * The network that some NetworkPolicies leave open: a connection needs the egress of the pod it starts from and the
 * ingress of the pod it goes to. A pod that no policy of a direction selects is open in that direction.
 *
 * What it leaves to a real cluster: named ports (none are rendered), and address blocks that hold pods.
 */
export class Network {
  private readonly policies: readonly Policy[];
  private readonly namespaces: ReadonlyMap<string, Labels>;

  /** @param namespaces Labels of namespaces that are not among the objects, by name */
  constructor(objects: readonly KubernetesObject[], namespaces: Readonly<Record<string, Labels>> = {}) {
    this.policies = policiesOf(objects);
    const rendered = objects
      .filter(({ kind }) => kind === 'Namespace')
      .map(({ metadata: { name, labels } }): [string, Labels] => [name, labels ?? {}]);
    this.namespaces = new Map([...Object.entries(namespaces), ...rendered]);
  }

  /** True where a connection can be opened. */
  reaches(from: End, to: End, port: number, protocol?: Protocol): boolean {
    return this.refusedAt(from, to, port, protocol).length === 0;
  }

  /** The ends that refuse a connection: the egress of where it starts, the ingress of where it goes to. */
  refusedAt(from: End, to: End, port: number, protocol: Protocol = 'TCP'): Direction[] {
    return [
      ...(this.allows('Egress', from, to, port, protocol) ? [] : (['Egress'] as const)),
      ...(this.allows('Ingress', to, from, port, protocol) ? [] : (['Ingress'] as const)),
    ];
  }

  /** True where a peer of a policy of a namespace means this end. */
  means(peer: PolicyPeer, policyNamespace: string, end: End): boolean {
    if (!('namespace' in end)) return peer.ipBlock !== undefined && isInBlock(end.address, peer.ipBlock);
    if (peer.ipBlock) return false;
    const { podSelector = {}, namespaceSelector } = peer;
    if (!selects(podSelector, end.labels)) return false;
    if (!namespaceSelector) return end.namespace === policyNamespace;
    return selects(namespaceSelector, { ...this.namespaces.get(end.namespace), [namespaceName]: end.namespace });
  }

  private allows(type: Direction, end: End, peer: End, port: number, protocol: Protocol): boolean {
    if (!('namespace' in end)) return true;
    const policies = this.policies.filter(
      ({ metadata, spec }) =>
        metadata.namespace === end.namespace && isOfType(spec, type) && selects(spec.podSelector, end.labels),
    );
    if (policies.length === 0) return true;
    return policies.some(({ metadata, spec }) =>
      rulesOf(spec, type).some(
        ({ peers = [], ports = [] }) =>
          (peers.length === 0 || peers.some((each) => this.means(each, metadata.namespace, peer))) &&
          (ports.length === 0 || ports.some((each) => isPort(each, port, protocol))),
      ),
    );
  }
}

/** The NetworkPolicies among some objects. */
export function policiesOf(objects: readonly KubernetesObject[]): Policy[] {
  return objects.filter(({ kind }) => kind === 'NetworkPolicy') as unknown as Policy[];
}

/** Rules of one direction, with what is `from` in one and `to` in the other under one name. */
export function rulesOf({ ingress = [], egress = [] }: Policy['spec'], type: Direction) {
  return type === 'Ingress'
    ? ingress.map(({ from, ports }) => ({ peers: from, ports }))
    : egress.map(({ to, ports }) => ({ peers: to, ports }));
}

function isOfType({ policyTypes, egress = [] }: Policy['spec'], type: Direction): boolean {
  return (policyTypes ?? ['Ingress', ...(egress.length > 0 ? ['Egress'] : [])]).includes(type);
}

function isPort({ port: first, endPort, protocol = 'TCP' }: PolicyPort, port: number, wanted: Protocol): boolean {
  if (typeof first === 'string') throw new Error(`port ${first} is a name: reachability is computed for numbers only`);
  return protocol === wanted && (first === undefined || (port >= first && port <= (endPort ?? first)));
}

function isInBlock(address: string, { cidr, except = [] }: NonNullable<PolicyPeer['ipBlock']>): boolean {
  return isInRange(address, cidr) && !except.some((range) => isInRange(address, range));
}

function isInRange(address: string, cidr: string): boolean {
  const [network = '', prefix] = cidr.split('/');
  const block = new BlockList();
  block.addSubnet(network, Number(prefix));
  return block.check(address);
}
