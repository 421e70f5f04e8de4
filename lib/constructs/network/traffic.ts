import { isDeepStrictEqual } from 'node:util';
import { Construct } from 'constructs';
import { k8s } from '../../k8s';
import { Manifest } from '../manifest';
import type { Wave } from '../wave';
import { clusterDns, type Peer } from './peer';

/** A port that connections arrive at, on the pod: not the port of a Service. */
export interface TrafficPort {
  readonly port: number;
  /** @default 'TCP' */
  readonly protocol?: 'TCP' | 'UDP';
}

export interface TrafficProps {
  /** Name of the NetworkPolicy. */
  readonly name: string;
  /** The pods it isolates. */
  readonly podSelector: k8s.LabelSelector;
  readonly labels?: Readonly<Record<string, string>>;
  /** @default - with the workloads */
  readonly wave?: Wave;
}

/** At least one port: a rule with none would open all of them. */
type Ports = readonly [TrafficPort, ...TrafficPort[]];

interface Rule {
  readonly peers: Peer[];
  readonly ports: k8s.NetworkPolicyPort[];
}

const dns: Rule = { peers: [clusterDns], ports: [policyPort({ port: 53, protocol: 'UDP' }), policyPort({ port: 53 })] };

/**
 * Everything that may reach some pods and everything they may reach, as one NetworkPolicy. Both directions are
 * isolated; DNS is always let out. Connections add to it until the tree is rendered.
 */
export class Traffic extends Construct {
  private readonly ingress = new Map<string, Rule>();
  private readonly egress = new Map<string, Rule>();

  constructor(scope: Construct, id: string, { name, podSelector, labels, wave }: TrafficProps) {
    super(scope, id);
    new Manifest(this, 'NetworkPolicy', {
      type: k8s.KubeNetworkPolicy,
      name,
      labels,
      wave,
      body: () => ({
        spec: {
          podSelector,
          policyTypes: ['Ingress', 'Egress'],
          ...(this.ingress.size > 0 && {
            ingress: [...this.ingress.values()].map(({ peers, ports }) => ({ from: peers, ports })),
          }),
          egress: [...this.egress.values(), dns].map(({ peers, ports }) => ({ to: peers, ports })),
        },
      }),
    });
  }

  /** Lets peers reach the pods. Saying it twice is the same as once. */
  allowFrom(peers: Peer | readonly Peer[], ...ports: Ports): void {
    add(this.ingress, [peers].flat(), ports);
  }

  /** Lets the pods reach peers. */
  allowTo(peers: Peer | readonly Peer[], ...ports: Ports): void {
    add(this.egress, [peers].flat(), ports);
  }
}

/** Peers that share the same ports share a rule, as people write it. No peers are nobody: a rule with none is everybody. */
function add(rules: Map<string, Rule>, peers: readonly Peer[], ports: Ports): void {
  if (peers.length === 0) return;
  const policyPorts = ports.map(policyPort);
  const key = JSON.stringify(policyPorts);
  const rule = rules.get(key) ?? { peers: [], ports: policyPorts };
  rules.set(key, rule);
  for (const peer of peers) {
    if (!rule.peers.some((known) => isDeepStrictEqual(known, peer))) rule.peers.push(peer);
  }
}

/** The protocol is always stated: it is part of the key that server-side apply merges ports by. */
function policyPort({ port, protocol = 'TCP' }: TrafficPort): k8s.NetworkPolicyPort {
  return { protocol, port: k8s.IntOrString.fromNumber(port) };
}
