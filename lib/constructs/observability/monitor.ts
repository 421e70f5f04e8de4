import type { Construct } from 'constructs';
import { PodMonitor, ServiceMonitor } from '../../../imports/prometheus-operator';
import { Manifest } from '../manifest';
import { report } from '../report';
import { isPrometheusDuration } from './duration';

/** Where metrics are served, and how often they are read. */
export interface Metrics {
  /** HTTP path of the metrics. @default - Prometheus': /metrics */
  readonly path?: string;
  /** Prometheus duration. @default '30s' */
  readonly interval?: string;
  /** Prometheus duration, at most the interval. @default - Prometheus': 10s */
  readonly scrapeTimeout?: string;
}

export interface MonitorProps {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Labels of the Service, or of the pods. */
  readonly selector: Readonly<Record<string, string>>;
  /** Name of the port. */
  readonly port: string;
  readonly metrics: Metrics;
}

/** Has Prometheus read the metrics of every pod behind a Service; their `job` is the Service's name. */
export function serviceMonitor(scope: Construct, props: MonitorProps): void {
  const { name, labels, selector } = props;
  const body = { spec: { selector: { matchLabels: { ...selector } }, endpoints: [endpoint(scope, props)] } };
  new Manifest(scope, 'ServiceMonitor', { type: ServiceMonitor, name, labels, body });
}

/** Has Prometheus read the metrics of pods that no Service of ours leads to; their `job` is `<namespace>/<name>`. */
export function podMonitor(scope: Construct, props: MonitorProps): void {
  const { name, labels, selector } = props;
  const body = { spec: { selector: { matchLabels: { ...selector } }, podMetricsEndpoints: [endpoint(scope, props)] } };
  new Manifest(scope, 'PodMonitor', { type: PodMonitor, name, labels, body });
}

function endpoint(scope: Construct, { name, port, metrics }: MonitorProps) {
  const { path, interval = '30s', scrapeTimeout } = metrics;
  for (const [field, value] of Object.entries({ interval, scrapeTimeout })) {
    if (value === undefined || isPrometheusDuration(value)) continue;
    const message = `metrics.${field} of ${name} is '${value}', no Prometheus duration`;
    report(scope, 'invalid-duration', message, 'write it like 15s or 1m');
  }
  return { port, path, interval, scrapeTimeout };
}
