import type { Construct } from 'constructs';
import { k8s } from '../k8s';
import { parseQuantity } from '../quantity';
import { report } from './report';

/** Quantities by the name of the resource, such as `memory`, as the API has them; what is wrong is reported. */
export function quantities(scope: Construct, what: string, values: object | undefined): Record<string, k8s.Quantity> {
  const entries = Object.entries(values ?? {}).map(([resource, value]) => {
    checkQuantity(scope, `${resource} of ${what}`, value, /memory|storage/.test(resource) ? 'bytes' : 'number');
    return [resource, k8s.Quantity.fromString(String(value))];
  });
  return Object.fromEntries(entries);
}

/** Reports what is no quantity above 0, and fewer bytes than anything runs with: `512m` is half a byte. */
export function checkQuantity(scope: Construct, what: string, value: unknown, of: 'bytes' | 'number'): void {
  const number = parseQuantity(String(value));
  const example = of === 'bytes' ? '256Mi' : '200m';
  if (number === undefined || number <= 0) {
    const message = `${what} is '${value}', expected a quantity above 0 such as ${example}`;
    report(scope, 'invalid-quantity', message, 'write a number and a unit without a space between');
  } else if (of === 'bytes' && number < 2 ** 20) {
    const message = `${what} is '${value}', ${number} bytes, expected at least 1Mi`;
    report(scope, 'invalid-quantity', message, 'write Mi or Gi after the number; m is a thousandth');
  }
}
