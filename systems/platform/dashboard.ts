import type { Component } from '../../lib/constructs/component';
import { Dashboard, type Panel } from '../../lib/constructs/observability/dashboard';

/** Document 004, section 5.4. Each query is limited to the environment's namespace when it is rendered. */
export const platformPanels: readonly Panel[] = [
  {
    type: 'timeseries',
    title: 'Request Rate',
    unit: 'reqps',
    targets: [{ expr: 'sum(rate(http_requests_total[5m])) by (method, path)', legend: '{{method}} {{path}}' }],
  },
  {
    type: 'stat',
    title: 'Error Rate',
    unit: 'percentunit',
    targets: [
      {
        expr: 'sum(rate(http_requests_total{status=~"5.."}[5m])) / sum(rate(http_requests_total[5m]))',
        legend: 'Error Rate',
      },
    ],
  },
  {
    type: 'timeseries',
    title: 'Response Time (P50, P90, P99)',
    unit: 's',
    targets: [
      { expr: latency('0.50'), legend: 'P50' },
      { expr: latency('0.90'), legend: 'P90' },
      { expr: latency('0.99'), legend: 'P99' },
    ],
  },
];

/** The dashboard of platform. Its uid names the namespace, as one Grafana may show several environments. */
export function platformDashboard(scope: Component): Dashboard {
  return new Dashboard(scope, 'Dashboard', {
    name: 'platform-api-overview',
    uid: `${scope.environment.namespace}-api-overview`,
    title: 'Platform API Overview',
    panels: platformPanels,
  });
}

function latency(quantile: string): string {
  return `histogram_quantile(${quantile}, sum(rate(http_request_duration_seconds_bucket[5m])) by (le))`;
}
