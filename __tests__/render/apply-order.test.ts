import fc from 'fast-check';
import { compareObjects } from '../../lib/render/apply-order';
import type { KubernetesObject } from '../../lib/render/render';

const object = (kind: string, name = 'a', namespace?: string, apiVersion = 'v1'): KubernetesObject => ({
  apiVersion,
  kind,
  metadata: { name, ...(namespace && { namespace }) },
});

const sorted = (kinds: readonly string[]) =>
  kinds
    .map((kind) => object(kind))
    .sort(compareObjects)
    .map(({ kind }) => kind);

describe('compareObjects', () => {
  test('what is needed comes before what needs it', () => {
    const order = [
      ...['Namespace', 'ResourceQuota', 'LimitRange', 'NetworkPolicy', 'ServiceAccount', 'Role', 'RoleBinding'],
      ...[
        'SecretStore',
        'ExternalSecret',
        'Secret',
        'ConfigMap',
        'PersistentVolumeClaim',
        'Service',
        'RabbitmqCluster',
      ],
      ...['AnalysisTemplate', 'Job', 'StatefulSet', 'Deployment', 'Rollout', 'TriggerAuthentication', 'ScaledObject'],
      ...[
        'HorizontalPodAutoscaler',
        'PodDisruptionBudget',
        'Ingress',
        'ServiceMonitor',
        'PrometheusRule',
        'Application',
      ],
    ];
    expect(sorted(order.toReversed())).toEqual(order);
  });

  test('an unknown kind comes after Services and before workloads', () => {
    expect(sorted(['Deployment', 'Job', 'Wonder', 'Service'])).toEqual(['Service', 'Wonder', 'Job', 'Deployment']);
  });

  test('objects of one kind are in order of namespace, then of name by code unit', () => {
    const objects = [
      object('Secret', 'a', 'y'),
      object('Secret', 'b', 'x'),
      object('Secret', 'B', 'x'),
      object('Secret'),
    ];
    const names = objects.sort(compareObjects).map(({ metadata }) => `${metadata.namespace ?? ''}/${metadata.name}`);
    expect(names).toEqual(['/a', 'x/B', 'x/b', 'y/a']);
  });

  test('the order is total: it does not depend on the order before', () => {
    const name = fc.constantFrom('a', 'b', 'B');
    const any = fc
      .tuple(fc.constantFrom('Secret', 'Cluster', 'Job', 'Zoo', 'Abc'), name, fc.option(name, { nil: undefined }), name)
      .map((parts) => object(...parts));
    fc.assert(
      fc.property(fc.array(any), (objects) => {
        expect(objects.toReversed().sort(compareObjects)).toEqual(objects.toSorted(compareObjects));
      }),
      { seed: 1 },
    );
  });
});
