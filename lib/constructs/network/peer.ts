import { BlockList, isIP } from 'node:net';
import type { Construct } from 'constructs';
import type { AddressRange, ForeignPods } from '../../facts/cluster';
import type { k8s } from '../../k8s';
import { report } from '../report';

/** One end of a connection, as a network policy names it. */
export type Peer = k8s.NetworkPolicyPeer;

/** Label that Kubernetes itself puts on every namespace; nobody has to remember to set it. */
export const namespaceName = 'kubernetes.io/metadata.name';

/** Pods of the same namespace. */
export function pods(labels: Readonly<Record<string, string>>): Peer {
  return { podSelector: { matchLabels: { ...labels } } };
}

/** Pods that somebody else runs in a namespace of theirs: a peer for each way in which the namespace is known. */
export function foreignPods({ namespace, namespaceLabels, podLabels }: ForeignPods): Peer[] {
  const known = [{ [namespaceName]: namespace }, ...(namespaceLabels ? [{ ...namespaceLabels }] : [])];
  return known.map((matchLabels) => ({
    namespaceSelector: { matchLabels },
    podSelector: { matchLabels: { ...podLabels } },
  }));
}

/** Addresses outside the cluster, or of what is no pod. */
export function addresses({ cidr, except }: AddressRange): Peer {
  return { ipBlock: { cidr, ...(except && { except: [...except] }) } };
}

/** The internet without private and link-local ranges: where object stores and other public APIs are. */
export const internet: AddressRange = {
  cidr: '0.0.0.0/0',
  except: ['10.0.0.0/8', '100.64.0.0/10', '172.16.0.0/12', '192.168.0.0/16', '169.254.0.0/16'],
};

/** Cluster DNS: without it an isolated pod resolves no name. */
export const clusterDns: Peer = { namespaceSelector: {}, podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } };

/** Reports an address range that a network policy cannot have. */
export function checkAddresses(scope: Construct, range: AddressRange): void {
  const { cidr, except = [] } = range ?? {};
  for (const value of [cidr, ...except]) {
    if (isCidr(value)) continue;
    const message = `address range is '${value}'`;
    report(scope, 'invalid-address', message, 'write it in CIDR notation, for example 10.0.0.0/24');
  }
  for (const inner of except) {
    if (!isCidr(cidr) || !isCidr(inner) || contains(cidr, inner)) continue;
    const message = `address range ${cidr} does not contain its exception ${inner}`;
    report(scope, 'invalid-address', message, 'leave out only ranges within the range');
  }
}

function isCidr(value: unknown): value is string {
  const [address = '', bits = '', ...rest] = String(value).split('/');
  const most = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return rest.length === 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= most;
}

function contains(outer: string, inner: string): boolean {
  const [network = '', bits] = outer.split('/');
  const [address = '', innerBits] = inner.split('/');
  const family = isIP(network) === 6 ? 'ipv6' : 'ipv4';
  if (isIP(address) !== isIP(network) || Number(innerBits) <= Number(bits)) return false;
  const list = new BlockList();
  list.addSubnet(network, Number(bits), family);
  return list.check(address, family);
}
