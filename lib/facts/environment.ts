import type { Cluster } from './cluster';

/** How much an environment matters. */
export type Tier = 'development' | 'staging' | 'production';

/** CPU and memory as Kubernetes quantities. */
export interface ComputeResources {
  readonly cpu: string;
  readonly memory: string;
}

/** Facts of one environment of one system. */
export interface EnvironmentFacts {
  readonly cluster: Cluster;
  readonly namespace: string;
  readonly tier: Tier;
  /**
   * Set where Istio injects its proxy into the namespace's pods: what each proxy requests and is limited to, which
   * counts against the quota. Needs a cluster with Istio CNI and native sidecars. @default - no injection
   */
  readonly istioProxy?: { readonly requests: ComputeResources; readonly limits: ComputeResources };
}
