import { type Change, effects, mostSevere } from '../../lib/change/change';
import { compare } from '../../lib/change/compare';
import type { KubernetesObject } from '../../lib/render/render';
import { deployment, object, renderOf } from './renders';

const verdict = (before: KubernetesObject | undefined, after: KubernetesObject | undefined) => {
  const [change] = compare(renderOf(...[before ?? []].flat()), renderOf(...[after ?? []].flat())) as [Change];
  return [change.effect, change.reason];
};
/** Two states of an object that differ in its spec. */
const specs = (type: string, before: object, after: object): [KubernetesObject, KubernetesObject] => {
  const [apiVersion, kind] = type.split(' ') as [string, string];
  return [object(apiVersion, kind, { spec: before }), object(apiVersion, kind, { spec: after })];
};
const claim = (storage: string) => ({ volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: { storage } }] });
const size = (storage: string) => ({ resources: { requests: { storage } } });
const database = 'postgresql.cnpg.io/v1 Cluster';
const image = 'spec.template.spec.containers[web].image';

describe('what is added or removed', () => {
  const removal = (kind: string, apiVersion: string, body: object = {}, metadata: object = {}) =>
    verdict(object(apiVersion, kind, body, metadata), undefined);

  test('what is new is created', () => {
    expect(verdict(undefined, deployment())).toEqual(['creates', 'Deployment web is new']);
  });

  test('what holds no data is deleted', () => {
    expect(removal('Deployment', 'apps/v1')).toEqual(['removes', 'Deployment web is deleted']);
    expect(removal('StatefulSet', 'apps/v1', { spec: {} })).toEqual(['removes', 'StatefulSet web is deleted']);
    expect(removal('Application', 'argoproj.io/v1alpha1')[0]).toBe('removes');
    expect(removal('Cluster', 'cluster.x-k8s.io/v1beta1')[0]).toBe('removes');
  });

  test.each([
    ['Namespace', 'v1', 'everything in it'],
    ['PersistentVolumeClaim', 'v1', 'the data in its volume'],
    ['CustomResourceDefinition', 'apiextensions.k8s.io/v1', 'every object of its kind'],
    ['Cluster', 'postgresql.cnpg.io/v1', 'its databases'],
    ['ObjectStore', 'barmancloud.cnpg.io/v1', 'the way to the backups of databases'],
    ['RedisCluster', 'redis.redis.opstreelabs.in/v1beta2', 'its data'],
    ['RabbitmqCluster', 'rabbitmq.com/v1beta1', 'its queues and messages'],
  ])('a %s takes its data with it', (kind, apiVersion, lost) => {
    expect(removal(kind, apiVersion)).toEqual(['destroys', `${kind} web is deleted, and with it ${lost}`]);
  });

  test('a StatefulSet with claims and an Application that cascades take their data with them', () => {
    expect(removal('StatefulSet', 'apps/v1', { spec: claim('1Gi') })[0]).toBe('destroys');
    const finalizers = ['resources-finalizer.argocd.argoproj.io'];
    expect(removal('Application', 'argoproj.io/v1alpha1', {}, { finalizers })[0]).toBe('destroys');
  });
});

const selector = (app: string) => ({ selector: { matchLabels: { app } } });
const template = (value: string) => ({ template: { metadata: { annotations: { value } } } });

