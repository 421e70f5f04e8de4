/** A name as RFC 1123 labels have it: what Services, namespaces and label values can all hold. */
const dnsLabel = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/** True for a name that can be a Service, a namespace, a container and a label value alike. */
export function isDnsLabel(value: unknown): value is string {
  return typeof value === 'string' && dnsLabel.test(value);
}

/** A label value: what may stand in a Kubernetes label. */
const labelValue = /^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;

/** True for a value that a Kubernetes label can have. */
export function isLabelValue(value: unknown): value is string {
  return typeof value === 'string' && labelValue.test(value);
}

/** True for a host name: DNS labels joined by dots, with an optional leading `*.`. */
export function isHostName(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 253 && value.replace(/^\*\./, '').split('.').every(isDnsLabel);
}

/** True for a port number that can be listened on. */
export function isPort(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 1 && (value as number) <= 65535;
}
