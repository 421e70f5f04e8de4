import type { KubernetesObject } from '../kubernetes-object';
import { fields, listFields, userData } from './field-order';

/**
 * The object with its keys in the order in which people write them, whatever order they came in. Lists keep theirs.
 * Keys that are the user's own data (labels, the files of a ConfigMap) are alphabetical, and so are, after all others,
 * fields that are not listed here.
 */
export function orderKeys(object: KubernetesObject): KubernetesObject {
  return orderMap(object, usual) as unknown as KubernetesObject;
}

type Plain = Readonly<Record<string, unknown>>;

/** A ranking of field names, with the order of each set of keys seen so far: the same shapes come back thousands of times. */
interface Ranking {
  readonly ranks: ReadonlyMap<string, number>;
  readonly shapes: Shape;
}

/** Sets of keys as a tree of their keys in turn: following it costs less than joining them to one text. */
interface Shape {
  readonly next: Map<string, Shape>;
  ordered?: readonly string[];
}

const usual = ranking(fields);

const lists: ReadonlyMap<string, Ranking> = new Map(
  Object.entries(listFields).map(([list, first]) => [list, ranking(`${first} ${fields}`)]),
);

/** @param names Separated by spaces; the first place of a name counts */
function ranking(names: string): Ranking {
  const distinct = new Set(names.trim().split(/\s+/));
  return { ranks: new Map([...distinct].map((name, rank) => [name, rank])), shapes: { next: new Map() } };
}

function orderMap(map: Plain, by: Ranking): Plain {
  const ordered: Record<string, unknown> = {};
  for (const key of order(Object.keys(map), by)) {
    // Not there, as an author means it; YAML would have it as null.
    if (map[key] !== undefined) set(ordered, key, orderField(key, map[key]));
  }
  return ordered;
}

function orderField(field: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => orderItem(item, lists.get(field) ?? usual));
  if (!isMap(value)) return value;
  return userData.has(field) || isLabels(field, value) ? alphabetical(value) : orderMap(value, usual);
}

function orderItem(item: unknown, by: Ranking): unknown {
  if (Array.isArray(item)) return item.map((inner) => orderItem(inner, by));
  return isMap(item) ? orderMap(item, by) : item;
}

/** The selector of a Service is a map of labels; other kinds' selectors have `matchLabels` inside. */
function isLabels(field: string, value: Plain): boolean {
  return field === 'selector' && Object.values(value).every((label) => typeof label === 'string');
}

function alphabetical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(alphabetical);
  if (!isMap(value)) return value;
  const ordered: Record<string, unknown> = {};
  for (const key of Object.keys(value).sort()) set(ordered, key, alphabetical(value[key]));
  return ordered;
}

/** An assignment would take a key `__proto__` for the prototype. */
function set(map: Record<string, unknown>, key: string, value: unknown): void {
  if (key !== '__proto__') map[key] = value;
  else Object.defineProperty(map, key, { value, enumerable: true, configurable: true, writable: true });
}

function order(keys: readonly string[], { ranks, shapes }: Ranking): readonly string[] {
  const shape = keys.reduce(follow, shapes);
  shape.ordered ??= sorted(keys, ranks);
  return shape.ordered;
}

function sorted(keys: readonly string[], ranks: ReadonlyMap<string, number>): readonly string[] {
  const rank = (key: string) => ranks.get(key) ?? Number.MAX_SAFE_INTEGER;
  return keys.toSorted((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

function follow({ next }: Shape, key: string): Shape {
  const known = next.get(key);
  if (known) return known;
  const shape: Shape = { next: new Map() };
  next.set(key, shape);
  return shape;
}

function isMap(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
