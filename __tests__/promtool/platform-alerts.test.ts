import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { platformAlerts } from '../../systems/platform/alerts';
import { objectsOf, problemsOf, testEnvironment } from '../support/environment';

/** A series as promtool reads it: samples 15 s apart, `<first>+<step>x<count>`. The namespace is added. */
type Series = readonly [name: string, labels: Readonly<Record<string, string>>, samples: string];

interface Case {
  readonly alert: string;
  /** Just on the side of the threshold that is alarming, and just on the other. */
  readonly bad: readonly Series[];
  readonly good: readonly Series[];
  /** The last evaluation at which nobody is told, and the first at which somebody is. */
  readonly quiet: string;
  readonly fires: string;
  readonly severity: string;
  /** Labels that the expression keeps. */
  readonly labels?: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly description: string;
}

const requests = (errors: number): Series[] => [
  ['http_requests_total', { job: 'platform-api', status: '503' }, `0+${errors}x400`],
  ['http_requests_total', { job: 'platform-api', status: '200' }, `0+${1000 - errors}x400`],
];
const latencies = (withinSecond: number): Series[] => [
  ['http_request_duration_seconds_bucket', { job: 'platform-api', le: '1' }, `0+${withinSecond}x400`],
  ['http_request_duration_seconds_bucket', { job: 'platform-api', le: '2.5' }, '0+1000x400'],
  ['http_request_duration_seconds_bucket', { job: 'platform-api', le: '+Inf' }, '0+1000x400'],
];
const pod = { pod: 'platform-api-1' };
const restarts = (count: number): Series[] => [
  ['kube_pod_container_status_restarts_total', { ...pod, container: 'api' }, `0x240 ${count}x160`],
];
const pool = (available: number): Series[] => [
  ['db_pool_available_connections', pod, `${available}x400`],
  ['db_pool_size', pod, '100x400'],
];
const memory = (used: number): Series[] => [
  ['redis_memory_used_bytes', pod, `${used}x400`],
  ['redis_memory_max_bytes', pod, '100x400'],
];

const cases: readonly Case[] = [
  {
    alert: 'HighErrorRate',
    bad: requests(51),
    good: requests(49),
    // A rate needs two samples.
    quiet: '5m',
    fires: '5m15s',
    severity: 'critical',
    summary: 'High error rate detected',
    description: 'Error rate is 5.1% over the last 5 minutes',
  },
  {
    alert: 'HighLatency',
    bad: latencies(989),
    good: latencies(991),
    quiet: '5m',
    fires: '5m15s',
    severity: 'warning',
    summary: 'High latency detected',
    description: 'P99 latency is 1.136s',
  },
  {
    alert: 'PodRestarting',
    bad: restarts(4),
    good: restarts(3),
    // The restarts happen after one hour and 15 seconds.
    quiet: '65m',
    fires: '65m15s',
    severity: 'warning',
    labels: { ...pod, container: 'api' },
    summary: 'Pod is restarting frequently',
    description: 'Pod platform-api-1 has restarted 4 times in the last hour',
  },
  {
    alert: 'DatabaseConnectionPoolExhausted',
    bad: pool(9),
    good: pool(10),
    quiet: '4m45s',
    fires: '5m',
    severity: 'critical',
    labels: pod,
    summary: 'Database connection pool nearly exhausted',
    description: 'Only 9% connections available',
  },
  {
    alert: 'RedisHighMemoryUsage',
    bad: memory(91),
    good: memory(90),
    quiet: '4m45s',
    fires: '5m',
    severity: 'warning',
    labels: pod,
    summary: 'Redis memory usage is high',
    description: 'Redis is using 91% of max memory',
  },
];

const hasPromtool = spawnSync('promtool', ['--version']).error === undefined;
const isRequired = process.env.REQUIRE_TOOLS === '1';
if (!hasPromtool) console.warn('promtool is not on PATH: how the alerts of platform behave is NOT tested');

if (!hasPromtool && isRequired) {
  test('promtool is on PATH, as REQUIRE_TOOLS=1 demands', () => {
    expect(hasPromtool).toBe(true);
  });
}

(hasPromtool ? describe : describe.skip).each([
  ['production', 'platform'],
  ['staging', 'platform-staging'],
])('alerts of platform in %s', (name, namespace) => {
  let folder: string;
  let rules: string;
  const { component } = testEnvironment({ system: 'platform', name, namespace });
  platformAlerts(component, { runbook: 'https://example.com/platform.md' });

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'waybill-promtool-'));
    rules = join(folder, 'rules.yaml');
    writeFileSync(rules, JSON.stringify(objectsOf(component)[0].spec));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('are rules that Prometheus reads', () => {
    expect(problemsOf(component)).toEqual([]);
    expect(run('check', 'rules', '--lint=all', '--lint-fatal', rules)).toContain('SUCCESS: 5 rules found');
  });

  it.each(cases)('$alert is told of just beyond its threshold, after its duration, and not before', (each) => {
    const { alert, bad, quiet, fires, severity, labels, summary, description } = each;
    const told = {
      exp_labels: { severity, namespace, system: 'platform', environment: name, ...labels },
      exp_annotations: {
        summary,
        description,
        runbook_url: `https://example.com/platform.md#${alert.toLowerCase()}`,
      },
    };
    expectAlerts(alert, inNamespace(namespace, bad), { [quiet]: [], [fires]: [told] });
  });

  it.each(cases)('$alert is not told of just short of its threshold, nor for another namespace', (each) => {
    const never = { '6m': [], '66m': [], '90m': [] };
    expectAlerts(each.alert, inNamespace(namespace, each.good), never);
    expectAlerts(each.alert, inNamespace('other', each.bad), never);
  });

  /** @param expected Alerts by time of evaluation */
  function expectAlerts(alertname: string, series: readonly object[], expected: Readonly<Record<string, object[]>>) {
    const alerts = Object.entries(expected).map(([eval_time, exp_alerts]) => ({ eval_time, alertname, exp_alerts }));
    const test = { interval: '15s', input_series: series, alert_rule_test: alerts };
    const file = join(folder, `${alertname}.yaml`);
    writeFileSync(file, JSON.stringify({ rule_files: [rules], evaluation_interval: '15s', tests: [test] }));
    expect(run('test', 'rules', file)).toContain('SUCCESS');
  }
});

function inNamespace(namespace: string, series: readonly Series[]): object[] {
  return series.map(([name, labels, values]) => {
    const matchers = Object.entries({ ...labels, namespace }).map(([label, value]) => `${label}="${value}"`);
    return { series: `${name}{${matchers.join(',')}}`, values };
  });
}

/** What promtool says, on either stream: of failures too, so that a test shows them. */
function run(...args: readonly string[]): string {
  const { stdout, stderr } = spawnSync('promtool', args, { encoding: 'utf8' });
  return stdout + stderr;
}
