import { Config } from '../../../../lib/constructs/configuration/config';
import { SecretReference } from '../../../../lib/constructs/configuration/secret';
import { field } from '../../../../lib/constructs/configuration/variable';
import type { ContainerProps } from '../../../../lib/constructs/workloads/pod/container';
import type { Mount } from '../../../../lib/constructs/workloads/pod/volumes';
import { WebService, type WebServiceProps } from '../../../../lib/constructs/workloads/web-service';
import { k8s } from '../../../../lib/k8s';
import { testEnvironment } from '../../../support/environment';
import { type AnyObject, failures, rendered } from '../../../support/render';
import { minimalWebService, secretWith } from '../../../support/workloads';

function author(props: Partial<WebServiceProps> = {}) {
  const { component } = testEnvironment();
  const service = new WebService(component, 'Service', { ...minimalWebService, ...props });
  return { component, service };
}

function template(props: Partial<WebServiceProps> = {}): AnyObject {
  return rendered(author(props).component, 'Deployment').spec.template;
}

function main(props: Partial<WebServiceProps> = {}): AnyObject {
  return template(props).spec.containers[0];
}

function codes(props: Partial<WebServiceProps> | Record<string, unknown>): string[] {
  return failures(author(props as Partial<WebServiceProps>).component).map(({ code }) => code);
}

const helper: ContainerProps = {
  name: 'helper',
  image: 'registry.example/helper:v1',
  resources: minimalWebService.resources,
};

describe('hardening', () => {
  test('every container, of whatever role, may do nothing but run', () => {
    const { spec } = template({ initContainers: [helper], sidecars: [{ ...helper, name: 'side' }] });
    for (const container of [...spec.containers, ...spec.initContainers]) {
      expect(container.securityContext).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      });
    }
  });

  test('volumes belong to the group of the user, unless another is named', () => {
    expect(template({ user: 999 }).spec.securityContext).toMatchObject({ runAsUser: 999, fsGroup: 999 });
    expect(template({ user: 999, fsGroup: 5 }).spec.securityContext).toMatchObject({ runAsUser: 999, fsGroup: 5 });
  });
});

describe('probes', () => {
  test('a probe with numbers keeps them', () => {
    const timing = { initialDelaySeconds: 1, periodSeconds: 2, timeoutSeconds: 3, failureThreshold: 4 };
    const container = main({
      probes: { liveness: { path: '/l', ...timing }, readiness: { exec: ['ready'], ...timing } },
    });
    expect(container.livenessProbe).toEqual({ httpGet: { path: '/l', port: 'http' }, ...timing });
    expect(container.readinessProbe).toEqual({ exec: { command: ['ready'] }, ...timing });
  });

  test('startup asks as liveness does, with time to start, and without the delays of liveness', () => {
    const liveness = { path: '/l', initialDelaySeconds: 60, periodSeconds: 60 };
    expect(main({ probes: { liveness, readiness: '/r' } }).startupProbe).toEqual({
      httpGet: { path: '/l', port: 'http' },
      periodSeconds: 5,
      failureThreshold: 30,
    });
  });

  test('startup may be stated', () => {
    const probes = { liveness: '/l', readiness: '/r', startup: { path: '/s', failureThreshold: 60 } };
    expect(main({ probes }).startupProbe).toEqual({ httpGet: { path: '/s', port: 'http' }, failureThreshold: 60 });
  });
});

describe('time to stop', () => {
  test.each([
    [{}, 20],
    [{ preStop: { sleepSeconds: 10 } }, 30],
    [{ preStop: { sleepSeconds: 10 }, drainSeconds: 60 }, 70],
    [{ preStop: { exec: ['drain'], seconds: 15 }, drainSeconds: 0 }, 15],
  ])('%j gives %d seconds in all', (props, seconds) => {
    expect(template(props).spec.terminationGracePeriodSeconds).toBe(seconds);
  });

  test('a command of its own is kept', () => {
    const { lifecycle } = main({ preStop: { exec: ['/drain', '--now'], seconds: 5 } });
    expect(lifecycle).toEqual({ preStop: { exec: { command: ['/drain', '--now'] } } });
  });

  test.each([{ drainSeconds: -1 }, { drainSeconds: 1.5 }, { preStop: { sleepSeconds: Number.NaN } }])(
    'fails on %j',
    (props) => {
      expect(codes(props)).toEqual(['invalid-number']);
    },
  );
});

