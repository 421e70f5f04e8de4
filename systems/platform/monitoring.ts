import { Component } from '../../lib/constructs/component';
import { platformAlerts } from './alerts';
import { platformDashboard } from './dashboard';
import type { PlatformScope } from './scope';

/** Page of this repository that says what to do about each alert. */
const runbook = 'https://git.platform.io/platform/waybill/blob/main/docs/runbooks/platform.md';

/** Alerts and dashboard: document 004, sections 5.3 and 5.4. */
export function platformMonitoring({ environment }: PlatformScope): void {
  const component = new Component(environment, 'Monitoring', {
    name: 'platform-monitoring',
    component: 'monitoring',
  });
  platformAlerts(component, { runbook });
  platformDashboard(component);
}
