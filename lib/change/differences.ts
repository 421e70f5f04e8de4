import { isDeepStrictEqual } from 'node:util';
import type { KubernetesObject } from '../render/render';
import type { FieldDifference } from './change';
import { isMap } from './is-map';
import { isUnordered, type ListKeys, listKeys } from './list-key';

/**
 * The fields in which two states of one object differ. A field that is `null` is one that is not there, as for the
 * API server; what the API server itself writes into objects is left out.
 *
 * Items of a list are matched by the keys that Kubernetes knows them by, so that an inserted one is one difference.
 * Where items only changed places, and order may matter, `before` and `after` are their keys in order.
 */
export function differences(before: KubernetesObject, after: KubernetesObject): FieldDifference[] {
  return new Comparison().of(before, after);
}

/** One step down to a field: a list item may have another index before and after. */
interface Step {
  readonly before: string | number;
  readonly after: string | number;
  readonly text: string;
}

type Fields = Readonly<Record<string, unknown>>;

const serverFields: ReadonlySet<string> = new Set([
  'status',
  'metadata.creationTimestamp',
  'metadata.generation',
  'metadata.managedFields',
  'metadata.resourceVersion',
  'metadata.selfLink',
  'metadata.uid',
  'metadata.annotations["kubectl.kubernetes.io/last-applied-configuration"]',
]);

class Comparison {
  private readonly steps: Step[] = [];
  private readonly found: FieldDifference[] = [];

  of(before: unknown, after: unknown): FieldDifference[] {
    this.values(before, after);
    return this.found;
  }

  private values(before: unknown, after: unknown): void {
    if (before === after) return;
    if (Array.isArray(before) && Array.isArray(after)) this.lists(before, after);
    else if (isMap(before) && isMap(after)) this.maps(before, after);
    else if (before !== after) this.report(before, after);
  }

  private maps(before: Fields, after: Fields): void {
    for (const key of new Set([...Object.keys(after), ...Object.keys(before)])) {
      this.steps.push({ before: key, after: key, text: keyText(key, this.steps.length === 0) });
      // Its own fields only: a key may be called `constructor`.
      const [old, fresh] = [ownField(before, key), ownField(after, key)];
      if (old !== fresh && !this.isServerField()) this.values(old, fresh);
      this.steps.pop();
    }
  }

  private lists(before: readonly unknown[], after: readonly unknown[]): void {
    const name = this.steps.findLast((step) => typeof step.after === 'string')?.after ?? '';
    const keys = listKeys(name, before, after);
    if (keys) this.listsByKey(name, keys, before, after);
    else this.listsByPosition(before, after);
  }

  private listsByKey(
    name: string | number,
    keys: ListKeys,
    before: readonly unknown[],
    after: readonly unknown[],
  ): void {
    const [indexBefore, indexAfter] = [indexOf(keys.before), indexOf(keys.after)];
    for (const [key, index] of indexAfter) this.item(before, after, indexBefore.get(key), index, key);
    for (const [key, index] of indexBefore) {
      if (!indexAfter.has(key)) this.item(before, after, index, undefined, key);
    }
    if (!isUnordered(name) || this.isInPodTemplate()) {
      this.order({
        before: keys.before.filter((key) => indexAfter.has(key)),
        after: keys.after.filter((key) => indexBefore.has(key)),
      });
    }
  }

  /** Equal items at both ends stay where they are, so that one that is put in between is one difference. */
  private listsByPosition(before: readonly unknown[], after: readonly unknown[]): void {
    const shorter = Math.min(before.length, after.length);
    let start = 0;
    while (start < shorter && isDeepStrictEqual(before[start], after[start])) start++;
    let end = 0;
    while (end < shorter - start && isDeepStrictEqual(before[before.length - 1 - end], after[after.length - 1 - end]))
      end++;
    const [endBefore, endAfter] = [before.length - end, after.length - end];
    for (let index = start; index < Math.max(endBefore, endAfter); index++) {
      this.item(before, after, index < endBefore ? index : undefined, index < endAfter ? index : undefined);
    }
  }

  private item(
    before: readonly unknown[],
    after: readonly unknown[],
    old: number | undefined,
    fresh: number | undefined,
    key?: string,
  ): void {
    const index = fresh ?? old ?? 0;
    this.steps.push({ before: old ?? index, after: index, text: `[${key ?? index}]` });
    this.values(old === undefined ? undefined : before[old], fresh === undefined ? undefined : after[fresh]);
    this.steps.pop();
  }

  private order({ before, after }: ListKeys): void {
    if (before.some((key, index) => key !== after[index])) this.report(before, after);
  }

  private report(before: unknown, after: unknown): void {
    const path = this.steps.map((step) => (after === undefined ? step.before : step.after));
    this.found.push({ path, field: this.text(), before, after });
  }

  private text(): string {
    return this.steps.map((step) => step.text).join('');
  }

  private isServerField(): boolean {
    return this.steps.length <= 3 && serverFields.has(this.text());
  }

  private isInPodTemplate(): boolean {
    return this.steps.some((step) => step.after === 'template');
  }
}

function ownField(fields: Fields, key: string): unknown {
  return Object.hasOwn(fields, key) ? (fields[key] ?? undefined) : undefined;
}

function indexOf(keys: readonly string[]): Map<string, number> {
  return new Map(keys.map((key, index) => [key, index]));
}

function keyText(key: string, first: boolean): string {
  if (!/^[\w-]+$/.test(key)) return `[${JSON.stringify(key)}]`;
  return first ? key : `.${key}`;
}
