import type { Component } from '../../lib/constructs/component';
import type { Alert } from '../../lib/constructs/observability/alert';
import { Alerts } from '../../lib/constructs/observability/alerts';

/** Document 004, section 5.3. Each is limited to the environment's namespace when it is rendered. */
export const platformAlertRules: readonly Alert[] = [
  {
    name: 'HighErrorRate',
    expr: `
sum(rate(http_requests_total{status=~"5.."}[5m])) /
sum(rate(http_requests_total[5m])) > 0.05
`,
    for: '5m',
    severity: 'critical',
    summary: 'High error rate detected',
    description: 'Error rate is {{ $value | humanizePercentage }} over the last 5 minutes',
  },
  {
    name: 'HighLatency',
    expr: 'histogram_quantile(0.99, sum(rate(http_request_duration_seconds_bucket[5m])) by (le)) > 1',
    for: '5m',
    severity: 'warning',
    summary: 'High latency detected',
    description: 'P99 latency is {{ $value | humanizeDuration }}',
  },
  {
    name: 'PodRestarting',
    expr: 'increase(kube_pod_container_status_restarts_total[1h]) > 3',
    for: '5m',
    severity: 'warning',
    summary: 'Pod is restarting frequently',
    description: 'Pod {{ $labels.pod }} has restarted {{ $value }} times in the last hour',
  },
  {
    name: 'DatabaseConnectionPoolExhausted',
    expr: 'db_pool_available_connections / db_pool_size < 0.1',
    for: '5m',
    severity: 'critical',
    summary: 'Database connection pool nearly exhausted',
    description: 'Only {{ $value | humanizePercentage }} connections available',
  },
  {
    name: 'RedisHighMemoryUsage',
    expr: 'redis_memory_used_bytes / redis_memory_max_bytes > 0.9',
    for: '5m',
    severity: 'warning',
    summary: 'Redis memory usage is high',
    description: 'Redis is using {{ $value | humanizePercentage }} of max memory',
  },
];

export interface PlatformAlertsProps {
  /** Address of platform's runbook; it has a heading for each alert. */
  readonly runbook: string;
}

/** The alerts of platform, evaluated as often as document 004, section 5.2, has everything evaluated. */
export function platformAlerts(scope: Component, { runbook }: PlatformAlertsProps): Alerts {
  return new Alerts(scope, 'Alerts', {
    name: 'platform-alerts',
    group: 'platform-alerts',
    interval: '15s',
    rules: platformAlertRules,
    runbook,
  });
}
