import type { KubernetesObject } from '../kubernetes-object';

/** The order of two objects in a file that `kubectl apply` reads from top to bottom. Total for distinct objects. */
export function compareObjects(a: KubernetesObject, b: KubernetesObject): number {
  return (
    rank(a.kind) - rank(b.kind) ||
    compare(a.kind, b.kind) ||
    compare(a.metadata.namespace ?? '', b.metadata.namespace ?? '') ||
    compare(a.metadata.name, b.metadata.name) ||
    compare(a.apiVersion, b.apiVersion)
  );
}

/** Kinds that must be there before those below them; kinds on one line are applied in that order too. */
const kinds = [
  // Everything else lies in a namespace, or is of a kind that is defined here.
  ['Namespace', 'CustomResourceDefinition', 'PriorityClass', 'StorageClass', 'VolumeSnapshotClass', 'GatewayClass'],
  // Limits count from the first pod on.
  ['ResourceQuota', 'LimitRange'],
  // No pod runs unprotected, not even for a moment.
  ['NetworkPolicy', 'PeerAuthentication', 'RequestAuthentication', 'AuthorizationPolicy', 'Sidecar'],
  // Pods are refused without their ServiceAccount, and start without permissions that are not bound yet.
  ['ServiceAccount', 'ClusterRole', 'Role', 'ClusterRoleBinding', 'RoleBinding'],
  // Pods wait for the secrets and files that they mount. What fetches a secret needs its store.
  ['ClusterIssuer', 'Issuer', 'Certificate', 'ClusterSecretStore', 'SecretStore', 'SecretProviderClass'],
  ['ExternalSecret', 'SealedSecret', 'Secret', 'ConfigMap'],
  ['PersistentVolume', 'PersistentVolumeClaim'],
  // A pod learns the addresses of the Services that are there when it starts.
  ['Service', 'ServiceEntry'],
  // Resources of operators: databases and queues, whose users come later. Kinds that are not named here belong here.
  [],
  // A canary names its analysis. Finite work, such as a migration, comes before what relies on it.
  ['ClusterAnalysisTemplate', 'AnalysisTemplate', 'Job', 'CronJob'],
  ['DaemonSet', 'StatefulSet', 'Deployment', 'Rollout', 'ReplicaSet', 'Pod'],
  // These name a workload.
  ['ClusterTriggerAuthentication', 'TriggerAuthentication', 'ScaledObject', 'ScaledJob'],
  ['HorizontalPodAutoscaler', 'VerticalPodAutoscaler', 'PodDisruptionBudget'],
  // Traffic comes once there is somebody to serve it.
  ['DestinationRule', 'Gateway', 'VirtualService', 'ReferenceGrant', 'HTTPRoute', 'GRPCRoute', 'Ingress'],
  ['ServiceMonitor', 'PodMonitor', 'Probe', 'PrometheusRule', 'AlertmanagerConfig', 'Telemetry'],
  ['AppProject', 'Application', 'ApplicationSet'],
  // They would intercept everything above before the pods that answer them run.
  ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'],
] as const;

/** Lines count in hundreds, so that kinds of one line differ too. */
const ranks: ReadonlyMap<string, number> = new Map(
  kinds.flatMap((line, index) => line.map((kind, position): [string, number] => [kind, index * 100 + position])),
);
const unknownRank = 100 * kinds.findIndex((line) => line.length === 0);

function rank(kind: string): number {
  return ranks.get(kind) ?? unknownRank;
}

/** By code unit: the same on every machine, whatever its locale. */
function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
