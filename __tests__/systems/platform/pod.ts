import type { Labels } from '../../support/selector';
import type { Loose } from './rendered';

export interface Resources {
  readonly requests?: Readonly<Record<string, string>>;
  readonly limits?: Readonly<Record<string, string>>;
}

export interface Container {
  readonly name: string;
  readonly resources?: Resources;
  readonly restartPolicy?: string;
  readonly ports?: readonly { readonly name?: string; readonly containerPort: number }[];
  readonly [field: string]: unknown;
}

export interface PodSpec {
  readonly initContainers?: readonly Container[];
  readonly containers: readonly Container[];
  readonly [field: string]: unknown;
}

/** Pods that are alike, because one object makes them. */
export interface Pods {
  /** The object: kind and name, and which of its pods where it makes several sorts. */
  readonly of: string;
  readonly namespace: string;
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly spec: PodSpec;
  /** How many there are at most: at full scale, with those of a rolling update. */
  readonly most: number;
}

/** Pods that a rolling update adds; Kubernetes' default is a quarter, rounded up. */
export function surge(replicas: number, strategy?: Loose): number {
  if (strategy?.type === 'Recreate') return 0;
  const given: string | number = strategy?.rollingUpdate?.maxSurge ?? '25%';
  return typeof given === 'number' ? given : Math.ceil((replicas * Number.parseInt(given, 10)) / 100);
}
