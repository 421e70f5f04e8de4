import { join } from 'node:path';
import { environments } from '../../systems/platform/environments';
import { injected } from './istio-injector';
import { kubectl, type LiveObject, list, requireCluster, run } from './kubectl';
import { playOperatorPods } from './operator-pods';
import { playOperators, rendered } from './operators';

beforeAll(requireCluster);

describe.each(Object.entries(environments))('platform in %s', (environment, { namespace }) => {
  const folder = join(__dirname, '..', '..', 'dist', 'platform', environment);
  const objects = rendered(folder);
  const apply = ['apply', '--server-side', '--validate=strict', '-f', folder];
  const named = (kind: string) => objects.filter((object) => object.kind === kind).map(({ metadata }) => metadata.name);

  afterAll(() => {
    kubectl(['delete', 'namespace', namespace, '--wait=false']);
  });

  test('is applied at the first try, strictly validated and without a warning', () => {
    const { status, stderr, stdout } = run(apply);
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout.trim().split('\n')).toHaveLength(objects.length);
    console.log(`played in ${namespace}:\n  ${playOperators(objects, namespace).join('\n  ')}`);
  });

  test('every Deployment becomes available', () => {
    for (const name of named('Deployment')) {
      kubectl(['rollout', 'status', `deployment/${name}`, '-n', namespace, '--timeout=120s']);
    }
    expect(list('deployments', namespace).map(unavailable)).toEqual(named('Deployment').map(() => 0));
  });

  test('every Job completes, and one made of every CronJob', () => {
    const jobs = named('CronJob').map((name) => {
      kubectl(['create', 'job', `${name}-test`, `--from=cronjob/${name}`, '-n', namespace]);
      return `${name}-test`;
    });
    for (const name of [...named('Job'), ...jobs]) {
      kubectl(['wait', '--for=condition=complete', `job/${name}`, '-n', namespace, '--timeout=120s']);
    }
    kubectl(['delete', 'job', ...jobs, '-n', namespace]);
  });

  test('no event tells of a refused pod', () => {
    const refused = list('events', namespace).filter((event) => {
      const { reason } = event as unknown as { reason: string };
      return reason === 'FailedCreate';
    });
    expect(refused.map((event) => (event as unknown as { message: string }).message)).toEqual([]);
  });

  test('a second apply changes nothing', () => {
    const live = () => JSON.parse(kubectl(['get', '-f', folder, '-o', 'json'])) as { items: LiveObject[] };
    // Only a change of what was asked for counts up the generation; ConfigMaps and the like have none.
    const generations = () =>
      live().items.map(
        ({ kind, metadata }) => `${kind} ${metadata.name} ${metadata.generation ?? metadata.resourceVersion}`,
      );
    const before = generations();
    expect(run(['diff', '--server-side', '-f', folder])).toMatchObject({ status: 0, stdout: '' });
    kubectl(apply);
    expect(generations()).toEqual(before);
  });

  test('a node that runs its pods can be drained, and they recover elsewhere', () => {
    const pods = list('pods', namespace).filter(({ metadata }) => metadata.name.startsWith('platform-api-'));
    const node = String(pods[0]?.spec.nodeName);
    expect(node).toMatch(/./);
    try {
      kubectl(['drain', node, '--ignore-daemonsets', '--delete-emptydir-data', '--timeout=180s']);
      for (const name of named('Deployment')) {
        kubectl(['rollout', 'status', `deployment/${name}`, '-n', namespace, '--timeout=120s']);
      }
      const left = list('pods', namespace).filter(
        ({ spec, status }) => spec.nodeName === node && status?.phase === 'Running',
      );
      expect(left).toEqual([]);
    } finally {
      kubectl(['uncordon', node]);
    }
  });

  test.each(named('Deployment'))('a pod of %s is admitted as the mesh injects it', (name) => {
    const [deployment] = list('deployments', namespace).filter(({ metadata }) => metadata.name === name);
    const template = (deployment as LiveObject).spec.template as Parameters<typeof injected>[2];
    const pod = JSON.stringify(injected(`${name}-injected`, namespace, template));
    const { status, stderr } = run(['create', '--dry-run=server', '--validate=strict', '-f', '-'], pod);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  test('at full scale quota and Pod Security admit every pod, those of the operators included', () => {
    const statefulSets = playOperatorPods(objects, namespace).map((name) => `statefulset/${name}`);
    const deployments = objects
      .filter(({ kind }) => kind === 'HorizontalPodAutoscaler' || kind === 'ScaledObject')
      .map(({ spec }) => {
        const { scaleTargetRef, maxReplicas, maxReplicaCount } = spec as unknown as FullScale;
        const target = `deployment/${scaleTargetRef.name}`;
        kubectl(['scale', target, `--replicas=${maxReplicas ?? maxReplicaCount}`, '-n', namespace]);
        return target;
      });
    for (const target of [...statefulSets, ...deployments]) {
      kubectl(['rollout', 'status', target, '-n', namespace, '--timeout=120s']);
    }
  });
});

interface FullScale {
  readonly scaleTargetRef: { readonly name: string };
  readonly maxReplicas?: number;
  readonly maxReplicaCount?: number;
}

function unavailable({ spec, status }: LiveObject): number {
  return Number(spec.replicas) - Number(status?.availableReplicas ?? 0);
}
