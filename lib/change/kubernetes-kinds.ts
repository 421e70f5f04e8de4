import type { KubernetesObject } from '../render/render';
import { type KindRule, type RuledField, rule, specOf, storage } from './kind-rule';

/** Kinds of Kubernetes itself. What its API server refuses was tried on 1.34. */
export const kubernetesKinds: Readonly<Record<string, KindRule>> = {
  // Workloads
  'apps/Deployment': { fields: [rule('recreates', ['spec.selector']), rule('rolls-pods', ['spec.template'])] },
  'apps/DaemonSet': { fields: [rule('recreates', ['spec.selector']), rule('rolls-pods', ['spec.template'])] },
  'apps/ReplicaSet': { fields: [rule('recreates', ['spec.selector'])] },
  'apps/StatefulSet': {
    holds: (object) => (hasClaims(object) ? 'the data in its volumes' : undefined),
    fields: [
      rule('rolls-pods', ['spec.template']),
      rule('updates', ['spec.replicas', 'spec.minReadySeconds', 'spec.ordinals', 'spec.updateStrategy']),
      rule('updates', ['spec.revisionHistoryLimit', 'spec.persistentVolumeClaimRetentionPolicy']),
      rule('recreates', ['spec']),
    ],
  },
  'batch/Job': {
    fields: [
      rule('recreates', ['spec.template', 'spec.selector', 'spec.completions', 'spec.completionMode']),
      rule('recreates', ['spec.podFailurePolicy', 'spec.successPolicy', 'spec.backoffLimitPerIndex', 'spec.managedBy']),
    ],
  },
  '/Pod': {
    fields: [
      rule('rolls-pods', ['spec.containers.*.image', 'spec.initContainers.*.image']),
      rule('updates', ['spec.activeDeadlineSeconds', 'spec.tolerations']),
      rule('recreates', ['spec']),
    ],
  },

  // Network
  '/Service': {
    fields: [
      rule('recreates', ['spec.clusterIP', 'spec.clusterIPs']),
      rule('recreates', ['spec.loadBalancerClass'], {
        when: ({ before, after }) => before !== undefined && after !== undefined,
      }),
    ],
  },
  'discovery.k8s.io/EndpointSlice': { fields: [rule('recreates', ['addressType'])] },
  // Ingress controllers are configured by annotations.
  'networking.k8s.io/Ingress': { fields: [rule('updates', ['metadata.annotations'])] },
  'networking.k8s.io/IngressClass': { fields: [rule('recreates', ['spec.controller'])] },

  // Configuration and access
  '/ConfigMap': { fields: [rule('recreates', ['data', 'binaryData', 'immutable'], { when: isImmutable })] },
  '/Secret': {
    fields: [
      rule('recreates', ['type']),
      rule('recreates', ['data', 'stringData', 'immutable'], { when: isImmutable }),
    ],
  },
  'rbac.authorization.k8s.io/RoleBinding': { fields: [rule('recreates', ['roleRef'])] },
  'rbac.authorization.k8s.io/ClusterRoleBinding': { fields: [rule('recreates', ['roleRef'])] },
  'scheduling.k8s.io/PriorityClass': { fields: [rule('recreates', ['value', 'preemptionPolicy'])] },

  // Storage
  '/PersistentVolumeClaim': {
    holds: () => 'the data in its volume',
    fields: [
      storage('spec.resources.requests.storage'),
      rule('updates', ['spec.resources.requests', 'spec.volumeAttributesClassName']),
      rule('recreates', ['spec']),
    ],
  },
  '/PersistentVolume': {
    holds: () => 'the data in it',
    fields: [
      rule('updates', ['spec.capacity', 'spec.accessModes', 'spec.storageClassName', 'spec.mountOptions']),
      rule('updates', ['spec.persistentVolumeReclaimPolicy', 'spec.claimRef', 'spec.volumeAttributesClassName']),
      rule('recreates', ['spec']),
    ],
  },
  'storage.k8s.io/StorageClass': {
    fields: [rule('recreates', ['provisioner', 'parameters', 'reclaimPolicy', 'volumeBindingMode'])],
  },
  'storage.k8s.io/CSIDriver': { fields: [rule('recreates', ['spec.attachRequired', 'spec.volumeLifecycleModes'])] },

  // What everything else lives in
  '/Namespace': {
    holds: () => 'everything in it',
    // Pod Security and the mesh are configured by labels.
    fields: [rule('updates', ['metadata.labels'])],
  },
  'apiextensions.k8s.io/CustomResourceDefinition': {
    holds: () => 'every object of its kind',
    fields: [rule('recreates', ['spec.group', 'spec.scope', 'spec.names.kind', 'spec.names.plural'])],
  },
};

function hasClaims(object: KubernetesObject): boolean {
  const claims = specOf(object).volumeClaimTemplates;
  return Array.isArray(claims) && claims.length > 0;
}

function isImmutable({ object }: RuledField): boolean {
  return object.immutable === true;
}
