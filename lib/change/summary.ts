import { type Change, type Effect, effects, type FieldChange } from './change';
import { isMap } from './is-map';

/** Many changes in a few lines. */
export interface Summary {
  /** How many objects each effect is for, the most severe effect first; those that do not occur are left out. */
  readonly effects: readonly { readonly effect: Effect; readonly count: number }[];
  /** Every field that changed, the most severe first, then those in most objects. */
  readonly groups: readonly FieldGroup[];
}

/** One field that changed from and to the same values in one object or several of a kind; its path is of the first. */
export interface FieldGroup extends FieldChange {
  readonly kind: string;
  /** The objects, in the order in which they were given. */
  readonly changes: readonly Change[];
}

/** Counts changes by effect, and puts equal changes of fields together, whichever objects and environments they are in. */
export function summarize(changes: readonly Change[]): Summary {
  const counts = effects.map((effect) => ({
    effect,
    count: changes.filter((change) => change.effect === effect).length,
  }));
  return { effects: counts.filter(({ count }) => count > 0), groups: groups(changes) };
}

function groups(changes: readonly Change[]): FieldGroup[] {
  const found = new Map<string, FieldGroup & { readonly changes: Change[] }>();
  for (const change of changes) {
    const kind = change.after?.value.kind ?? '';
    for (const each of change.fields) {
      const { field, before, after, effect } = each;
      const key = JSON.stringify([kind, field, effect, canonical(before), canonical(after)]);
      const group = found.get(key);
      if (group) group.changes.push(change);
      else found.set(key, { ...each, kind, changes: [change] });
    }
  }
  return [...found.values()].sort(
    (a, b) => effects.indexOf(a.effect) - effects.indexOf(b.effect) || b.changes.length - a.changes.length,
  );
}

/** The same for maps that differ only in the order of their keys. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part) =>
    isMap(part) ? Object.fromEntries(Object.entries(part).sort(byKey)) : part,
  );
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}
