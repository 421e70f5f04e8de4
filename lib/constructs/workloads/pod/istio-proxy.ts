import type { EnvironmentFacts } from '../../../facts/environment';

/** Label of pods that Istio leaves alone. */
export const withoutProxy = { 'sidecar.istio.io/inject': 'false' } as const;

/**
 * Resources of the injected proxy. Stated on every pod: otherwise the namespace's LimitRange decides, and the quota
 * is used up by proxies.
 *
 * @see https://istio.io/latest/docs/reference/config/annotations/
 */
export function proxyAnnotations({
  requests,
  limits,
}: NonNullable<EnvironmentFacts['istioProxy']>): Record<string, string> {
  return {
    'sidecar.istio.io/proxyCPU': requests.cpu,
    'sidecar.istio.io/proxyCPULimit': limits.cpu,
    'sidecar.istio.io/proxyMemory': requests.memory,
    'sidecar.istio.io/proxyMemoryLimit': limits.memory,
  };
}
