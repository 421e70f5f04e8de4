import type { Alert } from '../../../lib/constructs/observability/alert';
import { Alerts, type AlertsProps } from '../../../lib/constructs/observability/alerts';
import { objectsOf, problemsOf, testEnvironment } from '../../support/environment';

const alert: Alert = {
  name: 'HighErrorRate',
  expr: 'sum(rate(errors_total[5m])) > 0.05',
  for: '5m',
  severity: 'critical',
  summary: 'High error rate',
  description: 'Error rate is {{ $value | humanizePercentage }}',
};

function author(props: Partial<AlertsProps>) {
  const { component } = testEnvironment();
  return new Alerts(component, 'Alerts', { name: 'shop-alerts', group: 'shop', rules: [alert], ...props });
}

describe('Alerts', () => {
  it('renders one rule object', () => {
    expect(objectsOf(author({ interval: '15s', runbook: 'https://example.com/runbook' }))).toEqual([
      {
        apiVersion: 'monitoring.coreos.com/v1',
        kind: 'PrometheusRule',
        metadata: {
          name: 'shop-alerts',
          namespace: 'shop',
          labels: {
            'app.kubernetes.io/part-of': 'shop',
            'app.kubernetes.io/instance': 'shop-production',
            'app.kubernetes.io/managed-by': 'waybill',
            'app.kubernetes.io/name': 'shop',
          },
        },
        spec: {
          groups: [
            {
              name: 'shop',
              interval: '15s',
              rules: [
                {
                  alert: 'HighErrorRate',
                  expr: 'sum(rate(errors_total{namespace="shop"}[5m])) > 0.05',
                  for: '5m',
                  labels: { severity: 'critical', namespace: 'shop', system: 'shop', environment: 'production' },
                  annotations: {
                    summary: 'High error rate',
                    description: 'Error rate is {{ $value | humanizePercentage }}',
                    runbook_url: 'https://example.com/runbook#higherrorrate',
                  },
                },
              ],
            },
          ],
        },
      },
    ]);
  });

  const ruleOf = (changes: Partial<Alert>) =>
    objectsOf(author({ rules: [{ ...alert, ...changes }] }))[0].spec.groups[0].rules[0];

  it('keeps the lines of an expression, and ends it as a block', () => {
    expect(ruleOf({ expr: '\n  a /\n  b\n' }).expr).toBe('a{namespace="shop"} /\n  b{namespace="shop"}\n');
  });

  it('leaves an expression alone that says why it reads beyond its namespace', () => {
    expect(ruleOf({ expr: 'up == 0', unscoped: 'nodes have no namespace' }).expr).toBe('up == 0');
  });

  it('lets an alert have its own runbook and labels', () => {
    const rule = ruleOf({ runbook: 'https://example.com/own', labels: { team: 'web', namespace: 'other' } });
    expect(rule.annotations.runbook_url).toBe('https://example.com/own');
    expect(rule.labels).toMatchObject({ severity: 'critical', namespace: 'other', team: 'web' });
  });

  test.each<[string, Partial<Alert>, string, string]>([
    ['an expression that does not parse', { expr: 'sum(rate(a[5m])' }, 'invalid-promql', "offset 15, near '"],
    ['a name with a space', { name: 'High rate' }, 'invalid-name', "'High rate'"],
    ['a duration without a unit', { for: '5' }, 'invalid-duration', "for is '5'"],
    ['units in the wrong order', { for: '5m1h' }, 'invalid-duration', "'5m1h'"],
    ['an unknown severity', { severity: 'page' as 'info' }, 'invalid-severity', "'page'"],
    ['an empty summary', { summary: ' ' }, 'empty-text', 'summary'],
    ['a template that is not closed', { description: '{{ $value }' }, 'invalid-template', 'description'],
    ['a label that Prometheus sets', { labels: { alertname: 'x' } }, 'invalid-label', "'alertname'"],
    ['a label with a dash', { labels: { 'a-b': 'x' } }, 'invalid-label', "'a-b'"],
    ['a runbook without a host', { runbook: 'docs/runbook.md' }, 'invalid-url', 'docs/runbook.md'],
    ['a scope that is left without a reason', { unscoped: '' }, 'empty-text', 'unscoped'],
  ])('fails for %s, and names the alert', (_, changes, code, message) => {
    const problems = problemsOf(author({ rules: [{ ...alert, ...changes }] }));
    expect(problems).toMatchObject([{ code, message: expect.stringContaining(message) }]);
    expect(problems[0]?.message).toContain(`alert ${changes.name ?? 'HighErrorRate'}: `);
  });

  test.each<[string, Partial<AlertsProps>, string]>([
    ['no alerts', { rules: [] }, 'no-alerts'],
    ['the same name twice', { rules: [alert, alert] }, 'duplicate-alert'],
    ['an interval of nothing', { interval: '0s' }, 'invalid-duration'],
    ['a runbook that is no address', { runbook: 'runbook' }, 'invalid-url'],
  ])('fails for %s', (_, props, code) => {
    expect(problemsOf(author(props)).map((problem) => problem.code)).toEqual([code]);
  });

  it('reports every problem, not the first', () => {
    const rules = [
      { ...alert, for: 'x', summary: '' },
      { ...alert, expr: '' },
    ];
    const codes = problemsOf(author({ rules })).map(({ code }) => code);
    expect(codes).toEqual(['invalid-duration', 'empty-text', 'invalid-promql', 'duplicate-alert']);
  });
});
