import type { FieldPath, RenderedObject } from '../render/render';

/**
 * What the cluster will do about a change, the most severe first:
 * - `destroys`: data is lost, with an object that holds it or with the storage that shrinks
 * - `recreates`: the API server refuses the change: the object must be deleted and made anew
 * - `removes`: the object is deleted
 * - `rolls-pods`: pods are replaced, as their strategy says
 * - `updates`: the object is updated in place, no pod is touched
 * - `creates`: the object is new
 * - `metadata`: only labels or annotations of the object itself change
 * - `nothing`: the same, written in another way
 */
export const effects = [
  'destroys',
  'recreates',
  'removes',
  'rolls-pods',
  'updates',
  'creates',
  'metadata',
  'nothing',
] as const;

export type Effect = (typeof effects)[number];

/** What a change does, and why. */
export interface Verdict {
  readonly effect: Effect;
  /** Names the field or the object, lower case, no full stop. */
  readonly reason: string;
}

/** One field that differs. A field, list item or map that was added or removed as a whole is one of these. */
export interface FieldDifference {
  /** Where it is in the object after the change; for what is gone, in the object before it. */
  readonly path: FieldPath;
  /** The same for people, with the keys of list items: `spec.template.spec.containers[api].image`. */
  readonly field: string;
  /** Undefined where it was not there. */
  readonly before: unknown;
  /** Undefined where it is gone. */
  readonly after: unknown;
}

/** A difference, and what the cluster does about this one. */
export interface FieldChange extends FieldDifference, Verdict {}

/** One object that differs between two Renders. */
export interface Change extends Verdict {
  readonly kind: 'added' | 'removed' | 'changed';
  /** Undefined for what was added. */
  readonly before?: RenderedObject;
  /** Undefined for what was removed. */
  readonly after?: RenderedObject;
  /** In the order of the object after the change; empty unless it changed. */
  readonly fields: readonly FieldChange[];
}

/** The most severe of some verdicts, the first of them where several are. @returns undefined for none */
export function mostSevere<V extends Verdict>(verdicts: readonly V[]): V | undefined {
  let worst: V | undefined;
  for (const each of verdicts) {
    if (!worst || effects.indexOf(each.effect) < effects.indexOf(worst.effect)) worst = each;
  }
  return worst;
}
