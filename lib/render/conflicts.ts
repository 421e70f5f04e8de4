import { error, type Problem } from '../problem';
import type { RenderedObject } from './render';

type Placed = Pick<RenderedObject, 'value' | 'cluster' | 'constructPath' | 'file'>;

interface IngressSpec {
  readonly rules?: readonly { host?: string; http?: { paths?: readonly { path?: string }[] } }[];
}

/**
 * Objects that cannot be in one cluster together: two of one identity, of which the second apply would overwrite the
 * first, and two that serve one host and path.
 */
export function conflicts(objects: readonly Placed[]): Problem[] {
  return [
    ...collisions(objects, 'duplicate-object', identity, 'give one of them another name or namespace'),
    ...collisions(objects, 'duplicate-host', routes, 'serve one of them under another host'),
  ];
}

function collisions(
  objects: readonly Placed[],
  code: string,
  keysOf: (object: Placed) => readonly string[],
  fix: string,
): Problem[] {
  const owners = new Map<string, Placed>();
  const problems: Problem[] = [];
  for (const object of objects) {
    for (const key of keysOf(object)) {
      const id = `${object.cluster ?? ''} ${key}`;
      const owner = owners.get(id);
      if (!owner) owners.set(id, object);
      else problems.push(error(code, place(object), `${key} is also rendered by ${place(owner)}`, fix));
    }
  }
  return problems;
}

function identity({ value: { apiVersion, kind, metadata } }: Placed): string[] {
  const group = apiVersion.includes('/') ? `${apiVersion.split('/')[0]}/` : '';
  return [`${group}${kind} ${metadata.namespace ? `${metadata.namespace}/` : ''}${metadata.name}`];
}

function routes({ value }: Placed): string[] {
  if (value.kind !== 'Ingress') return [];
  const { rules = [] } = (value.spec ?? {}) as IngressSpec;
  return rules.flatMap(({ host, http }) => (http?.paths ?? []).map(({ path }) => `host ${host ?? '*'}${path ?? '/'}`));
}

function place({ constructPath, file }: Placed): string {
  return constructPath ?? file;
}
