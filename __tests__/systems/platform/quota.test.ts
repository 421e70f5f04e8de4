import type { KubernetesObject } from '../../../lib/kubernetes-object';
import { parseQuantity } from '../../../lib/quantity';
import type { Container, Pods, Resources } from './pod';
import { podsOf } from './pods';
import { environmentNames, ofKind, rendered } from './rendered';

/** Quantities by their name in a ResourceQuota: cores, bytes, pods. */
type Amounts = Readonly<Record<string, number>>;

/** Sums of binary fractions are off by less. */
const rounding = 1e-9;

const resourceNames = ['requests.cpu', 'requests.memory', 'limits.cpu', 'limits.memory'] as const;

describe.each(environmentNames)('platform in %s', (environment) => {
  const objects = rendered(environment);
  const pods = podsOf(objects);
  const [quota] = ofKind(objects, 'ResourceQuota');

  test('fits its quota at full scale, with a rolling update of everything at once', () => {
    const used = pods.map((each): [Pods, Amounts] => [each, ofPod(each, objects)]);
    const exceeded = Object.entries(quota.spec.hard as Record<string, string>).flatMap(([name, hard]) => {
      const sum = used.reduce((total, [{ most }, amounts]) => total + most * (amounts[name] ?? 0), 0);
      return sum <= quantity(hard) * (1 + rounding)
        ? []
        : [`${name}: ${readable(name, sum)} of ${hard}\n${table(name, used)}`];
    });
    expect(exceeded).toEqual([]);
  });

  test('the quota bounds everything that pods use', () => {
    expect(Object.keys(quota.spec.hard).sort()).toEqual(['pods', ...resourceNames].sort());
  });

  test.each(pods.map((each): [string, Pods] => [each.of, each]))('every container of %s is sized', (_, each) => {
    const unsized = [...(each.spec.initContainers ?? []), ...each.spec.containers].flatMap(({ name, resources }) =>
      resourceNames.filter((path) => amount(resources, path) === undefined).map((path) => `${name}: no ${path}`),
    );
    expect(unsized).toEqual([]);
  });

  test('every pod that the mesh injects states what its proxy gets', () => {
    const injected = pods.filter((each) => isInjected(each, objects));
    const silent = injected.filter(({ annotations }) => proxyAnnotations.some((name) => !annotations[name]));
    expect(injected.length).toBeGreaterThan(0);
    expect(silent.map(({ of }) => of)).toEqual([]);
  });
});

const proxyAnnotations = [
  'sidecar.istio.io/proxyCPU',
  'sidecar.istio.io/proxyMemory',
  'sidecar.istio.io/proxyCPULimit',
  'sidecar.istio.io/proxyMemoryLimit',
] as const;

/**
 * What one pod counts for: the sum of what runs together, or what an init container needs where that is more. A
 * container that states nothing gets what the LimitRange says.
 */
function ofPod(pods: Pods, objects: readonly KubernetesObject[]): Amounts {
  const [limits] = ofKind(objects, 'LimitRange').flatMap(({ spec }) => spec.limits);
  const defaults: Resources = { requests: limits.defaultRequest, limits: limits.default };
  const inits = [...(isInjected(pods, objects) ? [proxy(pods)] : []), ...(pods.spec.initContainers ?? [])];
  const entries = resourceNames.map((name): [string, number] => {
    const of = ({ resources }: Container) => amount(resources, name) ?? amount(defaults, name) ?? 0;
    let sidecars = 0;
    let peak = 0;
    for (const container of inits) {
      if (container.restartPolicy === 'Always') sidecars += of(container);
      else peak = Math.max(peak, sidecars + of(container));
    }
    const running = pods.spec.containers.reduce((sum, container) => sum + of(container), sidecars);
    return [name, Math.max(peak, running)];
  });
  return { pods: 1, ...Object.fromEntries(entries) };
}

function isInjected({ namespace, labels }: Pods, objects: readonly KubernetesObject[]): boolean {
  const found = ofKind(objects, 'Namespace').find(({ metadata }) => metadata.name === namespace);
  const wanted = labels['sidecar.istio.io/inject'];
  return wanted === 'true' || (wanted !== 'false' && found?.metadata.labels['istio-injection'] === 'enabled');
}

/** The sidecar, sized as the pod says, or else as Istio does by itself. */
function proxy({ annotations }: Pods): Container {
  const [cpu = '100m', memory = '128Mi', cpuLimit = '2', memoryLimit = '1Gi'] = proxyAnnotations.map(
    (name) => annotations[name],
  );
  return {
    name: 'istio-proxy',
    restartPolicy: 'Always',
    resources: { requests: { cpu, memory }, limits: { cpu: cpuLimit, memory: memoryLimit } },
  };
}

function amount(resources: Resources | undefined, name: string): number | undefined {
  const [kind, resource] = name.split('.') as ['requests' | 'limits', string];
  const value = resources?.[kind]?.[resource];
  return value === undefined ? undefined : quantity(value);
}

function quantity(text: string): number {
  const number = parseQuantity(text);
  if (number === undefined) throw new Error(`${JSON.stringify(text)} is no quantity`);
  return number;
}

/** Who uses how much, the largest first. */
function table(name: string, used: readonly [Pods, Amounts][]): string {
  return used
    .map(([{ of, most }, amounts]) => ({ of, most, each: amounts[name] ?? 0 }))
    .sort((a, b) => b.most * b.each - a.most * a.each)
    .map(({ of, most, each }) => `  ${of}: ${most} × ${readable(name, each)} = ${readable(name, most * each)}`)
    .join('\n');
}

function readable(name: string, value: number): string {
  if (name.endsWith('memory')) return `${Math.round(value / 2 ** 20)}Mi`;
  return String(Math.round(value * 1000) / 1000);
}
