import { alertRule } from '../../../lib/constructs/observability/alert';
import { platformAlertRules } from '../alerts';
import { components, healthPaths } from '../components';

/**
 * Configuration of Prometheus: document 004, section 5.2. The DNS of a Compose network answers a service's name with
 * the address of every replica, so each is scraped by itself. No Alertmanager runs here: Prometheus' own page shows
 * what fires.
 */
export const prometheus = {
  global: { scrape_interval: '15s', evaluation_interval: '15s' },
  rule_files: ['/etc/prometheus/rules/*.yml'],
  scrape_configs: [components.api, components.auth, components.user].map(({ name, port }) => ({
    job_name: name,
    metrics_path: healthPaths.metrics,
    dns_sd_configs: [{ names: [name], type: 'A', port }],
  })),
};

/** The alerts of Kubernetes, not limited to a namespace: this Prometheus serves platform alone. */
export const alertRules = {
  groups: [
    {
      name: 'platform-alerts',
      rules: platformAlertRules.map((alert) => alertRule(alert, { matchers: {}, labels: {} })),
    },
  ],
};
