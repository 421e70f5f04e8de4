import { RabbitmqCluster } from '../../../lib/constructs/backing-services/rabbitmq-cluster';
import { Worker, type WorkerProps } from '../../../lib/constructs/workloads/worker';
import { find } from '../../../lib/testing';
import { testEnvironment } from '../../support/environment';
import { type AnyObject, failures, identities, render, rendered } from '../../support/render';
import { minimalWorker } from '../../support/workloads';

function author(props: Partial<WorkerProps> = {}) {
  const { component } = testEnvironment();
  new Worker(component, 'Worker', { ...minimalWorker, ...props });
  return component;
}

test('a worker is what a web service is, without anything that reaches it', () => {
  const component = author();
  expect(identities(component).sort()).toEqual([
    'Deployment worker',
    'NetworkPolicy worker-policy',
    'PodDisruptionBudget worker-pdb',
    'ServiceAccount worker',
  ]);
  const { spec } = rendered(component, 'NetworkPolicy');
  expect(spec).not.toHaveProperty('ingress');
  expect(spec.policyTypes).toEqual(['Ingress', 'Egress']);
});

test('a worker may be probed by a command', () => {
  const exec = ['/bin/healthy'];
  const [container] = rendered(author({ probes: { liveness: { exec }, readiness: { exec } } }), 'Deployment').spec
    .template.spec.containers;
  expect(container.livenessProbe).toEqual({ exec: { command: exec } });
  expect(container.startupProbe).toEqual({ exec: { command: exec }, periodSeconds: 5, failureThreshold: 30 });
});

test('fails on a probe by path without a port', () => {
  expect(failures(author({ probes: { liveness: '/live', readiness: '/ready' } }))).toEqual([
    expect.objectContaining({ code: 'invalid-probe', message: 'worker has no port that a probe could ask' }),
  ]);
});

test('a worker on a queue is scaled by KEDA, which may ask the queue', () => {
  const { component } = testEnvironment();
  const queue = new RabbitmqCluster(component, 'Queue', {
    name: 'queue',
    image: 'registry.example/rabbitmq:3.13.7',
    replicas: 3,
    storage: { size: '1Gi', storageClass: 'standard' },
    resources: minimalWorker.resources,
    variable: 'RABBITMQ_URL',
    podLabels: { app: 'rabbitmq' },
  });
  const scale = { min: 2, max: 4, queue: { of: queue, name: 'tasks', length: 20 } };
  for (const name of ['worker', 'mailer']) new Worker(component, name, { ...minimalWorker, name, scale });
  // Rendered once: what is authored only while rendering would be in the second render.
  const objects = render(component);
  const one = (kind: string, name: string) => find(objects, kind, name) as AnyObject;
  expect(one('ScaledObject', 'worker').spec).toEqual({
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'worker' },
    minReplicaCount: 2,
    maxReplicaCount: 4,
    triggers: [
      {
        type: 'rabbitmq',
        metadata: { protocol: 'amqp', queueName: 'tasks', mode: 'QueueLength', value: '20' },
        authenticationRef: { name: 'queue-scaler' },
      },
    ],
  });
  expect(one('TriggerAuthentication', 'queue-scaler').spec.secretTargetRef).toEqual([
    { parameter: 'host', name: 'queue-default-user', key: 'connection_string' },
  ]);
  const { ingress } = one('NetworkPolicy', 'queue-policy').spec;
  const amqp = ingress.find(({ ports }: { ports: { port: number }[] }) => ports[0]?.port === 5672);
  expect(amqp.from).toEqual([
    {
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'keda' } },
      podSelector: { matchLabels: { app: 'keda-operator' } },
    },
  ]);
});
