import type { Construct } from 'constructs';
import { report } from '../report';

/** Reports a number of days for which nothing can be kept. */
export function checkRetention(scope: Construct, retentionDays: number): void {
  if (Number.isInteger(retentionDays) && retentionDays >= 1) return;
  report(scope, 'invalid-retention', `retentionDays is ${retentionDays}`, 'use a whole number of at least 1');
}
