const pattern = /^([0-9]+(?:\.[0-9]*)?|\.[0-9]+)(m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|n|u|e[+-]?[0-9]+|E[+-]?[0-9]+)?$/;

const factor: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/**
 * The number that a Kubernetes quantity stands for: `200m` is 0.2, `1Ki` is 1024.
 *
 * @returns undefined for what is no quantity
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function parseQuantity(value: string): number | undefined {
  const match = pattern.exec(value);
  if (!match) return undefined;
  const [, digits, unit = ''] = match;
  return Number(digits) * (factor[unit] ?? (unit === '' ? 1 : Number(`1${unit}`)));
}
