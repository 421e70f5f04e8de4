import { isDeepStrictEqual } from 'node:util';
import type { Construct } from 'constructs';
import type { k8s } from '../../../k8s';
import { isDnsLabel } from '../../../names';
import type { Config } from '../../configuration/config';
import type { SecretSource } from '../../configuration/secret';
import { report } from '../../report';

/** Where the content of a volume comes from. */
export type VolumeSource =
  | { readonly emptyDir: k8s.EmptyDirVolumeSource }
  | { readonly config: Config }
  | { readonly secret: Pick<SecretSource, 'name'>; readonly defaultMode?: number }
  | { readonly projected: k8s.ProjectedVolumeSource }
  | { readonly persistentVolumeClaim: string }
  | { readonly csi: k8s.CsiVolumeSource };

/** A volume of the pod, mounted into one container. Containers that name the same volume share it. */
export interface Mount {
  /** @default - the last part of `mountPath` */
  readonly name?: string;
  readonly mountPath: string;
  readonly subPath?: string;
  /** @default - true for configuration and secrets, which cannot be written, else false */
  readonly readOnly?: boolean;
  readonly source: VolumeSource;
}

/** An empty folder that a container may write to, though its root file system is read-only. */
export function writableFolder(mountPath: string): Mount {
  return { mountPath, source: { emptyDir: {} } };
}

/** Name of the volume of a mount. */
export function volumeName({ name, mountPath }: Mount): string {
  const last = mountPath.split('/').filter(Boolean).at(-1) ?? 'root';
  return (
    name ??
    last
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, ' ')
      .trim()
      .replaceAll(' ', '-')
  );
}

export function volumeMount(mount: Mount): k8s.VolumeMount {
  const { mountPath, subPath, readOnly = 'config' in mount.source || 'secret' in mount.source } = mount;
  return { name: volumeName(mount), mountPath, subPath, ...(readOnly && { readOnly }) };
}

/** Every volume that some containers mount, once. Two of one name and different content are reported. */
export function podVolumes(scope: Construct, mounts: readonly Mount[]): k8s.Volume[] {
  const volumes = new Map<string, { volume: k8s.Volume; mount: Mount }>();
  for (const mount of mounts) {
    const volume = { name: volumeName(mount), ...volumeSource(mount.source) };
    const known = volumes.get(volume.name);
    if (known && !(isDeepStrictEqual(known.volume, volume) && sharedOnPurpose(known.mount, mount))) {
      const message = `two different volumes are called '${volume.name}'`;
      report(scope, 'duplicate-volume', message, 'mount one of them by `volumes`, with a `name` of its own');
    }
    if (!isDnsLabel(volume.name)) {
      const message = `volume name '${volume.name}' is no RFC 1123 label`;
      report(scope, 'invalid-name', message, 'use at most 63 lower case letters, digits and -');
    }
    volumes.set(volume.name, known ?? { volume, mount });
  }
  return [...volumes.values()].map(({ volume }) => volume);
}

/** Folders that only happen to end alike, such as /tmp and /var/tmp, are not one folder. */
function sharedOnPurpose(one: Mount, other: Mount): boolean {
  return one.mountPath === other.mountPath || (one.name !== undefined && other.name !== undefined);
}

function volumeSource(source: VolumeSource): Omit<k8s.Volume, 'name'> {
  if ('config' in source) return { configMap: { name: source.config.name } };
  if ('secret' in source) return { secret: { secretName: source.secret.name, defaultMode: source.defaultMode } };
  if ('persistentVolumeClaim' in source) return { persistentVolumeClaim: { claimName: source.persistentVolumeClaim } };
  return source;
}
