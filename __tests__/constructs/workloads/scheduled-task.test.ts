import { ScheduledTask, type ScheduledTaskProps } from '../../../lib/constructs/workloads/scheduled-task';
import { testEnvironment } from '../../support/environment';
import { failures, identities, rendered } from '../../support/render';
import { minimalTask } from '../../support/workloads';

function author(props: Partial<ScheduledTaskProps> = {}, facts?: Parameters<typeof testEnvironment>[0]) {
  const { component } = testEnvironment(facts);
  new ScheduledTask(component, 'Task', { ...minimalTask, schedule: '0 2 * * *', ...props });
  return component;
}

test('a scheduled task is a CronJob with an identity and a policy', () => {
  const component = author();
  expect(identities(component).sort()).toEqual([
    'CronJob report',
    'NetworkPolicy report-policy',
    'ServiceAccount report',
  ]);
  const { jobTemplate, ...spec } = rendered(component, 'CronJob').spec;
  expect(spec).toEqual({
    schedule: '0 2 * * *',
    timeZone: 'Etc/UTC',
    concurrencyPolicy: 'Forbid',
    startingDeadlineSeconds: 600,
    successfulJobsHistoryLimit: 3,
    failedJobsHistoryLimit: 3,
  });
  expect(jobTemplate.spec).toMatchObject({ backoffLimit: 2, activeDeadlineSeconds: 600 });
  expect(jobTemplate.spec.template.spec).toMatchObject({ restartPolicy: 'Never', serviceAccountName: 'report' });
});

test('its pods are neither probed nor spread: they end', () => {
  const { spec } = rendered(author(), 'CronJob').spec.jobTemplate.spec.template;
  expect(spec).not.toHaveProperty('affinity');
  expect(spec).not.toHaveProperty('topologySpreadConstraints');
  expect(spec.containers[0]).not.toHaveProperty('livenessProbe');
});

test('its pods get no proxy of the mesh, which would outlive them', () => {
  const amount = { cpu: '20m', memory: '64Mi' };
  const component = author({}, { istioProxy: { requests: amount, limits: amount } });
  const { metadata } = rendered(component, 'CronJob').spec.jobTemplate.spec.template;
  expect(metadata.labels['sidecar.istio.io/inject']).toBe('false');
  expect(metadata).not.toHaveProperty('annotations');
});

test('one on demand is suspended, and Argo CD does not mind', () => {
  const job = rendered(author({ schedule: 'on-demand' }), 'CronJob');
  expect(job.spec).toMatchObject({ suspend: true, schedule: '0 0 31 2 *' });
  expect(job.metadata.annotations).toEqual({ 'argocd.argoproj.io/ignore-healthcheck': 'true' });
});

test('numbers of runs are those given', () => {
  const component = author({ backoffLimit: 0, ttlSecondsAfterFinished: 60, component: 'backup' });
  const job = rendered(component, 'CronJob');
  expect(job.metadata.labels['app.kubernetes.io/component']).toBe('backup');
  expect(job.spec.jobTemplate.spec).toMatchObject({ backoffLimit: 0, ttlSecondsAfterFinished: 60 });
});

test.each(['* * * * *', '*/5 0-6 1,15 JAN-MAR mon', '0 0 * * 0-6/2', '30 4 * * SUN'])(
  'the schedule %s is taken',
  (schedule) => {
    expect(failures(author({ schedule }))).toEqual([]);
  },
);

test.each([
  ['', 'fields'],
  ['* * * *', 'it has 4 fields'],
  ['0 0 2 * * *', 'it has 6 fields'],
  ['@daily', 'it has 1 fields'],
  ['60 * * * *', ''],
  ['* 24 * * *', ''],
  ['* * 0 * *', ''],
  ['* * * 13 *', ''],
  ['* * * * 7', 'Sunday is 0'],
  ['* * * * 1-7', 'Sunday is 0'],
  ['0 0 L * *', 'are known'],
  ['0 0 15W * *', 'are known'],
  ['0 0 * * 1#2', 'are known'],
  ['5-1 * * * *', ''],
  ['*/0 * * * *', ''],
  ['on demand', 'it has 2 fields'],
])('fails on the schedule %p', (schedule, why) => {
  expect(failures(author({ schedule }))).toEqual([
    expect.objectContaining({ code: 'invalid-schedule', message: expect.stringContaining(why) }),
  ]);
});

test('fails on a name that leaves no room for the names of its Jobs', () => {
  expect(failures(author({ name: 'a'.repeat(52) }))).toEqual([]);
  expect(failures(author({ name: 'a'.repeat(53) }))).toEqual([
    expect.objectContaining({ code: 'invalid-name', message: expect.stringContaining('53 characters, more than 52') }),
  ]);
});
