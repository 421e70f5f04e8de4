import type { KubernetesObject } from '../../lib/kubernetes-object';
import { kubectl } from './kubectl';

interface Container {
  readonly name: string;
  readonly image: string;
  readonly resources: object;
  readonly securityContext?: object;
}

interface Played {
  readonly name: string;
  readonly replicas: number;
  readonly labels: Record<string, string>;
  readonly podSecurityContext: object;
  readonly containers: readonly Container[];
}

// biome-ignore lint/suspicious/noExplicitAny: custom resources as they were rendered
type Spec = any;

const restricted = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  runAsNonRoot: true,
  seccompProfile: { type: 'RuntimeDefault' },
};

/** What each operator makes of its custom resource, as far as quota and Pod Security see it. */
const operators: Record<string, (object: KubernetesObject, all: readonly KubernetesObject[]) => Played[]> = {
  Cluster({ metadata, spec }, all) {
    const { instances, imageName, resources, inheritedMetadata, plugins } = spec as Spec;
    const store = all.find(({ kind, metadata: { name } }) => kind === 'ObjectStore' && name === metadata.name);
    const barman = (store?.spec as Spec)?.instanceSidecarConfiguration.resources;
    return [
      {
        name: metadata.name,
        replicas: instances,
        labels: { 'cnpg.io/cluster': metadata.name, 'cnpg.io/podRole': 'instance', ...inheritedMetadata.labels },
        podSecurityContext: { runAsUser: 26, runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
        containers: [
          { name: 'postgres', image: imageName, resources, securityContext: restricted },
          ...(plugins ? [{ name: 'barman', image: 'plugin', resources: barman, securityContext: restricted }] : []),
        ],
      },
    ];
  },
  Pooler({ metadata, spec }) {
    const { instances, template } = spec as Spec;
    const [{ resources }] = template.spec.containers;
    return [
      {
        name: metadata.name,
        // One more while it is rolled.
        replicas: instances + 1,
        labels: { 'cnpg.io/poolerName': metadata.name, ...template.metadata.labels },
        podSecurityContext: { runAsUser: 998, runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
        containers: [{ name: 'pgbouncer', image: 'pgbouncer', resources, securityContext: restricted }],
      },
    ];
  },
  RedisCluster({ metadata, spec }) {
    const { redisLeader, redisFollower, redisExporter, kubernetesConfig, podSecurityContext } = spec as Spec;
    return Object.entries({ leader: redisLeader, follower: redisFollower }).map(([role, node]) => ({
      name: `${metadata.name}-${role}`,
      replicas: node.replicas,
      labels: { ...metadata.labels, role },
      podSecurityContext,
      containers: [
        {
          name: 'redis',
          image: kubernetesConfig.image,
          resources: node.resources,
          securityContext: node.securityContext,
        },
        { name: 'exporter', ...redisExporter, enabled: undefined },
      ],
    }));
  },
  RabbitmqCluster({ metadata, spec }) {
    const { replicas, image, resources, override } = spec as Spec;
    const { securityContext, containers } = override.statefulSet.spec.template.spec;
    return [
      {
        name: `${metadata.name}-server`,
        replicas,
        labels: { ...metadata.labels, 'app.kubernetes.io/name': metadata.name },
        podSecurityContext: { runAsUser: 999, ...securityContext },
        containers: [{ name: 'rabbitmq', image, resources, securityContext: containers[0].securityContext }],
      },
    ];
  },
};

/**
 * Plays the operators' pods: as many, as large and as hardened as the custom resources say, without what they do.
 * @returns the names of the StatefulSets that stand for them
 */
export function playOperatorPods(objects: readonly KubernetesObject[], namespace: string): string[] {
  const played = objects.flatMap((object) => operators[object.kind]?.(object, objects) ?? []);
  for (const { name, replicas, labels, podSecurityContext, containers } of played) {
    const selector = { 'test.waybill/plays': name };
    const template = {
      metadata: { labels: { ...labels, ...selector } },
      spec: { securityContext: podSecurityContext, containers },
    };
    const spec = {
      replicas,
      serviceName: name,
      podManagementPolicy: 'Parallel',
      selector: { matchLabels: selector },
      template,
    };
    const statefulSet = { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name, namespace }, spec };
    kubectl(['apply', '--server-side', '--field-manager=operators', '-f', '-'], JSON.stringify(statefulSet));
  }
  return played.map(({ name }) => name);
}
