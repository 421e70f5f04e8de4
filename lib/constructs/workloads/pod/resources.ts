import type { Construct } from 'constructs';
import type { k8s } from '../../../k8s';
import { parseQuantity } from '../../../quantity';
import { quantities } from '../../quantities';
import { report } from '../../report';

/** What a container requests and may use at most, as Kubernetes quantities (`200m`, `256Mi`). Both are stated. */
export interface Resources {
  readonly requests: { readonly cpu: string; readonly memory: string; readonly 'ephemeral-storage'?: string };
  readonly limits: { readonly cpu?: string; readonly memory: string; readonly 'ephemeral-storage'?: string };
}

type Quantities = Readonly<Record<string, string | undefined>>;

/** The resources as the API has them. What is missing or no quantity, and a request above its limit, is reported. */
export function resourceRequirements(scope: Construct, name: string, resources: Resources): k8s.ResourceRequirements {
  const requests: Quantities = resources?.requests ?? {};
  const limits: Quantities = resources?.limits ?? {};
  const stated = { 'requests.cpu': requests.cpu, 'requests.memory': requests.memory, 'limits.memory': limits.memory };
  const missing = Object.entries(stated).filter(([, value]) => value === undefined);
  if (missing.length > 0) {
    const message = `resources of ${name} lack ${missing.map(([field]) => field).join(', ')}`;
    report(scope, 'missing-resources', message, 'state requests of cpu and memory, and a limit of memory');
  }
  for (const [resource, limit] of Object.entries(limits)) {
    const request = requests[resource];
    if (!((parseQuantity(String(request)) ?? 0) > (parseQuantity(String(limit)) ?? Number.POSITIVE_INFINITY))) continue;
    const message = `${name} requests ${resource} ${request}, more than its limit ${limit}`;
    report(scope, 'request-above-limit', message, 'lower the request or raise the limit');
  }
  return {
    requests: quantities(scope, `requests of ${name}`, requests),
    limits: quantities(scope, `limits of ${name}`, limits),
  };
}
