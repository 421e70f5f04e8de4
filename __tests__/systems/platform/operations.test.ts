import { environmentNames, find, type Loose, rendered } from './rendered';

describe.each(environmentNames)(
  'platform in %s has the database operations of document 004, section 6:',
  (environment) => {
    const objects = rendered(environment);

    test('Alembic migrations, after the database and before the workloads, under a name of the release', () => {
      const api = find(objects, 'Deployment', 'platform-api');
      const version: string = api.metadata.labels['app.kubernetes.io/version'];
      const job = find(objects, 'Job', `platform-migration-${version.replaceAll('.', '-')}`);
      expect(job.spec.template.spec.containers[0]).toMatchObject({
        image: api.spec.template.spec.containers[0].image,
        command: ['alembic', 'upgrade', 'head'],
      });
      expect(job.metadata.annotations['argocd.argoproj.io/hook']).toBe('Sync');
      expect(wave(find(objects, 'Cluster', 'platform-postgres'))).toBeLessThan(wave(job));
      expect(wave(find(objects, 'ExternalSecret', 'platform-secrets'))).toBeLessThan(wave(job));
      expect(wave(job)).toBeLessThan(wave(api));
    });

    test('the downgrade by one version, on demand', () => {
      const { spec } = find(objects, 'CronJob', 'platform-migration-down');
      expect(spec.suspend).toBe(true);
      expect(spec.jobTemplate.spec.template.spec.containers[0].command).toEqual(['alembic', 'downgrade', '-1']);
    });

    test('a dump of database platform every day, verified before it is compressed, kept for 30 days in S3', () => {
      const { spec } = find(objects, 'CronJob', 'platform-backup');
      expect(spec.schedule).toMatch(/^\d+ \d+ \* \* \*$/);
      const pod = spec.jobTemplate.spec.template.spec;
      const script = [...pod.initContainers, ...pod.containers].flatMap(({ command }) => command).join('\n');
      const steps = ['pg_dump --format=custom', 'pg_restore --list', 'gzip ', 'aws s3 cp', '30 days ago'];
      const places = steps.map((step) => script.indexOf(step));
      expect(places).not.toContain(-1);
      expect(places).toEqual([...places].sort((a, b) => a - b));
      const bucket = environment === 'staging' ? 'platform-backups-staging' : 'platform-backups';
      expect(script).toContain(`"s3://${bucket}/postgres/"`);
      expect(script).toMatch(/platform_\$\(date .*\)\.dump/);
    });

    test('a restore of a dump, on demand', () => {
      const { spec } = find(objects, 'CronJob', 'platform-backup-restore');
      expect(spec.suspend).toBe(true);
      const { containers } = spec.jobTemplate.spec.template.spec;
      expect(containers[0].command.join('\n')).toContain('pg_restore --clean');
    });

    test('the SQL of the migrations for review, on demand', () => {
      const { spec } = find(objects, 'CronJob', 'platform-migration-sql');
      expect(spec.suspend).toBe(true);
      expect(spec.jobTemplate.spec.template.spec.containers[0].command).toEqual([
        'alembic',
        'upgrade',
        'head',
        '--sql',
      ]);
    });
  },
);

/** Sync wave of Argo CD; without one, objects are applied in wave 0. */
function wave({ metadata }: Loose): number {
  return Number(metadata.annotations?.['argocd.argoproj.io/sync-wave'] ?? 0);
}
