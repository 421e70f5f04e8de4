import { RabbitmqCluster, type RabbitmqClusterProps } from '../../../lib/constructs/backing-services/rabbitmq-cluster';
import { WebService } from '../../../lib/constructs/workloads/web-service';
import { testEnvironment } from '../../support/environment';
import { type AnyObject, failures, identities, rendered } from '../../support/render';
import { minimalWebService } from '../../support/workloads';

const { resources } = minimalWebService;

function author(props: Partial<RabbitmqClusterProps> = {}) {
  const { component } = testEnvironment();
  const cluster = new RabbitmqCluster(component, 'Queue', {
    name: 'rabbitmq',
    image: 'docker.io/library/rabbitmq:3.13.7-management',
    replicas: 3,
    storage: { size: '5Gi', storageClass: 'standard' },
    resources,
    variable: 'RABBITMQ_URL',
    podLabels: { app: 'rabbitmq' },
    ...props,
  });
  return { component, cluster };
}

test('a cluster lets a node drain, and has one policy and a monitor', () => {
  const { component } = author();
  expect(identities(component).sort()).toEqual([
    'NetworkPolicy rabbitmq-policy',
    'PodDisruptionBudget rabbitmq-pdb',
    'PodMonitor rabbitmq',
    'RabbitmqCluster rabbitmq',
  ]);
  expect(rendered(component, 'PodDisruptionBudget').spec).toMatchObject({
    maxUnavailable: 1,
    selector: { matchLabels: { 'app.kubernetes.io/name': 'rabbitmq' } },
  });
});

test('every pod and container complies with Pod Security "restricted"', () => {
  const { spec } = rendered(author().component, 'RabbitmqCluster');
  expect(spec).toMatchObject({ replicas: 3, persistence: { storage: '5Gi' }, resources });
  const { metadata, spec: pod } = spec.override.statefulSet.spec.template;
  expect(metadata.labels).toEqual({ app: 'rabbitmq', 'sidecar.istio.io/inject': 'false' });
  expect(pod.securityContext).toEqual({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
  for (const { securityContext } of [...pod.initContainers, ...pod.containers]) {
    expect(securityContext).toEqual({ allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } });
  }
});

test("clients speak AMQP and get the operator's user", () => {
  const { component, cluster } = author();
  new WebService(component, 'Service', minimalWebService).connectTo(cluster);
  const { ingress } = rendered(component, 'NetworkPolicy', 'rabbitmq-policy').spec;
  expect(ingress.find(({ ports }: AnyObject) => ports[0].port === 5672).from).toEqual([
    { podSelector: { matchLabels: { app: 'api' } } },
  ]);
  expect(rendered(component, 'Deployment').spec.template.spec.containers[0].env).toEqual([
    {
      name: 'RABBITMQ_URL',
      valueFrom: { secretKeyRef: { name: 'rabbitmq-default-user', key: 'connection_string' } },
    },
  ]);
});

test('without a worker that is scaled, KEDA has no access', () => {
  expect(JSON.stringify(rendered(author().component, 'NetworkPolicy'))).not.toContain('keda');
});

test.each<[object, string]>([
  [{ replicas: 0 }, 'invalid-number'],
  [{ image: 'rabbitmq' }, 'invalid-image'],
  [{ storage: { size: '5 GB', storageClass: 'standard' } }, 'invalid-quantity'],
])('fails on %j', (props, code) => {
  expect(failures(author(props).component).map((problem) => problem.code)).toEqual([code]);
});
