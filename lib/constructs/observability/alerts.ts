import { Construct } from 'constructs';
import { PrometheusRule, PrometheusRuleSpecGroupsRulesExpr } from '../../../imports/prometheus-operator';
import { Environment } from '../environment';
import { Manifest } from '../manifest';
import { report } from '../report';
import { type Alert, alertFaults, alertRule, isWebAddress } from './alert';
import { isPrometheusDuration } from './duration';

export interface AlertsProps {
  /** Name of the object. */
  readonly name: string;
  /** Name of the rule group. */
  readonly group: string;
  /** How often the rules are evaluated: a Prometheus duration. @default - as often as Prometheus evaluates all rules */
  readonly interval?: string;
  readonly rules: readonly Alert[];
  /** Address of a page with a heading for each alert. @default - alerts link to their own runbook, if to any */
  readonly runbook?: string;
}

/**
 * Alerting rules, limited to the series of the environment's namespace.
 *
 * Every alert carries the labels `namespace`, `system` and `environment`, since an aggregation such as `sum()` drops
 * the labels of its series: without them an AlertmanagerConfig, which selects alerts of its own namespace, never sees
 * the alert, an inhibition silences the other environment, and nothing tells who is to be called.
 */
export class Alerts extends Construct {
  constructor(scope: Construct, id: string, { name, group, interval, rules, runbook }: AlertsProps) {
    super(scope, id);
    const { system, name: environment, namespace } = Environment.of(this);
    if (interval !== undefined && !isPrometheusDuration(interval)) {
      const message = `interval of ${name} is '${interval}', no Prometheus duration`;
      report(this, 'invalid-duration', message, 'write it like 15s or 1m');
    }
    if (runbook !== undefined && !isWebAddress(runbook)) {
      report(this, 'invalid-url', `runbook of ${name} is '${runbook}'`, 'give its whole address, https://…');
    }
    if (rules.length === 0) report(this, 'no-alerts', `${name} has no rules`, 'add an alert, or remove the object');
    for (const { code, message, fix } of rules.flatMap(alertFaults)) report(this, code, message, fix);
    for (const repeated of repeatedNames(rules)) {
      const message = `${name} has more than one alert ${repeated}`;
      report(this, 'duplicate-alert', message, 'tell them apart by name, or merge their expressions');
    }

    const context = { matchers: { namespace }, labels: { namespace, system, environment }, runbook };
    const rendered = rules.map((alert) => {
      const { expr, ...rule } = alertRule(alert, context);
      return { ...rule, expr: PrometheusRuleSpecGroupsRulesExpr.fromString(expr) };
    });
    new Manifest(this, 'PrometheusRule', {
      type: PrometheusRule,
      name,
      body: { spec: { groups: [{ name: group, interval, rules: rendered }] } },
    });
  }
}

function repeatedNames(rules: readonly Alert[]): string[] {
  const names = rules.map(({ name }) => name);
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}
