import { Config } from '../../../lib/constructs/configuration/config';
import { Migration, type MigrationProps } from '../../../lib/constructs/workloads/migration';
import { WebService } from '../../../lib/constructs/workloads/web-service';
import { testEnvironment } from '../../support/environment';
import { failures, identities, rendered } from '../../support/render';
import { minimalTask, minimalWebService, secretWith } from '../../support/workloads';

const props: MigrationProps = {
  ...minimalTask,
  name: 'migration',
  up: ['migrate', 'up'],
  down: ['migrate', 'down'],
  sql: ['migrate', 'sql'],
};

function author(overrides: Partial<MigrationProps> = {}) {
  const { component } = testEnvironment();
  return { component, migration: new Migration(component, 'Migration', { ...props, ...overrides }) };
}

test('a migration is a Job now, and CronJobs for its way back and its SQL on demand', () => {
  const { component } = author();
  expect(
    identities(component)
      .filter((identity) => /Job/.test(identity))
      .sort(),
  ).toEqual(['CronJob migration-down', 'CronJob migration-sql', 'Job migration-v1-0-0']);
  const job = rendered(component, 'Job');
  expect(job.spec.template.spec.containers[0].command).toEqual(['migrate', 'up']);
  expect(job.spec.ttlSecondsAfterFinished).toBe(7 * 24 * 60 * 60);
  const down = rendered(component, 'CronJob', 'migration-down');
  expect(down.spec).toMatchObject({ suspend: true });
  expect(down.spec.jobTemplate.spec.template.spec.containers[0].command).toEqual(['migrate', 'down']);
});

test('Argo CD runs it in a wave of its own, after what it needs', () => {
  const { component } = author();
  const waveOf = (kind: string, name?: string) =>
    rendered(component, kind, name).metadata.annotations?.['argocd.argoproj.io/sync-wave'];
  expect(rendered(component, 'Job').metadata.annotations).toEqual({
    'argocd.argoproj.io/hook': 'Sync',
    'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation',
    'argocd.argoproj.io/sync-wave': '-1',
  });
  expect(waveOf('ServiceAccount', 'migration')).toBe('-3');
  expect(waveOf('NetworkPolicy', 'migration-policy')).toBe('-3');
  expect(waveOf('CronJob', 'migration-down')).toBeUndefined();
});

test.each([
  ['v1.0.0', 'migration-v1-0-0'],
  ['V1.0.0-RC.1', 'migration-v1-0-0-rc-1'],
  ['0123456789ab', 'migration-0123456789ab'],
  ['build_7', 'migration-build-7'],
])('version %s is in the name of the Job as %s', (version, name) => {
  const { component } = author({ version });
  expect(rendered(component, 'Job').metadata).toMatchObject({
    name,
    labels: { 'app.kubernetes.io/version': version },
  });
});

test('fails on a version that no label can have, once for each thing that would carry it', () => {
  const problems = failures(author({ version: 'v1.0.0+build' }).component);
  expect(new Set(problems.map(({ code }) => code))).toEqual(new Set(['invalid-label']));
  expect(problems[0]?.message).toBe("label app.kubernetes.io/version is 'v1.0.0+build', no label value");
});

test('fails on a name that is too long with the version', () => {
  expect(failures(author({ name: 'm'.repeat(40), version: `v${'1'.repeat(30)}` }).component)).toEqual([
    expect.objectContaining({ code: 'invalid-name', message: expect.stringContaining('72 characters, more than 63') }),
  ]);
});

test('connections and their variables reach all of its pods', () => {
  const { component, migration } = author();
  const secret = secretWith(component, 'database', 'URL');
  migration.connectTo(new WebService(component, 'Service', minimalWebService));
  migration.addVariable('URL', secret.key('URL'));
  const env = [{ name: 'URL', valueFrom: { secretKeyRef: { name: 'database', key: 'URL' } } }];
  expect(rendered(component, 'Job').spec.template.spec.containers[0].env).toEqual(env);
  for (const name of ['migration-down', 'migration-sql']) {
    const { spec } = rendered(component, 'CronJob', name).spec.jobTemplate.spec.template;
    expect(spec.containers[0].env).toEqual(env);
  }
  const { ingress } = rendered(component, 'NetworkPolicy', 'api-policy').spec;
  expect(ingress[0].from).toEqual(
    ['migration', 'migration-down', 'migration-sql'].map((app) => ({ podSelector: { matchLabels: { app } } })),
  );
});

test('fails without a command, which would run whatever the image runs', () => {
  expect(failures(author({ down: [] }).component)).toEqual([
    expect.objectContaining({ code: 'missing-command', message: expect.stringContaining('down of migration is []') }),
  ]);
});

test('keeps finished Jobs for as many days as stated', () => {
  expect(rendered(author({ historyDays: 1 }).component, 'Job').spec.ttlSecondsAfterFinished).toBe(86_400);
  expect(failures(author({ historyDays: 0 }).component)).toHaveLength(1);
});

test('a change of configuration does not touch the Job: its template is immutable', () => {
  const jobWith = (level: string) => {
    const { component } = testEnvironment();
    const config = new Config(component, 'Config', { name: 'config', data: { LOG_LEVEL: level } });
    new Migration(component, 'Migration', { ...props, envFrom: [config] });
    return rendered(component, 'Job');
  };
  expect(jobWith('DEBUG')).toEqual(jobWith('INFO'));
});
