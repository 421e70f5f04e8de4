import type { Labels } from '../../support/selector';
import type { Pods, Resources } from './pod';
import { type Loose, title } from './rendered';

const setupContainer: Resources = {
  requests: { cpu: '100m', memory: '500Mi' },
  limits: { cpu: '100m', memory: '500Mi' },
};

/**
 * RabbitMQ cluster operator 2.22: labels of the custom resource reach the StatefulSet but not its pods, which would be
 * restarted by them; those of pods are in the override.
 * @see https://github.com/rabbitmq/cluster-operator/pull/449
 */
export function rabbitmqPods(object: Loose): Pods {
  const { metadata, spec } = object;
  const ofPods: Labels = spec.override?.statefulSet?.spec?.template?.metadata?.labels ?? {};
  return {
    of: title(object),
    namespace: metadata.namespace,
    labels: {
      'app.kubernetes.io/name': metadata.name,
      'app.kubernetes.io/component': 'rabbitmq',
      'app.kubernetes.io/part-of': 'rabbitmq',
      ...ofPods,
    },
    annotations: {},
    spec: {
      initContainers: [{ name: 'setup-container', resources: setupContainer }],
      containers: [
        {
          name: 'rabbitmq',
          resources: spec.resources,
          ports: [
            { name: 'epmd', containerPort: 4369 },
            { name: 'amqp', containerPort: 5672 },
            { name: 'management', containerPort: 15672 },
            { name: 'prometheus', containerPort: 15692 },
          ],
        },
      ],
    },
    most: spec.replicas,
  };
}
