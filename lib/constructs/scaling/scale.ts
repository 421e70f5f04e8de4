import type { Construct } from 'constructs';
import type { k8s } from '../../k8s';
import { checkQuantity } from '../quantities';
import { report } from '../report';
import { checkWhole } from '../whole-number';
import type { QueueScaler } from './queue-scaler';

/** Always the same number of pods. */
export interface FixedScale {
  readonly replicas: number;
}

/** A metric of the pods themselves: its average over the pods is held. */
export interface PodsMetric {
  readonly name: string;
  /** Quantity, for example `100` or `500m`. */
  readonly averageValue: string;
}

/** A metric of something else, selected by labels: its value, divided by the number of pods, is held. */
export interface ExternalMetric extends PodsMetric {
  readonly matchLabels?: Readonly<Record<string, string>>;
}

/** As many pods as hold the targets, by a HorizontalPodAutoscaler. */
export interface AutoScale {
  readonly min: number;
  readonly max: number;
  /** Average CPU use in percent of what is requested. @default - not looked at */
  readonly cpu?: number;
  /** Average memory use in percent of what is requested. @default - not looked at */
  readonly memory?: number;
  /** @default - none */
  readonly pods?: readonly PodsMetric[];
  /** @default - none */
  readonly external?: readonly ExternalMetric[];
  /** How fast it may go. @default - the API's: down after 5 minutes, up at once */
  readonly behavior?: k8s.HorizontalPodAutoscalerBehaviorV2;
}

/** As many pods as work off a queue, by KEDA. */
export interface QueueScale {
  /** 0 lets nothing run while the queue is empty. */
  readonly min: number;
  readonly max: number;
  readonly queue: {
    /** Where the queue is. */
    readonly of: QueueScaler;
    readonly name: string;
    /** Messages that wait for each pod, on average. */
    readonly length: number;
  };
}

/** How many pods run. */
export type Scale = FixedScale | AutoScale | QueueScale;

/** Pods that run at least. */
export function floor(scale: Scale): number {
  return 'replicas' in scale ? scale.replicas : scale.min;
}

/** The scale. One that was left out, and one that no cluster can hold, is reported. */
export function checkedScale(scope: Construct, scale: Scale | undefined): Scale {
  if (typeof scale === 'object' && scale !== null) {
    checkScale(scope, scale);
    return scale;
  }
  invalid(scope, `scale is ${scale}`, 'state { replicas }, or { min, max } and what the number depends on');
  return { replicas: 1 };
}

function checkScale(scope: Construct, scale: Scale): void {
  if ('replicas' in scale) {
    checkWhole(scope, 'replicas', scale.replicas);
    return;
  }
  // Only a queue tells that work is waiting while nothing runs.
  checkWhole(scope, 'scale.min', scale.min, 'queue' in scale ? 0 : 1);
  checkWhole(scope, 'scale.max', scale.max);
  if (scale.min > scale.max) {
    invalid(scope, `scale has min ${scale.min} above max ${scale.max}`, 'lower min or raise max');
  }
  if ('queue' in scale) checkWhole(scope, 'scale.queue.length', scale.queue.length);
  else checkMetrics(scope, scale);
}

function checkMetrics(scope: Construct, { cpu, memory, pods = [], external = [] }: AutoScale): void {
  for (const [resource, percent] of Object.entries({ cpu, memory })) {
    if (percent !== undefined) checkWhole(scope, `scale.${resource}`, percent);
  }
  for (const { name, averageValue } of [...pods, ...external]) {
    checkQuantity(scope, `averageValue of metric ${name}`, averageValue, 'number');
  }
  if (cpu === undefined && memory === undefined && pods.length + external.length === 0) {
    const fix = 'state cpu, memory, pods or external, or a fixed number of replicas';
    invalid(scope, 'the scale has bounds but no metric', fix);
  }
}

function invalid(scope: Construct, message: string, fix: string): void {
  report(scope, 'invalid-scale', message, fix);
}
