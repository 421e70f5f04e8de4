import { Config, type ConfigProps } from '../../lib/constructs/configuration/config';
import { ExternalSecret } from '../../lib/constructs/configuration/external-secret';
import { SecretReference } from '../../lib/constructs/configuration/secret';
import { testEnvironment } from '../support/environment';
import { failures, render, rendered } from '../support/render';

const config = (props: Partial<Record<keyof ConfigProps, unknown>>) => {
  const { component } = testEnvironment();
  new Config(component, 'Config', { name: 'config', ...props } as ConfigProps);
  return component;
};

test('a ConfigMap has its data, before the workloads', () => {
  const { metadata, data } = rendered(config({ data: { B: '2', A: '1' } }), 'ConfigMap');
  expect(metadata.annotations).toEqual({ 'argocd.argoproj.io/sync-wave': '-3' });
  expect(data).toEqual({ A: '1', B: '2' });
});

test('a ConfigMap may hold files', () => {
  const component = config({ of: 'files', data: { 'nginx.conf': 'worker_processes 1;\n' }, labels: { team: 'a' } });
  expect(rendered(component, 'ConfigMap')).toMatchObject({
    metadata: { labels: { team: 'a' } },
    data: { 'nginx.conf': 'worker_processes 1;\n' },
  });
});

test.each([
  [{ data: { A: undefined } }, 'missing-variable', 'variable A has no value'],
  [{ data: { A: null } }, 'missing-variable', 'variable A has no value'],
  [{ data: { A: 5 } }, 'invalid-variable', 'variable A is 5'],
  [{ data: { A: true } }, 'invalid-variable', 'variable A is true'],
  [{ data: { 'LOG-LEVEL': 'info' } }, 'invalid-variable', "'LOG-LEVEL' is no name"],
  [{ data: { '1A': 'info' } }, 'invalid-variable', "'1A' is no name"],
  [{ of: 'files', data: { 'a/b': 'x' } }, 'invalid-file', "entry 'a/b' of ConfigMap config"],
  [{ of: 'files', data: { a: 1 } }, 'invalid-file', "entry 'a' of ConfigMap config is 1"],
])('fails on a ConfigMap with %j', (props, code, message) => {
  expect(failures(config(props))).toEqual([
    expect.objectContaining({ code, message: expect.stringContaining(message), place: 'environment/component/Config' }),
  ]);
});

test('an ExternalSecret names where each key comes from, and no value', () => {
  const { component } = testEnvironment();
  const secret = new ExternalSecret(component, 'Secret', {
    name: 'database',
    store: 'aws',
    data: { username: { key: 'shop/database', property: 'user' }, password: { key: 'shop/password' } },
  });
  const { metadata, spec } = rendered(component, 'ExternalSecret');
  expect(metadata.annotations).toEqual({ 'argocd.argoproj.io/sync-wave': '-3' });
  expect(spec).toEqual({
    refreshInterval: '1h',
    secretStoreRef: { name: 'aws', kind: 'ClusterSecretStore' },
    target: { name: 'database' },
    data: [
      { secretKey: 'username', remoteRef: { key: 'shop/database', property: 'user' } },
      { secretKey: 'password', remoteRef: { key: 'shop/password' } },
    ],
  });
  expect(secret.envFrom).toEqual({ secretRef: { name: 'database' } });
  expect(secret.key('password')).toEqual({ valueFrom: { secretKeyRef: { name: 'database', key: 'password' } } });
});

test('the Secret that it makes may have a type and labels', () => {
  const { component } = testEnvironment();
  new ExternalSecret(component, 'Secret', {
    name: 'owner',
    store: 'aws',
    refreshInterval: '5m',
    type: 'kubernetes.io/basic-auth',
    secretLabels: { 'cnpg.io/reload': 'true' },
    data: { password: { key: 'k' } },
  });
  expect(rendered(component, 'ExternalSecret').spec).toMatchObject({
    refreshInterval: '5m',
    target: {
      name: 'owner',
      template: { type: 'kubernetes.io/basic-auth', metadata: { labels: { 'cnpg.io/reload': 'true' } } },
    },
  });
});

test('a Secret of an operator renders nothing', () => {
  const { component } = testEnvironment();
  const secret = new SecretReference(component, 'Secret', { name: 'rabbitmq-default-user', keys: ['username'] });
  expect(secret.key('username')).toEqual({
    valueFrom: { secretKeyRef: { name: 'rabbitmq-default-user', key: 'username' } },
  });
  expect(render(component)).toEqual([]);
});

test('fails on a key that is not there, and says which there are', () => {
  const { component } = testEnvironment();
  new Config(component, 'Config', { name: 'config', data: { A: '1', B: '2' } }).key('C');
  new SecretReference(component, 'Secret', { name: 'secret', keys: ['password'] }).key('pasword');
  expect(failures(component).map(({ code, message }) => `${code}: ${message}`)).toEqual([
    'unknown-key: ConfigMap config has no key C, it has A, B',
    'unknown-key: Secret secret has no key pasword, it has password',
  ]);
});
