import type { Construct } from 'constructs';
import type { RabbitmqClusterSpec } from '../../../imports/rabbitmq';
import { unprivileged } from '../workloads/pod/hardening';
import { quantity, resourceQuantities } from './custom-quantities';
import type { RabbitmqClusterProps } from './rabbitmq-cluster';

/**
 * The RabbitmqCluster as its operator has it, hardened to Pod Security "restricted" whatever the operator's version sets
 * by itself.
 */
export function rabbitmqSpec(
  scope: Construct,
  { name, image, replicas, storage, resources, podLabels }: RabbitmqClusterProps,
): RabbitmqClusterSpec {
  return {
    image,
    replicas,
    // A node waits so long at most for the others to take over, or a drain would wait for a week.
    terminationGracePeriodSeconds: 3600,
    persistence: { storage: quantity(storage.size), storageClassName: storage.storageClass },
    resources: resourceQuantities(scope, name, resources),
    override: {
      statefulSet: {
        spec: {
          template: {
            // Labels of the custom resource do not reach its pods.
            metadata: { labels: { ...podLabels, 'sidecar.istio.io/inject': 'false' } },
            spec: {
              securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
              initContainers: [{ name: 'setup-container', securityContext: unprivileged }],
              containers: [{ name: 'rabbitmq', securityContext: unprivileged }],
              topologySpreadConstraints: [
                {
                  maxSkew: 1,
                  topologyKey: 'topology.kubernetes.io/zone',
                  whenUnsatisfiable: 'ScheduleAnyway',
                  labelSelector: { matchLabels: { 'app.kubernetes.io/name': name } },
                },
              ],
            },
          },
        },
      },
    },
  };
}