describe('checksum of configuration', () => {
  const sum = (data: Record<string, string>, use: (config: Config) => Partial<WebServiceProps>) => {
    const { component } = testEnvironment();
    const config = new Config(component, 'Config', { name: 'config', data });
    new WebService(component, 'Service', { ...minimalWebService, ...use(config) });
    return rendered(component, 'Deployment').spec.template.metadata.annotations?.['checksum/config'];
  };
  const uses: Record<string, (config: Config) => Partial<WebServiceProps>> = {
    'as variables': (config) => ({ envFrom: [config] }),
    'as one variable': (config) => ({ env: { A: config.key('A') } }),
    'as a volume': (config) => ({ volumes: [{ mountPath: '/etc/config', source: { config } }] }),
    'by a sidecar': (config) => ({ sidecars: [{ ...helper, envFrom: [config] }] }),
    'by an init container': (config) => ({ initContainers: [{ ...helper, env: { A: config.key('A') } }] }),
  };

  test.each(Object.entries(uses))('changes with a ConfigMap that is used %s, and only then', (_, use) => {
    const before = sum({ A: '1', B: '2' }, use);
    expect(before).toMatch(/^[0-9a-f]{16}$/);
    expect(sum({ B: '2', A: '1' }, use)).toBe(before);
    expect(sum({ A: '1', B: '3' }, use)).not.toBe(before);
  });

  test('is not there without a ConfigMap, or with one that nobody uses', () => {
    expect(sum({ A: '1' }, () => ({}))).toBeUndefined();
  });

  test('secrets have none: their content is not known here', () => {
    const { component } = testEnvironment();
    const secret = secretWith(component, 'secret', 'A');
    new WebService(component, 'Service', { ...minimalWebService, envFrom: [secret], env: { B: secret.key('A') } });
    expect(rendered(component, 'Deployment').spec.template.metadata).not.toHaveProperty('annotations');
  });
});

describe('variables', () => {
  test('come from values, ConfigMaps, Secrets and fields of the pod', () => {
    const { component } = testEnvironment();
    const config = new Config(component, 'Config', { name: 'config', data: { LEVEL: 'info' } });
    const secret = new SecretReference(component, 'Secret', { name: 'secret', keys: ['password'] });
    const env = {
      PLAIN: '',
      LEVEL: config.key('LEVEL'),
      PASSWORD: secret.key('password'),
      POD_IP: field('status.podIP'),
    };
    const container = { ...minimalWebService, env, envFrom: [config, secret] };
    new WebService(component, 'Service', container);
    expect(rendered(component, 'Deployment').spec.template.spec.containers[0]).toMatchObject({
      env: [
        { name: 'PLAIN', value: '' },
        { name: 'LEVEL', valueFrom: { configMapKeyRef: { name: 'config', key: 'LEVEL' } } },
        { name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 'secret', key: 'password' } } },
        { name: 'POD_IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
      ],
      envFrom: [{ configMapRef: { name: 'config' } }, { secretRef: { name: 'secret' } }],
    });
  });

  test('a variable that the container has from the same source is not repeated', () => {
    const { component } = testEnvironment();
    const config = new Config(component, 'Config', { name: 'config', data: { LEVEL: 'info' } });
    const secret = secretWith(component, 'secret', 'URL');
    const envFrom = [config, secret];
    const service = new WebService(component, 'Service', { ...minimalWebService, envFrom, env: { MODE: 'fast' } });
    service.addVariable('URL', secret.key('URL'));
    service.addVariable('LEVEL', config.key('LEVEL'));
    service.addVariable('MODE', 'fast');
    service.addVariable('NEW', 'value');
    service.addVariable('NEW', 'value');
    expect(rendered(component, 'Deployment').spec.template.spec.containers[0].env).toEqual([
      { name: 'MODE', value: 'fast' },
      { name: 'NEW', value: 'value' },
    ]);
  });

  test.each([
    ['the value of env', 'MODE', () => 'slow'],
    ['another key of the same Secret', 'URL', (secret: SecretReference) => secret.key('OTHER')],
    ['a value instead of a Secret', 'URL', () => 'postgres://'],
  ])('fails on a connection that contradicts %s', (_, name, value) => {
    const { component } = testEnvironment();
    const secret = new SecretReference(component, 'Secret', { name: 'secret', keys: ['URL', 'OTHER'] });
    const props = { ...minimalWebService, envFrom: [secret], env: { MODE: 'fast' } };
    new WebService(component, 'Service', props).addVariable(name, value(secret));
    expect(failures(component)).toEqual([
      expect.objectContaining({ code: 'duplicate-variable', message: `variable ${name} of api has two sources` }),
    ]);
  });

  test('fails on two ConfigMaps with the same key', () => {
    const { component } = testEnvironment();
    const config = (name: string) => new Config(component, name, { name, data: { LEVEL: 'info' } });
    new WebService(component, 'Service', { ...minimalWebService, envFrom: [config('one'), config('two')] });
    expect(failures(component).map(({ message }) => message)).toEqual(['variable LEVEL of api has two sources']);
  });
});

