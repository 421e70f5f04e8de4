import { selects } from '../../support/selector';
import { podsOf } from './pods';
import { environmentNames, type Loose, ofKind, rendered, title } from './rendered';

describe.each(environmentNames)('in platform in %s', (environment) => {
  const objects = rendered(environment);
  const pods = podsOf(objects);
  const names = new Set(objects.map(title));

  test('every autoscaler names a workload, and no workload has two', () => {
    const scalers = [...ofKind(objects, 'HorizontalPodAutoscaler'), ...ofKind(objects, 'ScaledObject')];
    const targets = scalers.map(({ spec }) => `${spec.scaleTargetRef.kind} ${spec.scaleTargetRef.name}`);
    expect(targets.filter((target) => !names.has(target))).toEqual([]);
    expect(new Set(targets).size).toBe(targets.length);
  });

  test('what an autoscaler scales states no replicas', () => {
    expect(ofKind(objects, 'Deployment').filter(({ spec }) => 'replicas' in spec)).toEqual([]);
  });

  test('every trigger of KEDA authenticates by what is rendered', () => {
    const references = ofKind(objects, 'ScaledObject').flatMap(({ spec }) =>
      spec.triggers.map(({ authenticationRef }: Loose) => `TriggerAuthentication ${authenticationRef.name}`),
    );
    expect(references).not.toEqual([]);
    expect(references.filter((reference) => !names.has(reference))).toEqual([]);
  });

  test('every disruption budget covers one workload and lets a pod of it go', () => {
    for (const { metadata, spec } of ofKind(objects, 'PodDisruptionBudget')) {
      const covered = pods.filter(({ labels }) => selects(spec.selector, labels));
      expect([metadata.name, covered.length]).toEqual([metadata.name, 1]);
      const least = ofKind(objects, 'HorizontalPodAutoscaler').find(
        (each) => each.spec.scaleTargetRef.name === covered[0]?.labels.app,
      )?.spec.minReplicas;
      expect(spec.maxUnavailable ?? least - spec.minAvailable).toBeGreaterThanOrEqual(1);
    }
  });

  test('every Deployment and every pooler has a disruption budget', () => {
    const budgets = ofKind(objects, 'PodDisruptionBudget');
    const uncovered = pods
      .filter(({ of }) => /^(Deployment|Pooler) /.test(of))
      .filter(({ labels }) => !budgets.some(({ spec }) => selects(spec.selector, labels)));
    expect(uncovered.map(({ of }) => of)).toEqual([]);
  });
});
