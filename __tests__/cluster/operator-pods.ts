import type { KubernetesObject } from '../../lib/kubernetes-object';
import { operatorPods } from '../systems/platform/operator-pods';
import type { Container, Pods } from '../systems/platform/pod';
import { type Loose, ofKind } from '../systems/platform/rendered';
import { kubectl } from './kubectl';

const restricted = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  runAsNonRoot: true,
  seccompProfile: { type: 'RuntimeDefault' },
};

interface Hardening {
  readonly pod: object;
  container(name: string): object | undefined;
}

/** Security contexts that the custom resource decides on; CloudNativePG's own satisfy "restricted". */
function hardening({ of }: Pods, objects: readonly KubernetesObject[]): Hardening {
  const [redis] = ofKind(objects, 'RedisCluster');
  const [rabbitmq] = ofKind(objects, 'RabbitmqCluster');
  if (of.startsWith('RedisCluster')) {
    const { podSecurityContext, redisExporter, redisLeader } = (redis as Loose).spec;
    const container = (name: string) => (name.includes('exporter') ? redisExporter : redisLeader).securityContext;
    return { pod: podSecurityContext, container };
  }
  if (of.startsWith('RabbitmqCluster')) {
    const { securityContext, containers, initContainers } = (rabbitmq as Loose).spec.override.statefulSet.spec.template
      .spec;
    const container = (name: string) =>
      [...containers, ...initContainers].find((each: Loose) => each.name === name)?.securityContext;
    return { pod: securityContext, container };
  }
  return { pod: {}, container: () => restricted };
}

function hardened(pods: Pods, objects: readonly KubernetesObject[]): object {
  const { pod, container } = hardening(pods, objects);
  const played = (list: readonly Container[] = []) =>
    list.map((each) => ({ ...each, image: 'played', securityContext: container(each.name) }));
  const { initContainers, containers } = pods.spec;
  return { securityContext: pod, initContainers: played(initContainers), containers: played(containers) };
}

/**
 * Plays the operators' pods: as many, as large and as hardened as the custom resources say, without what they do.
 * @returns the names of the StatefulSets that stand for them
 */
export function playOperatorPods(objects: readonly KubernetesObject[], namespace: string): string[] {
  return operatorPods(objects).map((pods, index) => {
    const name = `played-${index}`;
    const selector = { 'test.waybill/plays': name };
    const template = { metadata: { labels: { ...pods.labels, ...selector } }, spec: hardened(pods, objects) };
    const spec = {
      replicas: pods.most,
      serviceName: name,
      podManagementPolicy: 'Parallel',
      selector: { matchLabels: selector },
      template,
    };
    const statefulSet = { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name, namespace }, spec };
    kubectl(['apply', '--server-side', '--field-manager=operators', '-f', '-'], JSON.stringify(statefulSet));
    return name;
  });
}
