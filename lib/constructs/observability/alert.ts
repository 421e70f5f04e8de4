import { isPrometheusDuration } from './duration';
import { checkPromql, withMatchers } from './promql';

export const alertSeverities = ['critical', 'warning', 'info'] as const;

/** How soon somebody must look: now (critical), in working hours (warning), or never by itself (info). */
export type AlertSeverity = (typeof alertSeverities)[number];

/** A condition that somebody is told of. */
export interface Alert {
  /** Letters, digits and `_`: the name is a label value, and the anchor of its entry in the runbook. */
  readonly name: string;
  /** PromQL; every series that it yields is an alert of its own. */
  readonly expr: string;
  /** How long the condition must hold before anybody is told: a Prometheus duration. */
  readonly for: string;
  readonly severity: AlertSeverity;
  /** One line. Templates such as `{{ $labels.pod }}` are Prometheus' and kept as they are. */
  readonly summary: string;
  /** What is known when it fires; templates as in the summary. */
  readonly description: string;
  /** Address of what to do. @default - the anchor of the alert's name in the runbook of all alerts */
  readonly runbook?: string;
  /** Labels beyond those that every alert has, or instead of them. @default - none */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * Why the expression reads series beyond the environment's namespace. @default - it is limited to the namespace
   */
  readonly unscoped?: string;
}

/** What all alerts of a group have in common. */
export interface AlertContext {
  /** Added to every selector of an expression that is not `unscoped`. */
  readonly matchers: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  /** Address of the runbook, without an anchor. @default - none */
  readonly runbook?: string;
}

/** An alerting rule as Prometheus reads it from a file. */
export interface AlertRule {
  readonly alert: string;
  readonly expr: string;
  readonly for: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** The rule of an alert that {@link alertFaults} finds nothing wrong with. */
export function alertRule(alert: Alert, { matchers, labels, runbook }: AlertContext): AlertRule {
  const expr = alert.expr.trim();
  const scoped = alert.unscoped === undefined ? withMatchers(expr, matchers) : expr;
  const url = alert.runbook ?? (runbook && `${runbook}#${alert.name.toLowerCase()}`);
  return {
    alert: alert.name,
    // With a line break at its end, an expression of several lines is a block that reads like the source.
    expr: scoped.includes('\n') ? `${scoped}\n` : scoped,
    for: alert.for,
    labels: { severity: alert.severity, ...labels, ...alert.labels },
    annotations: { summary: alert.summary, description: alert.description, ...(url && { runbook_url: url }) },
  };
}

/** One thing that is wrong with an alert. */
export interface AlertFault {
  readonly code: string;
  readonly message: string;
  readonly fix: string;
}

const identifier = /^[A-Za-z_]\w*$/;

/** Everything that is wrong with an alert by itself. */
export function alertFaults(alert: Alert): readonly AlertFault[] {
  const faults: AlertFault[] = [];
  const fault = (code: string, message: string, fix: string) => {
    faults.push({ code, message: `alert ${alert.name}: ${message}`, fix });
  };
  if (!identifier.test(alert.name)) {
    fault('invalid-name', `the name '${alert.name}' cannot be an anchor`, 'use letters, digits and _, no digit first');
  }
  const problem = checkPromql(alert.expr.trim());
  if (problem) fault('invalid-promql', problem.message, 'mend the expression');
  if (!isPrometheusDuration(alert.for)) {
    fault('invalid-duration', `for is '${alert.for}', no Prometheus duration`, 'write it like 5m or 1h30m');
  }
  if (!alertSeverities.includes(alert.severity)) {
    fault('invalid-severity', `severity is '${alert.severity}'`, `use ${alertSeverities.join(', ')}`);
  }
  for (const field of ['summary', 'description'] as const) {
    if (alert[field].trim() === '') fault('empty-text', `${field} is empty`, 'say what is wrong, for who is woken');
    if (!hasClosedTemplates(alert[field])) {
      fault('invalid-template', `${field} has a template that is not closed: ${alert[field]}`, 'pair every {{ with }}');
    }
  }
  for (const label of Object.keys(alert.labels ?? {})) {
    if (identifier.test(label) && !label.startsWith('__') && label !== 'alertname') continue;
    fault('invalid-label', `label '${label}' cannot be set by a rule`, 'use letters, digits and _, and no __ in front');
  }
  if (alert.runbook !== undefined && !isWebAddress(alert.runbook)) {
    fault('invalid-url', `runbook is '${alert.runbook}'`, 'give its whole address, https://…');
  }
  if (alert.unscoped?.trim() === '') {
    fault('empty-text', 'unscoped is empty', 'say why the alert reads beyond its namespace, or remove it');
  }
  return faults;
}

/** True for an address that a browser opens. */
export function isWebAddress(value: string): boolean {
  return URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
}

function hasClosedTemplates(text: string): boolean {
  const braces = text.match(/\{\{|\}\}/g) ?? [];
  return braces.length % 2 === 0 && braces.every((brace, index) => (brace === '{{') === (index % 2 === 0));
}
