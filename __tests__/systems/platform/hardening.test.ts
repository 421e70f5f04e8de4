import { environments } from '../../../systems/platform/environments';
import type { Container, PodSpec, Pods } from './pod';
import { templates } from './pods';
import { environmentNames, type Loose, ofKind, rendered, title } from './rendered';

describe.each(environmentNames)('platform in %s', (environment) => {
  const objects = rendered(environment);
  const pods = templates(objects);
  const { namespace } = environments[environment];

  test('labels every object as part of platform, in this environment', () => {
    const unlabelled = objects.filter(
      ({ metadata: { labels } }) =>
        labels?.['app.kubernetes.io/part-of'] !== 'platform' ||
        labels?.['app.kubernetes.io/instance'] !== `platform-${environment}` ||
        labels?.['app.kubernetes.io/managed-by'] !== 'waybill',
    );
    expect(unlabelled.map(title)).toEqual([]);
  });

  test('keeps everything in its namespace, and renders nothing else that belongs to a cluster', () => {
    const elsewhere = objects.filter(({ metadata }) => metadata.namespace !== namespace);
    expect(elsewhere.map(title)).toEqual([`Namespace ${namespace}`]);
  });

  test.each(pods.map((each): [string, Pods] => [each.of, each]))(
    '%s satisfies Pod Security "restricted"',
    (_, each) => {
      expect(violations(each.spec)).toEqual([]);
    },
  );

  test.each(pods.map((each): [string, Pods] => [each.of, each]))('%s pins its images', (_, { spec }) => {
    const floating = containersOf(spec).filter(
      ({ image }) => !/^[^\s@]+\/[^\s@]+(:(?!latest$)[\w.-]+|@sha256:[0-9a-f]{64})$/.test(String(image)),
    );
    expect(floating.map(({ image }) => image)).toEqual([]);
  });

  test('no custom resource takes the latest image either', () => {
    expect(JSON.stringify(objects)).not.toMatch(/:latest"|\$\{VERSION\}|IMAGE_TAG/);
  });

  test('holds no secret value: no Secret, and no credential in a variable, a file or an address', () => {
    expect(ofKind(objects, 'Secret')).toEqual([]);
    const literals = pods.flatMap(({ of, spec }) =>
      containersOf(spec).flatMap(({ env = [] }: Loose) =>
        env
          .filter(({ name, value }: Loose) => value !== undefined && secretName.test(name))
          .map(({ name }: Loose) => `${of}: ${name}`),
      ),
    );
    const inConfig = ofKind(objects, 'ConfigMap').flatMap(({ metadata, data }) =>
      Object.entries(data as Record<string, string>)
        .filter(([key, text]) => secretName.test(key) || /^\s*(requirepass|masterauth|password)\s/m.test(text))
        .map(([key]) => `ConfigMap ${metadata.name}: ${key}`),
    );
    expect([...literals, ...inConfig]).toEqual([]);
    expect(JSON.stringify(objects)).not.toMatch(/:\/\/[^/"\s:]*:[^/"\s@]+@/);
  });

  test('says nothing by an empty map or list that its absence would not say', () => {
    const meaningful = /\.(podSelector|namespaceSelector|emptyDir)$/;
    expect(
      objects.flatMap((object) => empties(object, title(object))).filter((path) => !meaningful.test(path)),
    ).toEqual([]);
  });

  test('writes quantities as text', () => {
    const wrapped = JSON.stringify(objects).match(/"[^"]+":\{"value":[^}]*\}/g) ?? [];
    expect(wrapped).toEqual([]);
  });
});

const secretName = /pass(word)?$|secret|token|credential|_key$|(_|^)(url|dsn)$/i;

function containersOf({ initContainers = [], containers }: PodSpec): readonly Container[] {
  return [...initContainers, ...containers];
}

/** What the Pod Security Standard "restricted" refuses in a pod, for a container on Linux. */
function violations(spec: Loose): string[] {
  const found: string[] = [];
  for (const field of ['hostNetwork', 'hostPID', 'hostIPC']) if (spec[field]) found.push(field);
  const kinds = [
    'configMap',
    'csi',
    'downwardAPI',
    'emptyDir',
    'ephemeral',
    'persistentVolumeClaim',
    'projected',
    'secret',
  ];
  for (const { name, ...source } of spec.volumes ?? []) {
    if (!Object.keys(source).every((kind) => kinds.includes(kind))) found.push(`volume ${name}`);
  }
  for (const { name, securityContext = {}, ports = [] } of containersOf(spec) as readonly Loose[]) {
    const either = { ...spec.securityContext, ...securityContext };
    const { capabilities = {}, allowPrivilegeEscalation, privileged } = securityContext;
    if (allowPrivilegeEscalation !== false) found.push(`${name}: allowPrivilegeEscalation`);
    if (privileged) found.push(`${name}: privileged`);
    if (!capabilities.drop?.includes('ALL')) found.push(`${name}: capabilities.drop`);
    if (capabilities.add?.some((each: string) => each !== 'NET_BIND_SERVICE')) found.push(`${name}: capabilities.add`);
    if (either.runAsNonRoot !== true) found.push(`${name}: runAsNonRoot`);
    if (either.runAsUser === 0) found.push(`${name}: runAsUser`);
    if (!['RuntimeDefault', 'Localhost'].includes(either.seccompProfile?.type)) found.push(`${name}: seccompProfile`);
    if (ports.some(({ hostPort }: Loose) => hostPort)) found.push(`${name}: hostPort`);
  }
  return found;
}

function empties(value: unknown, path: string): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const entries = Object.entries(value);
  return entries.length === 0 ? [path] : entries.flatMap(([key, field]) => empties(field, `${path}.${key}`));
}
