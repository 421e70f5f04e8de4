import type { RenderedObject } from '../render/render';

/** The same object in two Renders; one side is undefined where it is only in the other. */
export interface Pair {
  readonly before?: RenderedObject;
  readonly after?: RenderedObject;
}

/**
 * Finds objects again: by API group, kind, namespace and name within one cluster. Another version of the same API
 * group, and another file, are still the same object.
 *
 * Where it is not known which cluster an object is for, it is the environment that counts, and where that is not
 * known either, as in a folder that we did not write, any object of that name.
 */
export function matchObjects(before: readonly RenderedObject[], after: readonly RenderedObject[]): Pair[] {
  const scopeOf = scopes([...before, ...after]);
  const left = new Set(before);
  const wanted = new Set(after);
  const pairs: Pair[] = [];

  /** Pairs those of one key, in their order: of one identity there are several where nobody knows the clusters. */
  const pair = (key: (object: RenderedObject) => string, from = [...left], to = [...wanted]) => {
    const byKey = groupBy(to, key);
    for (const old of from) {
      const match = byKey.get(key(old))?.shift();
      if (!match) continue;
      pairs.push({ before: old, after: match });
      left.delete(old);
      wanted.delete(match);
    }
  };
  const inScope = (object: RenderedObject) => `${scopeOf(object)}\0${identity(object)}`;
  const unscoped = (object: RenderedObject) => scopeOf(object) === '';

  pair((object) => `${object.file}\0${inScope(object)}`);
  pair(inScope);
  pair(identity, [...left].filter(unscoped));
  pair(identity, [...left], [...wanted].filter(unscoped));
  return [...pairs, ...[...left].map((old) => ({ before: old })), ...[...wanted].map((fresh) => ({ after: fresh }))];
}

/** What an object is called in its cluster, whatever version of the API it is written in. */
export function identity({ value: { apiVersion, kind, metadata } }: RenderedObject): string {
  return [apiGroup(apiVersion), kind, metadata.namespace ?? '', metadata.name].join('\0');
}

/** The group of an `apiVersion`; empty for the core group. */
export function apiGroup(apiVersion: string): string {
  return apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
}

/**
 * Which cluster an object is for. A Render that was loaded does not know the cluster of an environment, one that was
 * authored does: what either knows counts for both.
 */
function scopes(objects: readonly RenderedObject[]): (object: RenderedObject) => string {
  const clusters = new Map<string, string>();
  for (const object of objects) {
    const environment = environmentOf(object);
    if (environment && object.cluster) clusters.set(environment, object.cluster);
  }
  return (object) => {
    const environment = environmentOf(object);
    const cluster = object.cluster ?? clusters.get(environment);
    return cluster ? `cluster ${cluster}` : environment;
  };
}

function environmentOf({ system, environment }: RenderedObject): string {
  return system && environment ? `${system}/${environment}` : '';
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
