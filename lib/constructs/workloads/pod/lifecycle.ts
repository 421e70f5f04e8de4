import type { Construct } from 'constructs';
import type { k8s } from '../../../k8s';
import { checkWhole } from '../../whole-number';

/**
 * What a container does before it is told to stop: wait, so that load balancers stop sending first, or a command
 * of its own and the seconds that it takes at most.
 */
export type PreStop =
  | { readonly sleepSeconds: number }
  | { readonly exec: readonly string[]; readonly seconds: number };

/** Seconds that an application has to finish what it is doing, after preStop, unless it is told otherwise. */
const drainSeconds = 20;

/** The hook as the API has it. */
export function lifecycle(preStop: PreStop | undefined): k8s.Lifecycle | undefined {
  if (!preStop) return undefined;
  const command = 'exec' in preStop ? [...preStop.exec] : ['/bin/sh', '-c', `sleep ${preStop.sleepSeconds}`];
  return { preStop: { exec: { command } } };
}

/** Seconds between the request to stop and the kill: preStop counts, so the time to drain comes on top of it. */
export function gracePeriod(scope: Construct, preStop: PreStop | undefined, drain: number = drainSeconds): number {
  const stop = preStopSeconds(preStop);
  checkWhole(scope, 'seconds of preStop', stop, 0);
  checkWhole(scope, 'drainSeconds', drain, 0);
  return stop + drain;
}

function preStopSeconds(preStop: PreStop | undefined): number {
  if (!preStop) return 0;
  return 'exec' in preStop ? preStop.seconds : preStop.sleepSeconds;
}
