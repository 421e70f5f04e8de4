import type { Construct } from 'constructs';
import { k8s } from '../../../k8s';
import { report } from '../../report';

/** Numbers of a probe, in seconds and tries; those left out are the API's defaults. */
export interface ProbeTiming {
  readonly initialDelaySeconds?: number;
  readonly periodSeconds?: number;
  readonly timeoutSeconds?: number;
  readonly failureThreshold?: number;
}

/** How one probe asks: an HTTP path on the container's first port, or a command in the container. */
export type Probe = string | (ProbeTiming & ({ readonly path: string } | { readonly exec: readonly string[] }));

/** The three probes of a container. */
export interface Probes {
  readonly liveness: Probe;
  readonly readiness: Probe;
  /** @default - asks like liveness, every 5 seconds, 30 times: two and a half minutes to start */
  readonly startup?: Probe;
}

/** The probes as the API has them. */
export function containerProbes(
  { liveness, readiness, startup }: Probes,
  port: string,
): Pick<k8s.Container, 'livenessProbe' | 'readinessProbe' | 'startupProbe'> {
  return {
    livenessProbe: probe(liveness, port),
    readinessProbe: probe(readiness, port),
    startupProbe: probe(startup ?? { ...asking(liveness), periodSeconds: 5, failureThreshold: 30 }, port),
  };
}

/** Reports probes that are not there, or that ask a port that is not there. */
export function checkProbes(scope: Construct, name: string, probes: Probes | undefined, hasPort: boolean): void {
  if (!probes?.liveness || !probes.readiness) {
    const message = `probes of ${name} is ${JSON.stringify(probes)}`;
    report(scope, 'missing-probes', message, 'state liveness and readiness: without them requests reach dead pods');
    return;
  }
  const asked = [probes.liveness, probes.readiness, probes.startup].filter((probe) => probe !== undefined);
  if (hasPort || asked.every((probe) => typeof probe === 'object' && 'exec' in probe)) return;
  report(scope, 'invalid-probe', `${name} has no port that a probe could ask`, 'add a port, or probe by `exec`');
}

function probe(given: Probe, port: string): k8s.Probe | undefined {
  if (!given) return undefined;
  if (typeof given === 'string') return probe({ path: given }, port);
  const { initialDelaySeconds, periodSeconds, timeoutSeconds, failureThreshold } = given;
  const timing = { initialDelaySeconds, periodSeconds, timeoutSeconds, failureThreshold };
  if ('exec' in given) return { exec: { command: [...given.exec] }, ...timing };
  return { httpGet: { path: given.path, port: k8s.IntOrString.fromString(port) }, ...timing };
}

function asking(given: Probe): { path: string } | { exec: readonly string[] } {
  if (typeof given !== 'object') return { path: given };
  return 'exec' in given ? { exec: given.exec } : { path: given.path };
}
