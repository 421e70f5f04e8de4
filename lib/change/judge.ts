import { parseQuantity } from '../quantity';
import type { KubernetesObject } from '../render/render';
import { type Effect, type FieldChange, type FieldDifference, mostSevere, type Verdict } from './change';
import { type FieldRule, type KindRule, rule } from './kind-rule';
import { kindRules } from './kind-rules';
import { apiGroup } from './match';

/** What the cluster does about an object that is new. */
export function judgeAddition({ kind, metadata }: KubernetesObject): Verdict {
  return { effect: 'creates', reason: `${kind} ${metadata.name} is new` };
}

/** What the cluster does about an object that is gone. */
export function judgeRemoval(object: KubernetesObject): Verdict {
  const name = `${object.kind} ${object.metadata.name}`;
  const lost = kindRule(object).holds?.(object);
  if (lost === undefined) return { effect: 'removes', reason: `${name} is deleted` };
  return { effect: 'destroys', reason: `${name} is deleted, and with it ${lost}` };
}

/** What the cluster does about each field of an object that changed, and the worst of it. */
export function judgeFields(
  before: KubernetesObject,
  after: KubernetesObject,
  differences: readonly FieldDifference[],
): Verdict & { readonly fields: readonly FieldChange[] } {
  const { holds, fields: own = [] } = kindRule(before);
  const rules = [...own, ...everyKind];
  const lost = holds?.(before) ?? holds?.(after);
  const fields = differences.map((difference) => ({ ...difference, ...judgeField(difference, before, rules, lost) }));
  const { effect, reason } = mostSevere<Verdict>(fields) ?? { effect: 'nothing', reason: 'nothing changes' };
  return { effect, reason, fields };
}

/** After the rules of the kind. */
const everyKind: readonly FieldRule[] = [
  rule('nothing', ['apiVersion'], { reason: 'is another version of the same API: the object stays as it is' }),
  rule('metadata', ['metadata.labels', 'metadata.annotations']),
];

const reasons: Readonly<Record<Effect, string>> = {
  destroys: 'changes, and data is lost',
  recreates: 'cannot change: the object must be deleted and made anew',
  removes: 'is removed',
  'rolls-pods': 'changes: pods are replaced',
  updates: 'changes in place',
  creates: 'is new',
  metadata: 'changes: it is only metadata',
  nothing: 'is only written in another way',
};

function kindRule({ apiVersion, kind }: KubernetesObject): KindRule {
  const name = `${apiGroup(apiVersion)}/${kind}`;
  return Object.hasOwn(kindRules, name) ? (kindRules[name] ?? {}) : {};
}

function judgeField(
  { path, field, before, after }: FieldDifference,
  object: KubernetesObject,
  rules: readonly FieldRule[],
  lost: string | undefined,
): Verdict {
  if (isQuantity(path) && isSameQuantity(before, after))
    return { effect: 'nothing', reason: `${field} ${reasons.nothing}` };
  // A whole map may come or go, of which only a part is what a rule is about.
  const parts = rules.some(({ paths }) => paths.some((each) => each.length > path.length && leadsTo(path, each)))
    ? partsOf(before, after)
    : [];
  if (parts.length > 0) {
    const verdicts = parts.map(([key, old, fresh]) =>
      judgeField(
        {
          path: [...path, key],
          field: typeof key === 'number' ? `${field}[${key}]` : `${field}.${key}`,
          before: old,
          after: fresh,
        },
        object,
        rules,
        lost,
      ),
    );
    return mostSevere(verdicts) as Verdict;
  }
  const found = rules.find(
    ({ paths, when }) => paths.some((each) => leadsTo(each, path)) && (when?.({ before, after, object }) ?? true),
  );
  const effect = found?.effect ?? 'updates';
  if (effect === 'recreates' && lost !== undefined) {
    return {
      effect: 'destroys',
      reason: `${field} cannot change: the object must be made anew, and ${lost} would be lost`,
    };
  }
  return { effect, reason: `${field} ${found?.reason ?? reasons[effect]}` };
}

/** True where the first path is the second, or leads to it. */
function leadsTo(above: readonly (string | number)[], path: readonly (string | number)[]): boolean {
  return (
    above.length <= path.length &&
    above.every((step, index) => step === '*' || path[index] === '*' || step === path[index])
  );
}

/** The fields of a map, or the items of a list, that is there only before or only after. */
function partsOf(before: unknown, after: unknown): [string | number, unknown, unknown][] {
  if (before !== undefined && after !== undefined) return [];
  const whole = before ?? after;
  if (typeof whole !== 'object' || whole === null) return [];
  const parts: [string | number, unknown][] = Array.isArray(whole) ? [...whole.entries()] : Object.entries(whole);
  return parts.map(([key, part]) => [key, before && part, after && part]);
}

/** Maps of quantities, and fields that hold one. */
const quantityMaps: ReadonlySet<unknown> = new Set(['requests', 'limits', 'hard', 'capacity']);

function isQuantity(path: readonly (string | number)[]): boolean {
  return quantityMaps.has(path.at(-2)) || path.at(-1) === 'sizeLimit';
}

function isSameQuantity(before: unknown, after: unknown): boolean {
  const [old, fresh] = [parseQuantity(String(before)), parseQuantity(String(after))];
  // Up to rounding: 700m and 0.7 are one number, but not one binary fraction.
  return old !== undefined && fresh !== undefined && Math.abs(old - fresh) <= 1e-9 * Math.max(old, fresh);
}
