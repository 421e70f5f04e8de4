import type { KubernetesObject } from '../../../lib/kubernetes-object';
import { operatorPods } from './operator-pods';
import { type Pods, surge } from './pod';
import { type Loose, ofKind, title } from './rendered';

/** All pods that come of some objects, those that operators make included. */
export function podsOf(objects: readonly KubernetesObject[]): Pods[] {
  return [...templates(objects), ...operatorPods(objects)];
}

/** The pods whose templates are rendered. */
export function templates(objects: readonly KubernetesObject[]): Pods[] {
  return (objects as readonly Loose[]).flatMap((object) => {
    const { kind, metadata, spec } = object;
    const template = kind === 'CronJob' ? spec.jobTemplate.spec.template : spec?.template;
    if (!['Deployment', 'StatefulSet', 'Job', 'CronJob'].includes(kind)) return [];
    const { labels, annotations = {} } = template.metadata;
    const most = kind === 'Deployment' ? atFullScale(objects, object) : (spec.replicas ?? spec.parallelism ?? 1);
    return [{ of: title(object), namespace: metadata.namespace, labels, annotations, spec: template.spec, most }];
  });
}

/** Pods of a Deployment at the maximum of its autoscaler, and those that a rolling update adds. */
function atFullScale(objects: readonly KubernetesObject[], { metadata, spec }: Loose): number {
  const scaler = [...ofKind(objects, 'HorizontalPodAutoscaler'), ...ofKind(objects, 'ScaledObject')].find(
    (each) => each.spec.scaleTargetRef.name === metadata.name,
  );
  const replicas = scaler?.spec.maxReplicas ?? scaler?.spec.maxReplicaCount ?? spec.replicas ?? 1;
  return replicas + surge(replicas, spec.strategy);
}
