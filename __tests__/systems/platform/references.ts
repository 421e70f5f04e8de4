import type { KubernetesObject } from '../../../lib/kubernetes-object';
import { templates } from './pods';
import { type Loose, ofKind, title } from './rendered';

/** One object that names another. */
export interface Reference {
  /** Kind and name of the object that names it. */
  readonly from: string;
  readonly kind: string;
  readonly name: string;
  /** Key of a ConfigMap or Secret; without one, the whole object is meant. */
  readonly key?: string;
}

/** Every ConfigMap and Secret that pods and custom resources read. */
export function dataReferences(objects: readonly KubernetesObject[]): Reference[] {
  const ofPods = templates(objects).flatMap(({ of, spec }) =>
    [...containerReferences(spec), ...volumeReferences(spec)].map((each) => ({ from: of, ...each })),
  );
  const ofOthers = (objects as readonly Loose[]).flatMap((object) =>
    resourceReferences(object).map((each) => ({ from: title(object), ...each })),
  );
  return [...ofPods, ...ofOthers];
}

/**
 * The keys of every ConfigMap and Secret that there will be, by kind and name: those that are rendered, and those that
 * a controller makes of what is rendered.
 */
export function producedData(objects: readonly KubernetesObject[]): ReadonlyMap<string, readonly string[]> {
  const configMaps = ofKind(objects, 'ConfigMap').map(({ metadata, data }): [string, string[]] => [
    `ConfigMap ${metadata.name}`,
    Object.keys(data),
  ]);
  const externalSecrets = ofKind(objects, 'ExternalSecret').map(({ spec }): [string, string[]] => [
    `Secret ${spec.target.name}`,
    spec.data.map(({ secretKey }: Loose) => secretKey),
  ]);
  const defaultUsers = ofKind(objects, 'RabbitmqCluster').map(({ metadata }): [string, string[]] => [
    `Secret ${metadata.name}-default-user`,
    ['username', 'password', 'host', 'port', 'connection_string'],
  ]);
  const certificates = ofKind(objects, 'Ingress')
    .filter(({ metadata }) => metadata.annotations?.['cert-manager.io/cluster-issuer'])
    .flatMap(({ spec }) => spec.tls.map(({ secretName }: Loose) => [`Secret ${secretName}`, ['tls.crt', 'tls.key']]));
  return new Map([...configMaps, ...externalSecrets, ...defaultUsers, ...certificates]);
}

type Target = Omit<Reference, 'from'>;

const configMap = (name: string, key?: string): Target => ({ kind: 'ConfigMap', name, key });
const secret = (name: string, key?: string): Target => ({ kind: 'Secret', name, key });

function containerReferences({ containers, initContainers = [] }: Loose): Target[] {
  return [...containers, ...initContainers].flatMap(({ env = [], envFrom = [] }: Loose) => [
    ...envFrom.flatMap(({ configMapRef, secretRef }: Loose) => [
      ...(configMapRef ? [configMap(configMapRef.name)] : []),
      ...(secretRef ? [secret(secretRef.name)] : []),
    ]),
    ...env.flatMap(({ valueFrom }: Loose) => [
      ...(valueFrom?.configMapKeyRef ? [configMap(valueFrom.configMapKeyRef.name, valueFrom.configMapKeyRef.key)] : []),
      ...(valueFrom?.secretKeyRef ? [secret(valueFrom.secretKeyRef.name, valueFrom.secretKeyRef.key)] : []),
    ]),
  ]);
}

function volumeReferences({ volumes = [] }: Loose): Target[] {
  const flat = volumes.flatMap((volume: Loose) => [volume, ...(volume.projected?.sources ?? [])]);
  return flat.flatMap((volume: Loose) => [
    ...(volume.configMap ? [configMap(volume.configMap.name)] : []),
    ...(volume.secret ? [secret(volume.secret.secretName ?? volume.secret.name)] : []),
    ...(volume.persistentVolumeClaim
      ? [{ kind: 'PersistentVolumeClaim', name: volume.persistentVolumeClaim.claimName }]
      : []),
  ]);
}

/** What other resources read, kind by kind: a kind that is missing here fails no test, so add it with its first use. */
function resourceReferences({ kind, spec }: Loose): Target[] {
  switch (kind) {
    case 'Ingress':
      return spec.tls.map(({ secretName }: Loose) => secret(secretName, 'tls.crt'));
    case 'TriggerAuthentication':
      return spec.secretTargetRef.map(({ name, key }: Loose) => secret(name, key));
    case 'Cluster':
      return ['username', 'password'].map((key) => secret(spec.bootstrap.initdb.secret.name, key));
    case 'ObjectStore':
      return (Object.values(spec.configuration.s3Credentials) as Loose[]).map(({ name, key }) => secret(name, key));
    case 'RedisCluster':
      return [
        secret(spec.kubernetesConfig.redisSecret.name, spec.kubernetesConfig.redisSecret.key),
        ...[spec.redisLeader, spec.redisFollower].map(({ redisConfig }) =>
          configMap(redisConfig.additionalRedisConfig, 'redis-additional.conf'),
        ),
      ];
    default:
      return [];
  }
}
