import type { Construct } from 'constructs';
import { report } from './report';

/** Reports what is no whole number of at least so many. */
export function checkWhole(scope: Construct, what: string, value: unknown, least = 1): void {
  if (Number.isInteger(value) && (value as number) >= least) return;
  report(scope, 'invalid-number', `${what} is ${value}`, `use a whole number of at least ${least}`);
}
