import type { Construct } from 'constructs';
import { k8s } from '../../k8s';
import { Manifest } from '../manifest';
import { report } from '../report';

/** How many pods a drain may take, or must leave. Numbers of pods. */
export type Disruption = { readonly maxUnavailable: number } | { readonly minAvailable: number };

export interface DisruptionBudgetProps {
  /** Name of the workload. */
  readonly name: string;
  readonly selector: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  /** Pods that run at least: with one there is nothing to protect, and no budget. */
  readonly floor: number;
  /** @default - one pod at a time */
  readonly disruption?: Disruption;
}

/** A budget that keeps pods up while nodes are drained, and that always lets a node drain in the end. */
export function disruptionBudget(scope: Construct, props: DisruptionBudgetProps): void {
  const { name, selector, labels, floor, disruption = { maxUnavailable: 1 } } = props;
  const bounds = Object.entries(disruption);
  if (bounds.length !== 1 || !bounds.every(([, pods]) => Number.isInteger(pods) && pods >= 0)) {
    const message = `disruption of ${name} is ${JSON.stringify(disruption)}`;
    report(
      scope,
      'invalid-disruption',
      message,
      'state either minAvailable or maxUnavailable, as a whole number of pods',
    );
  } else if ('minAvailable' in disruption ? disruption.minAvailable >= floor : disruption.maxUnavailable < 1) {
    const message = `disruption ${JSON.stringify(disruption)} with ${floor} pods at least lets no node drain`;
    report(scope, 'budget-blocks-drain', message, `use minAvailable below ${floor}, or maxUnavailable of at least 1`);
  }
  if (floor < 2) return;
  const bound = bounds.map(([field, pods]) => [field, k8s.IntOrString.fromNumber(pods)]);
  new Manifest(scope, 'PodDisruptionBudget', {
    type: k8s.KubePodDisruptionBudget,
    name: `${name}-pdb`,
    labels,
    // A pod that never gets ready must not keep a node from being drained.
    body: {
      spec: {
        ...Object.fromEntries(bound),
        unhealthyPodEvictionPolicy: 'AlwaysAllow',
        selector: { matchLabels: { ...selector } },
      },
    },
  });
}
