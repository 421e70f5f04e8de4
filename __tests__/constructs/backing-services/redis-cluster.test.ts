import { RedisCluster, type RedisClusterProps } from '../../../lib/constructs/backing-services/redis-cluster';
import { WebService } from '../../../lib/constructs/workloads/web-service';
import { testEnvironment } from '../../support/environment';
import { type AnyObject, failures, identities, rendered } from '../../support/render';
import { minimalWebService, secretWith } from '../../support/workloads';

const { resources } = minimalWebService;

function author(props: Partial<RedisClusterProps> = {}) {
  const { component } = testEnvironment();
  const cluster = new RedisCluster(component, 'Cache', {
    name: 'redis',
    image: 'quay.io/opstree/redis:v7.2.11',
    exporter: { image: 'quay.io/opstree/redis-exporter:v1.44.0', resources },
    password: { secret: secretWith(component, 'redis-password', 'password'), key: 'password' },
    variables: { REDIS_HOST: 'redis-leader' },
    leaders: 3,
    storage: { size: '1Gi', storageClass: 'standard' },
    resources,
    directives: { maxmemory: '192mb', appendonly: 'yes' },
    podLabels: { app: 'redis' },
    ...props,
  });
  return { component, cluster };
}

test('a cluster has its configuration, one policy and a monitor', () => {
  const { component } = author();
  expect(identities(component).sort()).toEqual([
    'ConfigMap redis-config',
    'ExternalSecret redis-password',
    'NetworkPolicy redis-policy',
    'PodMonitor redis',
    'RedisCluster redis',
  ]);
  expect(rendered(component, 'ConfigMap').data).toEqual({
    'redis-additional.conf': 'maxmemory 192mb\nappendonly yes\n',
  });
});

test('every leader has a follower, and each of its quantities arrives', () => {
  const { spec } = rendered(author().component, 'RedisCluster');
  expect(spec).toMatchObject({
    clusterSize: 3,
    persistenceEnabled: true,
    kubernetesConfig: {
      image: 'quay.io/opstree/redis:v7.2.11',
      redisSecret: { name: 'redis-password', key: 'password' },
    },
    redisExporter: { enabled: true, resources },
    storage: { volumeClaimTemplate: { spec: { resources: { requests: { storage: '1Gi' } } } } },
  });
  for (const role of [spec.redisLeader, spec.redisFollower]) {
    expect(role).toMatchObject({
      replicas: 3,
      resources,
      redisConfig: { additionalRedisConfig: 'redis-config' },
      pdb: { enabled: true, maxUnavailable: 1 },
    });
  }
});

test('clients reach it by the label of its pods, and nodes reach each other', () => {
  const { component, cluster } = author();
  new WebService(component, 'Service', minimalWebService).connectTo(cluster);
  const { podSelector, ingress } = rendered(component, 'NetworkPolicy', 'redis-policy').spec;
  expect(podSelector).toEqual({ matchLabels: { 'app.kubernetes.io/name': 'redis' } });
  const fromApi = ingress.find(({ from }: AnyObject) =>
    from.some((peer: AnyObject) => peer.podSelector.matchLabels.app === 'api'),
  );
  expect(fromApi.ports).toEqual([{ port: 6379, protocol: 'TCP' }]);
  expect(ingress[0].ports.map(({ port }: AnyObject) => port)).toEqual([6379, 16379]);
  expect(rendered(component, 'NetworkPolicy', 'api-policy').spec.egress[0].to).toEqual([
    { podSelector: { matchLabels: { app: 'redis' } } },
  ]);
  expect(rendered(component, 'RedisCluster').metadata.labels.app).toBe('redis');
});

test.each<[object, string]>([
  [{ leaders: 2 }, 'invalid-number'],
  [{ image: 'redis:latest' }, 'invalid-image'],
  [{ exporter: { image: 'exporter', resources } }, 'invalid-image'],
  [{ storage: { size: '', storageClass: 'standard' } }, 'invalid-quantity'],
])('fails on %j', (props, code) => {
  expect(failures(author(props).component).map((problem) => problem.code)).toEqual([code]);
});

test('what Argo CD notes on the cluster does not reach its pods, which it would roll', () => {
  const { metadata, spec } = rendered(author().component, 'RedisCluster');
  const noted = Object.keys(metadata.annotations);
  expect(noted).not.toHaveLength(0);
  expect(spec.kubernetesConfig.ignoreAnnotations).toEqual(expect.arrayContaining(noted));
});
