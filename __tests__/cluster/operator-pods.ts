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

/** Security contexts that the custom resource decides on; CloudNativePG's own satisfy "restricted". */
function hardened({ of, spec }: Pods, objects: readonly KubernetesObject[]): object {
  const [redis] = ofKind(objects, 'RedisCluster');
  const [rabbitmq] = ofKind(objects, 'RabbitmqCluster');
  const contextOf = ({ name }: Container): Loose => {
    if (of.startsWith('RedisCluster')) {
      return name.includes('exporter')
        ? redis?.spec.redisExporter.securityContext
        : redis?.spec.redisLeader.securityContext;
    }
    if (!of.startsWith('RabbitmqCluster')) return restricted;
    const { containers, initContainers } = rabbitmq?.spec.override.statefulSet.spec.template.spec ?? {};
    return [...containers, ...initContainers].find((each) => each.name === name)?.securityContext;
  };
  const contained = (list: readonly Container[] = []) =>
    list.map((each) => ({ ...each, image: 'played', securityContext: contextOf(each) }));
  const pod = of.startsWith('RedisCluster') ? redis?.spec.podSecurityContext : {};
  return {
    securityContext: pod,
    initContainers: contained(spec.initContainers),
    containers: contained(spec.containers),
  };
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
