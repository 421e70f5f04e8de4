/** An address range that a network policy can name, since it cannot name a host. */
export interface AddressRange {
  /** Address range in CIDR notation, for example `10.0.0.0/16`. */
  readonly cidr: string;
  /** Ranges within `cidr` that are left out. @default - none */
  readonly except?: readonly string[];
}

/** Pods that somebody else runs in the cluster: a namespace by name and the labels of the pods in it. */
export interface ForeignPods {
  readonly namespace: string;
  /** Labels of the namespace by which it is known too, where it has them. @default - its name only */
  readonly namespaceLabels?: Readonly<Record<string, string>>;
  readonly podLabels: Readonly<Record<string, string>>;
}

/** What is true of a cluster, whoever deploys to it. Facts only: no decisions. */
export interface Cluster {
  readonly name: string;
  /** Kubernetes minor version, for example `1.34`. Pod Security levels are pinned to it. */
  readonly kubernetesVersion: `1.${number}`;
  /** Address of the API server as Argo CD knows the cluster. */
  readonly server: string;
  readonly nodes: number;
  /** Values of `topology.kubernetes.io/zone` on the nodes. */
  readonly zones: readonly string[];
  /** Where pods reach the API server: network policies need an address, as it is no pod. */
  readonly apiServer: AddressRange & { readonly port: number };
  /** Storage class for databases: block storage, one writer. */
  readonly storageClass: string;
  /** Class, certificates and pods of the ingress controller. */
  readonly ingress: ForeignPods & {
    readonly className: string;
    /** How cert-manager's issuers prove that a host is ours: by a pod that the ingress controller leads to, or in DNS. */
    readonly certificateChallenge: 'http01' | 'dns01';
  };
  /** Pods that scrape metrics. */
  readonly monitoring: ForeignPods;
  /** Operators and other namespaces of the platform that talk to our pods, by name. */
  readonly operators: Readonly<Record<OperatorName, ForeignPods>>;
  /** The service mesh, if there is one: its control plane, which every injected proxy must reach. @default - no mesh */
  readonly mesh?: ForeignPods;
}

/** Operators that Waybill renders custom resources for and that connect to what they manage. */
export type OperatorName = 'cloudnative-pg' | 'rabbitmq' | 'redis' | 'keda';
