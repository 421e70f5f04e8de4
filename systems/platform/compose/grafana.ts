import { dashboardJson } from '../../../lib/constructs/observability/dashboard-json';
import { platformPanels } from '../dashboard';

/** Grafana's datasources, provisioned from a file. */
export const datasources = {
  apiVersion: 1,
  datasources: [
    {
      name: 'Prometheus',
      uid: 'prometheus',
      type: 'prometheus',
      access: 'proxy',
      url: 'http://prometheus:9090',
      isDefault: true,
    },
    { name: 'Jaeger', uid: 'jaeger', type: 'jaeger', access: 'proxy', url: 'http://jaeger:16686' },
  ],
};

/** Where Grafana looks for dashboards. */
export const dashboardProviders = {
  apiVersion: 1,
  providers: [{ name: 'platform', type: 'file', options: { path: '/etc/grafana/provisioning/dashboards' } }],
};

/** The dashboard of Kubernetes, as a file: not limited to a namespace. */
export function dashboard(): string {
  return dashboardJson({ uid: 'platform-api-overview', title: 'Platform API Overview', panels: platformPanels });
}
