import { PeerAuthentication, PeerAuthenticationSpecMtlsMode } from '../../../imports/istio-security';
import { k8s } from '../../k8s';
import { Component } from '../component';
import type { Environment } from '../environment';
import { keepData } from '../keep-data';
import { Manifest } from '../manifest';
import { quantities } from '../quantities';

/** Upper bounds for everything that runs in a namespace together, as quantities. */
export interface Quota {
  readonly 'requests.cpu': string;
  readonly 'requests.memory': string;
  readonly 'limits.cpu': string;
  readonly 'limits.memory': string;
  readonly pods: string;
}

/** What a container gets that states nothing itself. */
export interface ContainerDefaults {
  readonly default: { readonly cpu: string; readonly memory: string };
  readonly defaultRequest: { readonly cpu: string; readonly memory: string };
}

export interface SystemNamespaceProps {
  readonly quota: Quota;
  readonly limits: ContainerDefaults;
}

/**
 * The namespace of a system in one environment, and what holds for everything in it: Pod Security "restricted",
 * quota, container defaults, and no traffic but what is allowed elsewhere. Its file sorts first.
 */
export class SystemNamespace extends Component {
  constructor(environment: Environment, id: string, { quota, limits }: SystemNamespaceProps) {
    const { system, namespace, cluster, istioProxy } = environment;
    super(environment, id, { name: `00-${system}`, component: 'namespace' });
    new Manifest(this, 'Namespace', {
      type: k8s.KubeNamespace,
      name: namespace,
      clusterScoped: true,
      annotations: keepData,
      wave: 'namespace',
      labels: {
        name: namespace,
        ...(istioProxy && { 'istio-injection': 'enabled' }),
        ...podSecurity(cluster.kubernetesVersion),
      },
    });
    new Manifest(this, 'ResourceQuota', {
      type: k8s.KubeResourceQuota,
      name: `${system}-quota`,
      wave: 'namespace',
      body: { spec: { hard: quantities(this, 'the quota', quota) } },
    });
    const container = {
      default: quantities(this, 'container defaults', limits.default),
      defaultRequest: quantities(this, 'default requests', limits.defaultRequest),
    };
    new Manifest(this, 'LimitRange', {
      type: k8s.KubeLimitRange,
      name: `${system}-limits`,
      wave: 'namespace',
      body: { spec: { limits: [{ type: 'Container', ...container }] } },
    });
    new Manifest(this, 'DefaultDeny', {
      type: k8s.KubeNetworkPolicy,
      name: 'default-deny',
      wave: 'namespace',
      body: { spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] } },
    });
    if (istioProxy) {
      // Ingress controller, Prometheus and operators are outside the mesh and have no certificate of it.
      new Manifest(this, 'PeerAuthentication', {
        type: PeerAuthentication,
        name: 'default',
        wave: 'namespace',
        body: { spec: { mtls: { mode: PeerAuthenticationSpecMtlsMode.PERMISSIVE } } },
      });
    }
  }
}

/** @see https://kubernetes.io/docs/concepts/security/pod-security-admission/ */
function podSecurity(version: string): Record<string, string> {
  const modes = ['enforce', 'audit', 'warn'].flatMap((mode) => [
    [`pod-security.kubernetes.io/${mode}`, 'restricted'],
    [`pod-security.kubernetes.io/${mode}-version`, `v${version}`],
  ]);
  return Object.fromEntries(modes);
}
