import { assert, constant, integer, oneof, property, record } from 'fast-check';
import { type Disruption, disruptionBudget } from '../../../lib/constructs/policies/disruption-budget';
import { testEnvironment } from '../../support/environment';
import { failures, render } from '../../support/render';

function author(floor: number, disruption?: Disruption) {
  const { component } = testEnvironment();
  disruptionBudget(component, { name: 'api', selector: { app: 'api' }, labels: { app: 'api' }, floor, disruption });
  return component;
}

test('without a wish, one pod at a time may go, ready or not', () => {
  expect(render(author(2))[0].spec).toEqual({
    maxUnavailable: 1,
    unhealthyPodEvictionPolicy: 'AlwaysAllow',
    selector: { matchLabels: { app: 'api' } },
  });
});

test('whatever is asked for, a node drains, or the definition is refused', () => {
  const pods = integer({ min: -1, max: 12 });
  const disruptions = oneof(
    constant(undefined),
    record({ minAvailable: pods }),
    record({ maxUnavailable: pods }),
    record({ minAvailable: pods, maxUnavailable: pods }),
  );
  assert(
    property(integer({ min: 1, max: 10 }), disruptions, (floor, disruption) => {
      const component = author(floor, disruption as Disruption | undefined);
      if (failures(component).length > 0) return;
      const budgets = render(component);
      expect(budgets).toHaveLength(floor < 2 ? 0 : 1);
      for (const { spec } of budgets) {
        expect('minAvailable' in spec).not.toBe('maxUnavailable' in spec);
        const mayGo = 'minAvailable' in spec ? floor - spec.minAvailable : spec.maxUnavailable;
        expect(mayGo).toBeGreaterThanOrEqual(1);
        expect(spec.minAvailable ?? 0).toBeGreaterThanOrEqual(0);
      }
    }),
  );
});

test.each([
  [3, { minAvailable: 2 }],
  [2, { maxUnavailable: 2 }],
  [2, { minAvailable: 0 }],
  [1, { maxUnavailable: 1 }],
])('%d pods accept %j', (floor, disruption) => {
  expect(failures(author(floor, disruption))).toEqual([]);
});

test.each([
  [2, { minAvailable: 2 }, 'budget-blocks-drain'],
  [1, { minAvailable: 1 }, 'budget-blocks-drain'],
  [3, { maxUnavailable: 0 }, 'budget-blocks-drain'],
  [3, { minAvailable: '50%' }, 'invalid-disruption'],
  [3, { maxUnavailable: 1.5 }, 'invalid-disruption'],
  [3, { minAvailable: -1 }, 'invalid-disruption'],
  [3, {}, 'invalid-disruption'],
  [3, { minAvailable: 1, maxUnavailable: 1 }, 'invalid-disruption'],
])('fails for %d pods on %j', (floor, disruption, code) => {
  expect(failures(author(floor, disruption as Disruption)).map((problem) => problem.code)).toEqual([code]);
});
