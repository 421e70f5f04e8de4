import { PostgresAccess } from '../../../lib/constructs/backing-services/postgres-access';
import { PostgresDump, type PostgresDumpProps } from '../../../lib/constructs/data-protection/postgres-dump';
import { pods } from '../../../lib/constructs/network/peer';
import { Traffic } from '../../../lib/constructs/network/traffic';
import { testEnvironment } from '../../support/environment';
import { type AnyObject, failures, identities, rendered } from '../../support/render';
import { minimalTask, secretWith } from '../../support/workloads';

function author(props: Partial<PostgresDumpProps> = {}) {
  const { component } = testEnvironment();
  const podLabels = { app: 'postgres' };
  const server = new PostgresAccess(component, 'Server', {
    host: 'postgres-rw',
    database: 'shop',
    owner: secretWith(component, 'owner', 'username', 'password'),
    podLabels,
    traffic: new Traffic(component, 'Traffic', { name: 'postgres-policy', podSelector: { matchLabels: podLabels } }),
  });
  new PostgresDump(component, 'Dump', {
    name: 'backup',
    server,
    database: 'shop',
    folder: { bucket: 'backups', path: 'postgres' },
    access: secretWith(component, 'aws', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'),
    retentionDays: 30,
    schedule: '0 2 * * *',
    postgres: { image: 'registry.example/postgres:16.9', user: 26, version: '16' },
    awsCli: 'registry.example/aws-cli:2.27.50',
    resources: minimalTask.resources,
    scratch: '10Gi',
    ...props,
  });
  return component;
}

const podOf = (name: string): AnyObject => rendered(author(), 'CronJob', name).spec.jobTemplate.spec.template.spec;

test('a dump is made by schedule, a restore on demand', () => {
  const component = author();
  expect(identities(component).filter((identity) => identity.startsWith('CronJob'))).toEqual([
    'CronJob backup',
    'CronJob backup-restore',
  ]);
  expect(rendered(component, 'CronJob', 'backup').spec).toMatchObject({ schedule: '0 2 * * *' });
  expect(rendered(component, 'CronJob', 'backup-restore').spec).toMatchObject({ suspend: true });
});

test.each([
  ['backup', ['dump', 'registry.example/postgres:16.9'], ['backup', 'registry.example/aws-cli:2.27.50']],
  [
    'backup-restore',
    ['fetch', 'registry.example/aws-cli:2.27.50'],
    ['backup-restore', 'registry.example/postgres:16.9'],
  ],
])('%s hands the dump over in a folder of bounded size', (name, first, second) => {
  const { initContainers, containers, volumes } = podOf(name);
  expect([...initContainers, ...containers].map(({ name, image }) => [name, image])).toEqual([first, second]);
  expect(volumes).toEqual([{ name: 'scratch', emptyDir: { sizeLimit: '10Gi' } }]);
  for (const container of [...initContainers, ...containers]) {
    expect(container.volumeMounts).toEqual([{ name: 'scratch', mountPath: '/scratch' }]);
    expect(container.command.slice(0, 4)).toEqual(['/bin/bash', '-euo', 'pipefail', '-c']);
  }
});

test('only the container that needs a credential has it', () => {
  const { initContainers, containers } = podOf('backup');
  expect(initContainers[0].env.map(({ name }: AnyObject) => name)).toEqual([
    'PGHOST',
    'PGDATABASE',
    'PGUSER',
    'PGPASSWORD',
  ]);
  expect(initContainers[0]).not.toHaveProperty('envFrom');
  expect(containers[0].env).toEqual([{ name: 'HOME', value: '/scratch' }]);
  expect(containers[0].envFrom).toEqual([{ secretRef: { name: 'aws' } }]);
});

test('both reach the server itself and the object store, and the server lets them in', () => {
  const component = author();
  for (const name of ['backup', 'backup-restore']) {
    const [postgres, s3] = rendered(component, 'NetworkPolicy', `${name}-policy`).spec.egress;
    expect(postgres).toEqual({ to: [pods({ app: 'postgres' })], ports: [{ port: 5432, protocol: 'TCP' }] });
    expect(s3.ports).toEqual([{ port: 443, protocol: 'TCP' }]);
    expect(s3.to[0].ipBlock.except).toContain('10.0.0.0/8');
  }
  expect(rendered(component, 'NetworkPolicy', 'postgres-policy').spec.ingress[0].from).toEqual([
    pods({ app: 'backup' }),
    pods({ app: 'backup-restore' }),
  ]);
});

test.each([
  [{ retentionDays: 0 }, 'invalid-number'],
  [{ scratch: '10 Gi' }, 'invalid-quantity'],
  [{ schedule: '0 0 2 * * *' }, 'invalid-schedule'],
  [{ awsCli: 'registry.example/aws-cli' }, 'invalid-image'],
])('fails on %j', (props, code) => {
  expect(new Set(failures(author(props)).map((problem) => problem.code))).toEqual(new Set([code]));
});