describe('volumes', () => {
  test('are of every kind', () => {
    const { component } = testEnvironment();
    const config = new Config(component, 'Config', { name: 'config', of: 'files', data: { 'app.conf': 'x' } });
    const secret = secretWith(component, 'certificate', 'tls.key');
    const token = { sources: [{ serviceAccountToken: { path: 'token' } }] };
    const volumes: Mount[] = [
      { mountPath: '/cache', source: { emptyDir: { sizeLimit: k8s.Quantity.fromString('1Gi') } } },
      { mountPath: '/etc/app.conf', subPath: 'app.conf', name: 'config', source: { config } },
      { mountPath: '/etc/tls', source: { secret, defaultMode: 0o400 } },
      { mountPath: '/token', readOnly: true, source: { projected: token } },
      { mountPath: '/data', source: { persistentVolumeClaim: 'data' } },
      { mountPath: '/secrets', source: { csi: { driver: 'secrets-store.csi.k8s.io', readOnly: true } } },
    ];
    new WebService(component, 'Service', { ...minimalWebService, writable: ['/var/.cache_dir'], volumes });
    const { spec } = rendered(component, 'Deployment').spec.template;
    expect(spec.volumes).toEqual([
      { name: 'cache-dir', emptyDir: {} },
      { name: 'cache', emptyDir: { sizeLimit: '1Gi' } },
      { name: 'config', configMap: { name: 'config' } },
      { name: 'tls', secret: { secretName: 'certificate', defaultMode: 0o400 } },
      { name: 'token', projected: token },
      { name: 'data', persistentVolumeClaim: { claimName: 'data' } },
      { name: 'secrets', csi: { driver: 'secrets-store.csi.k8s.io', readOnly: true } },
    ]);
    expect(spec.containers[0].volumeMounts).toEqual([
      { name: 'cache-dir', mountPath: '/var/.cache_dir' },
      { name: 'cache', mountPath: '/cache' },
      { name: 'config', mountPath: '/etc/app.conf', subPath: 'app.conf', readOnly: true },
      { name: 'tls', mountPath: '/etc/tls', readOnly: true },
      { name: 'token', mountPath: '/token', readOnly: true },
      { name: 'data', mountPath: '/data' },
      { name: 'secrets', mountPath: '/secrets' },
    ]);
  });

  test('containers that name the same volume share it', () => {
    const mount = (mountPath: string): Mount => ({ name: 'shared', mountPath, source: { emptyDir: {} } });
    const { spec } = template({ volumes: [mount('/out')], sidecars: [{ ...helper, volumes: [mount('/in')] }] });
    expect(spec.volumes).toEqual([{ name: 'shared', emptyDir: {} }]);
    expect(spec.initContainers[0].volumeMounts).toEqual([{ name: 'shared', mountPath: '/in' }]);
  });

  test('fails on two volumes of one name', () => {
    const { component } = testEnvironment();
    const config = new Config(component, 'Config', { name: 'config', of: 'files', data: { a: 'x' } });
    const volumes: Mount[] = [
      { name: 'data', mountPath: '/a', source: { config } },
      { name: 'data', mountPath: '/b', source: { emptyDir: {} } },
    ];
    new WebService(component, 'Service', { ...minimalWebService, volumes });
    expect(failures(component)).toEqual([
      expect.objectContaining({ code: 'duplicate-volume', message: "two different volumes are called 'data'" }),
    ]);
  });

  test('fails on folders that only happen to end alike, which would be one', () => {
    expect(codes({ writable: ['/tmp', '/var/tmp'] })).toEqual(['duplicate-volume']);
  });

  test.each([{ writable: ['tmp'] }, { writable: ['/tmp', '/tmp'] }])('fails on the paths of %j', (props) => {
    expect(codes(props)).toEqual(['invalid-path']);
  });

  test.each([{ writable: ['/'] }, { writable: ['/var/Log Files'] }])('the volumes of %j have valid names', (props) => {
    expect(codes(props)).toEqual([]);
  });
});

test('sidecars start after the init containers and before the main container, and outlive it', () => {
  const { spec } = template({ initContainers: [helper], sidecars: [{ ...helper, name: 'side' }] });
  expect(spec.initContainers.map(({ name, restartPolicy }: AnyObject) => [name, restartPolicy])).toEqual([
    ['helper', undefined],
    ['side', 'Always'],
  ]);
});

test.each([
  [{ initContainers: [{ ...helper, name: 'api' }] }, 'duplicate-container'],
  [{ sidecars: [helper, helper] }, 'duplicate-container'],
  [{ labels: { app: 'other' } }, 'reserved-label'],
  [{ labels: { team: 'a b' } }, 'invalid-label'],
])('fails on %j', (props, code) => {
  expect(codes(props)).toContain(code);
});