describe('what changes', () => {
  test.each<[string, KubernetesObject, KubernetesObject, string]>([
    [
      'nothing',
      ...specs('v1 ResourceQuota', { hard: { cpu: '1' } }, { hard: { cpu: '1000m' } }),
      'spec.hard.cpu is only written in another way',
    ],
    [
      'nothing',
      deployment({ resources: { requests: { cpu: '700m' } } }),
      deployment({ resources: { requests: { cpu: 0.7 } } }),
      'spec.template.spec.containers[web].resources.requests.cpu is only written in another way',
    ],
    [
      'nothing',
      object('autoscaling/v1', 'HorizontalPodAutoscaler'),
      object('autoscaling/v2', 'HorizontalPodAutoscaler'),
      'apiVersion is another version of the same API: the object stays as it is',
    ],
    [
      'nothing',
      ...specs(database, { bootstrap: { initdb: { owner: 'a' } } }, { bootstrap: { initdb: { owner: 'b' } } }),
      'spec.bootstrap.initdb.owner is only read when the cluster is created',
    ],
    [
      'metadata',
      deployment(),
      { ...deployment(), metadata: { ...deployment().metadata, labels: { a: 'b' } } },
      'metadata.labels changes: it is only metadata',
    ],
    [
      'metadata',
      object('v1', 'Service', {}, { annotations: { a: '1' } }),
      object('v1', 'Service', {}, { annotations: { a: '2' } }),
      'metadata.annotations.a changes: it is only metadata',
    ],
    [
      'updates',
      object('v1', 'Namespace', {}, { labels: { a: '1' } }),
      object('v1', 'Namespace', {}, { labels: { a: '2' } }),
      'metadata.labels.a changes in place',
    ],
    [
      'updates',
      object('networking.k8s.io/v1', 'Ingress', {}, { annotations: { a: '1' } }),
      object('networking.k8s.io/v1', 'Ingress'),
      'metadata.annotations changes in place',
    ],
    ['updates', deployment(), deployment({}, { replicas: 3 }), 'spec.replicas changes in place'],
    [
      'updates',
      ...specs('apps/v1 StatefulSet', { ...claim('1Gi'), replicas: 1 }, { ...claim('1Gi'), replicas: 3 }),
      'spec.replicas changes in place',
    ],
    [
      'updates',
      ...specs('batch/v1 CronJob', { jobTemplate: template('a') }, { jobTemplate: template('b') }),
      'spec.jobTemplate.template.metadata.annotations.value changes in place',
    ],
    [
      'updates',
      object('v1', 'ConfigMap', { data: { a: '1' } }),
      object('v1', 'ConfigMap', { data: { a: '2' } }),
      'data.a changes in place',
    ],
    [
      'updates',
      object('v1', 'ConfigMap', { data: { a: '1' } }),
      object('v1', 'ConfigMap', { data: { a: '1' }, immutable: true }),
      'immutable changes in place',
    ],
    [
      'updates',
      ...specs('v1 PersistentVolumeClaim', size('1Gi'), size('2Gi')),
      'spec.resources.requests.storage changes in place',
    ],
    [
      'updates',
      ...specs('v1 Service', { clusterIP: 'None', type: 'ClusterIP' }, { clusterIP: 'None' }),
      'spec.type changes in place',
    ],
    ['updates', ...specs(database, { instances: 1 }, { instances: 3 }), 'spec.instances changes in place'],
    ['updates', ...specs('example.com/v1 Unknown', { template: 1 }, { template: 2 }), 'spec.template changes in place'],
    [
      'rolls-pods',
      deployment(),
      deployment({ image: 'registry.example/web:v2' }),
      `${image} changes: pods are replaced`,
    ],
    [
      'rolls-pods',
      ...specs('apps/v1 StatefulSet', { ...claim('1Gi'), ...template('a') }, { ...claim('1Gi'), ...template('b') }),
      'spec.template.metadata.annotations.value changes: pods are replaced',
    ],
    [
      'rolls-pods',
      ...specs('apps/v1 DaemonSet', template('a'), template('b')),
      'spec.template.metadata.annotations.value changes: pods are replaced',
    ],
    [
      'rolls-pods',
      ...specs('argoproj.io/v1alpha1 Rollout', template('a'), template('b')),
      'spec.template.metadata.annotations.value changes: pods are replaced',
    ],
    [
      'rolls-pods',
      ...specs(database, { imageName: 'a:1' }, { imageName: 'a:2' }),
      'spec.imageName changes: pods are replaced',
    ],
    [
      'rolls-pods',
      ...specs(database, {}, { walStorage: { size: '1Gi' } }),
      'spec.walStorage.size changes: pods are replaced',
    ],
    [
      'rolls-pods',
      ...specs('rabbitmq.com/v1beta1 RabbitmqCluster', { image: 'a' }, { image: 'b' }),
      'spec.image changes: pods are replaced',
    ],
    [
      'recreates',
      ...specs('apps/v1 Deployment', selector('a'), selector('b')),
      'spec.selector.matchLabels.app cannot change: the object must be deleted and made anew',
    ],
    [
      'recreates',
      ...specs('apps/v1 DaemonSet', selector('a'), selector('b')),
      'spec.selector.matchLabels.app cannot change: the object must be deleted and made anew',
    ],
    [
      'recreates',
      ...specs('apps/v1 StatefulSet', { serviceName: 'a' }, { serviceName: 'b' }),
      'spec.serviceName cannot change: the object must be deleted and made anew',
    ],
    [
      'recreates',
      ...specs('batch/v1 Job', template('a'), template('b')),
      'spec.template.metadata.annotations.value cannot change: the object must be deleted and made anew',
    ],
    [
      'recreates',
      ...specs('v1 Service', { clusterIP: 'None' }, {}),
      'spec.clusterIP cannot change: the object must be deleted and made anew',
    ],
    [
      'recreates',
      object('v1', 'ConfigMap', { data: { a: '1' }, immutable: true }),
      object('v1', 'ConfigMap', { data: { a: '2' }, immutable: true }),
      'data.a cannot change: the object must be deleted and made anew',
    ],
    [
      'recreates',
      object('v1', 'Secret', { type: 'a' }),
      object('v1', 'Secret', { type: 'b' }),
      'type cannot change: the object must be deleted and made anew',
    ],
    [
      'recreates',
      object('rbac.authorization.k8s.io/v1', 'RoleBinding', { roleRef: { name: 'a' } }),
      object('rbac.authorization.k8s.io/v1', 'RoleBinding', { roleRef: { name: 'b' } }),
      'roleRef.name cannot change: the object must be deleted and made anew',
    ],
    [
      'recreates',
      object('storage.k8s.io/v1', 'StorageClass', { parameters: { a: '1' } }),
      object('storage.k8s.io/v1', 'StorageClass', { parameters: { a: '2' } }),
      'parameters.a cannot change: the object must be deleted and made anew',
    ],
    [
      'destroys',
      ...specs('apps/v1 StatefulSet', claim('1Gi'), claim('2Gi')),
      'spec.volumeClaimTemplates[data].spec.storage cannot change: the object must be made anew, and the data in its volumes would be lost',
    ],
    [
      'destroys',
      ...specs('v1 PersistentVolumeClaim', { storageClassName: 'a' }, { storageClassName: 'b' }),
      'spec.storageClassName cannot change: the object must be made anew, and the data in its volume would be lost',
    ],
    [
      'destroys',
      ...specs('v1 PersistentVolumeClaim', size('10Gi'), size('9Gi')),
      'spec.resources.requests.storage shrinks, and volumes only grow: their data would have to move',
    ],
    [
      'destroys',
      ...specs(database, { storage: { size: '1Ti' } }, { storage: { size: '999Gi' } }),
      'spec.storage.size shrinks, and volumes only grow: their data would have to move',
    ],
    [
      'destroys',
      ...specs(
        'rabbitmq.com/v1beta1 RabbitmqCluster',
        { persistence: { storage: '2Gi' } },
        { persistence: { storage: '1Gi' } },
      ),
      'spec.persistence.storage shrinks, and volumes only grow: their data would have to move',
    ],
  ])('%s: %s', (effect, before, after, reason) => {
    expect(verdict(before, after)).toEqual([effect, reason]);
  });

  test('the worst of several fields counts, and each has its own', () => {
    const after = deployment({ image: 'registry.example/web:v2' }, { replicas: 3, ...selector('web') });
    const [change] = compare(renderOf(deployment()), renderOf(after)) as [Change];
    expect(change.effect).toBe('recreates');
    expect(change.fields.map(({ field, effect }) => [field, effect])).toEqual([
      ['spec.replicas', 'updates'],
      [image, 'rolls-pods'],
      ['spec.selector', 'recreates'],
    ]);
  });

  test('of a map that comes or goes as a whole only the parts count that a rule is about', () => {
    const [before, after] = specs(database, {}, { postgresql: { pg_hba: ['host all all all md5'] } });
    expect(verdict(before, after)[0]).toBe('updates');
    const [, rolling] = specs(database, {}, { postgresql: { pg_hba: [], parameters: { max_connections: '9' } } });
    expect(verdict(before, rolling)).toEqual(['rolls-pods', 'spec.postgresql.parameters changes: pods are replaced']);
  });
});

test('the most severe verdict is the first in the list of effects', () => {
  const verdicts = effects.map((effect) => ({ effect, reason: effect }));
  expect(mostSevere([...verdicts].reverse())?.effect).toBe('destroys');
  expect(mostSevere([])).toBeUndefined();
});
