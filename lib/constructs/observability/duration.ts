const duration = /^(?=\d)(\d+y)?(\d+w)?(\d+d)?(\d+h)?(\d+m)?(\d+s)?(\d+ms)?$/;

/**
 * True for a time span as Prometheus writes it, `90s` or `1h30m` for example: whole numbers, the larger unit first,
 * and not 0.
 */
export function isPrometheusDuration(value: unknown): value is string {
  return typeof value === 'string' && duration.test(value) && /[1-9]/.test(value);
}
