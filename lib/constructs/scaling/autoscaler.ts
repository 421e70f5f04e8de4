import type { Construct } from 'constructs';
import { ScaledObject } from '../../../imports/keda';
import { k8s } from '../../k8s';
import { Manifest } from '../manifest';
import type { AutoScale, QueueScale, Scale } from './scale';

export interface AutoscalerProps {
  /** The workload that is scaled. */
  readonly target: { readonly apiVersion: string; readonly kind: string; readonly name: string };
  readonly scale: Scale;
  readonly labels: Readonly<Record<string, string>>;
}

/** Renders what moves the number of pods: a HorizontalPodAutoscaler, a ScaledObject, or nothing for a fixed number. */
export function autoscaler(scope: Construct, { target, scale, labels }: AutoscalerProps): void {
  if ('replicas' in scale) return;
  if ('queue' in scale) {
    // Asked for now, not while rendering: the queue adds objects of its own.
    const spec = scaledObject(target, scale);
    new Manifest(scope, 'ScaledObject', { type: ScaledObject, name: target.name, labels, body: { spec } });
    return;
  }
  new Manifest(scope, 'HorizontalPodAutoscaler', {
    type: k8s.KubeHorizontalPodAutoscalerV2,
    name: `${target.name}-hpa`,
    labels,
    body: {
      spec: {
        scaleTargetRef: target,
        minReplicas: scale.min,
        maxReplicas: scale.max,
        metrics: metrics(scale),
        behavior: scale.behavior,
      },
    },
  });
}

function metrics({ cpu, memory, pods = [], external = [] }: AutoScale): k8s.MetricSpecV2[] {
  const average = (value: string) => ({ type: 'AverageValue', averageValue: k8s.Quantity.fromString(value) });
  return [
    ...(cpu === undefined ? [] : [utilization('cpu', cpu)]),
    ...(memory === undefined ? [] : [utilization('memory', memory)]),
    ...pods.map(({ name, averageValue }) => ({
      type: 'Pods',
      pods: { metric: { name }, target: average(averageValue) },
    })),
    ...external.map(({ name, averageValue, matchLabels }) => ({
      type: 'External',
      external: {
        metric: { name, ...(matchLabels && { selector: { matchLabels: { ...matchLabels } } }) },
        target: average(averageValue),
      },
    })),
  ];
}

function utilization(name: string, averageUtilization: number): k8s.MetricSpecV2 {
  return { type: 'Resource', resource: { name, target: { type: 'Utilization', averageUtilization } } };
}

function scaledObject(target: AutoscalerProps['target'], { min, max, queue }: QueueScale) {
  const { type, metadata, authentication } = queue.of.queueTrigger(queue.name, queue.length);
  return {
    scaleTargetRef: target,
    minReplicaCount: min,
    maxReplicaCount: max,
    triggers: [{ type, metadata: { ...metadata }, authenticationRef: { name: authentication } }],
  };
}
