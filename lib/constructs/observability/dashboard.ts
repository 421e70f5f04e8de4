import { Construct } from 'constructs';
import { k8s } from '../../k8s';
import { Environment } from '../environment';
import { Manifest } from '../manifest';
import { report } from '../report';
import { type DashboardJsonProps, dashboardJson, type Panel } from './dashboard-json';
import { isPrometheusDuration } from './duration';
import { checkPromql } from './promql';

export type { Panel, Target, Unit } from './dashboard-json';

export interface DashboardProps extends Pick<DashboardJsonProps, 'uid' | 'title' | 'panels' | 'refresh'> {
  /** Name of the ConfigMap. */
  readonly name: string;
}

/** What the API server takes as the data of a ConfigMap, in bytes. */
const largest = 1024 * 1024;

/**
 * A Grafana dashboard, limited to the series of the environment's namespace: a ConfigMap with the label that Grafana's
 * sidecar looks for.
 *
 * The sidecar puts files of all namespaces into one folder, so the file is named after the uid, which is unique anyway.
 */
export class Dashboard extends Construct {
  constructor(scope: Construct, id: string, { name, uid, title, panels, refresh }: DashboardProps) {
    super(scope, id);
    const { system, name: environment, namespace } = Environment.of(this);
    if (!/^[\w-]{1,40}$/.test(uid)) {
      const message = `uid '${uid}' of dashboard ${name} is refused by Grafana`;
      report(this, 'invalid-uid', message, 'use 1 to 40 letters, digits, - and _');
    }
    if (refresh !== undefined && !isPrometheusDuration(refresh)) {
      const message = `refresh of dashboard ${name} is '${refresh}', no duration`;
      report(this, 'invalid-duration', message, 'write it like 30s or 1m');
    }
    if (title.trim() === '') report(this, 'empty-text', `dashboard ${name} has no title`, 'give it a title');
    if (panels.length === 0) report(this, 'no-panels', `dashboard ${name} has no panels`, 'add a panel');
    for (const panel of panels) checkPanel(this, name, panel);

    const tags = [system, environment];
    const json = dashboardJson({ uid, title, panels, refresh, tags, matchers: { namespace } });
    const size = Buffer.byteLength(json);
    if (size > largest) {
      const message = `dashboard ${name} has ${size} bytes, a ConfigMap holds ${largest}`;
      report(this, 'too-large', message, 'split it into several dashboards');
    }
    new Manifest(this, 'ConfigMap', {
      type: k8s.KubeConfigMap,
      name,
      labels: { grafana_dashboard: '1' },
      body: { data: { [`${uid}.json`]: json } },
    });
  }
}

function checkPanel(scope: Construct, dashboard: string, { title, targets }: Panel): void {
  const where = `panel '${title}' of dashboard ${dashboard}`;
  if (title.trim() === '') report(scope, 'empty-text', `${where} has no title`, 'give it a title');
  if (targets.length < 1 || targets.length > 26) {
    report(scope, 'invalid-panel', `${where} has ${targets.length} queries`, 'give it 1 to 26');
  }
  for (const { expr } of targets) {
    const problem = checkPromql(expr.trim(), 'grafana');
    if (problem) report(scope, 'invalid-promql', `${where}: ${problem.message}`, 'mend the expression');
  }
}
