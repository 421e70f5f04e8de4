import type { Construct } from 'constructs';
import { k8s } from '../../k8s';
import { report } from '../report';

/** Old pods are replaced by new ones step by step. Numbers of pods, or percentages of them such as `25%`. */
export interface Rolling {
  readonly type: 'rolling';
  /** Pods above the wanted number while rolling. */
  readonly maxSurge: number | string;
  /** Pods below the wanted number while rolling. */
  readonly maxUnavailable: number | string;
}

/** Rolling update. Without arguments, one new pod at a time and none of the old ones goes before it is ready. */
export function rolling({ maxSurge = 1, maxUnavailable = 0 }: Partial<Omit<Rolling, 'type'>> = {}): Rolling {
  return { type: 'rolling', maxSurge, maxUnavailable };
}

/** The strategy as a Deployment has it. One that cannot replace a pod is reported. */
export function rollingStrategy(scope: Construct, { maxSurge, maxUnavailable }: Rolling): k8s.DeploymentStrategy {
  for (const [field, value] of Object.entries({ maxSurge, maxUnavailable })) {
    if (Number.isInteger(value) ? Number(value) >= 0 : /^\d+%$/.test(String(value))) continue;
    report(
      scope,
      'invalid-delivery',
      `${field} is '${value}'`,
      'use a whole number of pods, or a percentage such as 25%',
    );
  }
  if (Number.parseInt(String(maxSurge), 10) === 0 && Number.parseInt(String(maxUnavailable), 10) === 0) {
    const message = 'maxSurge and maxUnavailable are both 0: no pod can be replaced';
    report(scope, 'invalid-delivery', message, 'raise one of them');
  }
  const rollingUpdate = { maxSurge: intOrString(maxSurge), maxUnavailable: intOrString(maxUnavailable) };
  return { type: 'RollingUpdate', rollingUpdate };
}

function intOrString(value: number | string): k8s.IntOrString {
  return typeof value === 'number' ? k8s.IntOrString.fromNumber(value) : k8s.IntOrString.fromString(value);
}
