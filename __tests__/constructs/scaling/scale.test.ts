import { floor, type Scale } from '../../../lib/constructs/scaling/scale';
import { WebService } from '../../../lib/constructs/workloads/web-service';
import { testEnvironment } from '../../support/environment';
import { failures, identities, rendered } from '../../support/render';
import { minimalWebService } from '../../support/workloads';

function author(scale: unknown) {
  const { component } = testEnvironment();
  new WebService(component, 'Service', { ...minimalWebService, scale: scale as Scale });
  return component;
}

test('a fixed number is in the Deployment, and nothing scales it', () => {
  const component = author({ replicas: 3 });
  expect(rendered(component, 'Deployment').spec.replicas).toBe(3);
  expect(identities(component).join()).not.toMatch(/Autoscaler|ScaledObject/);
});

test('one pod has no disruption budget: it would keep every node from draining', () => {
  expect(identities(author({ replicas: 1 })).join()).not.toContain('PodDisruptionBudget');
});

test('an autoscaler holds every target that is stated', () => {
  const component = author({
    min: 2,
    max: 10,
    cpu: 70,
    memory: 80,
    pods: [{ name: 'requests_per_second', averageValue: '100' }],
    external: [
      { name: 'queue_length', averageValue: '500m', matchLabels: { queue: 'tasks' } },
      { name: 'backlog', averageValue: '5' },
    ],
    behavior: { scaleDown: { stabilizationWindowSeconds: 300 } },
  });
  const { metadata, spec } = rendered(component, 'HorizontalPodAutoscaler');
  expect(metadata.name).toBe('api-hpa');
  expect(spec).toEqual({
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'api' },
    minReplicas: 2,
    maxReplicas: 10,
    metrics: [
      { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } } },
      { type: 'Resource', resource: { name: 'memory', target: { type: 'Utilization', averageUtilization: 80 } } },
      {
        type: 'Pods',
        pods: { metric: { name: 'requests_per_second' }, target: { type: 'AverageValue', averageValue: '100' } },
      },
      {
        type: 'External',
        external: {
          metric: { name: 'queue_length', selector: { matchLabels: { queue: 'tasks' } } },
          target: { type: 'AverageValue', averageValue: '500m' },
        },
      },
      {
        type: 'External',
        external: { metric: { name: 'backlog' }, target: { type: 'AverageValue', averageValue: '5' } },
      },
    ],
    behavior: { scaleDown: { stabilizationWindowSeconds: 300 } },
  });
});

test('an autoscaler without behaviour states none', () => {
  expect(rendered(author({ min: 1, max: 2, cpu: 50 }), 'HorizontalPodAutoscaler').spec).not.toHaveProperty('behavior');
});

test('the floor is what runs at least', () => {
  expect(floor({ replicas: 3 })).toBe(3);
  expect(floor({ min: 2, max: 5, cpu: 70 })).toBe(2);
});

const queue = { of: { queueTrigger: () => ({ type: 't', metadata: {}, authentication: 'a' }) }, name: 'q', length: 1 };

test.each([
  [{ replicas: 0 }, 'replicas is 0'],
  [{ replicas: 1.5 }, 'replicas is 1.5'],
  [{ replicas: '2' }, 'replicas is 2'],
  [{ min: 0, max: 2, cpu: 70 }, 'scale.min is 0'],
  [{ min: 1, max: Number.NaN, cpu: 70 }, 'scale.max is NaN'],
  [{ min: 3, max: 2, cpu: 70 }, 'scale has min 3 above max 2'],
  [{ min: 1, max: 2 }, 'the scale has bounds but no metric'],
  [{ min: 1, max: 2, pods: [], external: [] }, 'the scale has bounds but no metric'],
  [{ min: 1, max: 2, cpu: 0 }, 'scale.cpu is 0'],
  [{ min: 1, max: 2, memory: 0.7 }, 'scale.memory is 0.7'],
  [{ min: 1, max: 2, pods: [{ name: 'rps', averageValue: 'many' }] }, "averageValue of metric rps is 'many'"],
  [{ min: 1, max: 2, queue: { ...queue, length: 0 } }, 'scale.queue.length is 0'],
  [undefined, 'scale is undefined'],
  [null, 'scale is null'],
  [3, 'scale is 3'],
])('fails on %j', (scale, message) => {
  expect(failures(author(scale)).map((problem) => problem.message)).toContainEqual(expect.stringContaining(message));
});
