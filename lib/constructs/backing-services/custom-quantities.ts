import type { Construct } from 'constructs';
import { checkQuantity } from '../quantities';
import { type Resources, resourceRequirements } from '../workloads/pod/resources';

/**
 * A quantity as generated classes of custom resources hold it: each field has a class of its own for the same thing,
 * all of them are read through `value`, and a plain string would be dropped without a word. `never` fits them all.
 */
export function quantity(value: string): never {
  return { value } as never;
}

/** Requests and limits, checked, as generated classes of custom resources hold them. */
export function resourceQuantities(scope: Construct, name: string, resources: Resources) {
  const { requests, limits } = resourceRequirements(scope, name, resources);
  return { requests, limits } as Record<'requests' | 'limits', Record<string, never>>;
}

/** Reports a size of storage that is no quantity. */
export function checkStorage(scope: Construct, name: string, size: string): void {
  checkQuantity(scope, `storage of ${name}`, size, 'bytes');
}
