import { parseQuantity } from '../quantity';
import type { KubernetesObject } from '../render/render';
import type { Effect } from './change';
import { isMap } from './is-map';

/** What the cluster does about objects of one kind, where it is more than to update them in place. */
export interface KindRule {
  /** What is lost when the object is deleted, and so when it must be made anew. @default - nothing */
  readonly holds?: (object: KubernetesObject) => string | undefined;
  /** The first rule that a field is at or below of counts. @default - none */
  readonly fields?: readonly FieldRule[];
}

export interface FieldRule {
  readonly effect: Effect;
  /** Names of fields from the top, `*` for any one step, such as a list item. */
  readonly paths: readonly (readonly string[])[];
  /** @default - always */
  readonly when?: (field: RuledField) => boolean;
  /** Said after the name of the field. @default - what is said of every field with this effect */
  readonly reason?: string;
}

/** A field that a rule may be about. */
export interface RuledField {
  readonly before: unknown;
  readonly after: unknown;
  /** The object before the change. */
  readonly object: KubernetesObject;
}

/** A rule about fields. Paths are written with dots: no field that rules know has one in its name. */
export function rule(
  effect: Effect,
  paths: readonly string[],
  more: Pick<FieldRule, 'when' | 'reason'> = {},
): FieldRule {
  return { effect, paths: paths.map((path) => path.split('.')), ...more };
}

/** Sizes of storage: volumes only grow. */
export function storage(...paths: string[]): FieldRule {
  return rule('destroys', paths, {
    when: shrinks,
    reason: 'shrinks, and volumes only grow: their data would have to move',
  });
}

/** The spec of an object; empty where it has none. */
export function specOf({ spec }: KubernetesObject): Readonly<Record<string, unknown>> {
  return isMap(spec) ? spec : {};
}

function shrinks({ before, after }: RuledField): boolean {
  const [old, fresh] = [parseQuantity(String(before)), parseQuantity(String(after))];
  return old !== undefined && fresh !== undefined && fresh < old;
}
