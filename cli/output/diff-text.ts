import { type Change, type Effect, effects, type FieldChange } from '../../lib/change/change';
import { type FieldGroup, summarize } from '../../lib/change/summary';
import type { RenderedObject } from '../../lib/render/render';
import type { Paint } from './color';
import { isHidden } from './hidden';
import { shownValues } from './shown-value';

/**
 * Changes for people who review them: how many objects each effect is for, then what changes in the same way in
 * several objects, then the rest by environment and object, and how many there are.
 */
export function diffText(changes: readonly Change[], paint: Paint): string {
  if (changes.length === 0) return 'no changes';
  const summary = summarize(changes);
  const shared = summary.groups.filter((group) => group.changes.length > 1);
  const sections = [
    summary.effects.map(({ effect, count }) => `${paint(effect, effect.padEnd(width))}${objects(count)}`),
    ...together(shared, changes).map((groups) => groupLines(groups, paint)),
    ...details(changes, shared, paint),
    [`${objects(changes.length)} ${changes.length === 1 ? 'changes' : 'change'}`],
  ];
  return sections.map((lines) => lines.join('\n')).join('\n\n');
}

const width = Math.max(...effects.map((effect) => effect.length)) + 2;
const signs = { added: '+', removed: '-', changed: '~' } as const;
/** Of these a reader wants to know more than the field. */
const explained: readonly Effect[] = ['destroys', 'recreates', 'nothing'];

/** Groups of the same objects, with one effect, are shown as one. */
function together(groups: readonly FieldGroup[], all: readonly Change[]): [FieldGroup, ...FieldGroup[]][] {
  const position = new Map(all.map((change, index) => [change, index]));
  const found = new Map<string, [FieldGroup, ...FieldGroup[]]>();
  for (const group of groups) {
    const key = `${group.effect} ${group.changes.map((change) => position.get(change))}`;
    const same = found.get(key);
    if (same) same.push(group);
    else found.set(key, [group]);
  }
  return [...found.values()];
}

function groupLines(groups: readonly [FieldGroup, ...FieldGroup[]], paint: Paint): string[] {
  const [{ kind, effect, changes }] = groups;
  const head = paint(effect, `${kind} in ${objects(changes.length)}: ${effect}`);
  const places = byPlace(changes).map(([place, list]) => `  ${place}: ${list.map(nameOf).join(', ')}`);
  return [head, ...groups.map((group) => `    ${fieldLine(group.changes[0] as Change, group)}`), ...places];
}

/** What the groups have not shown yet, by place. */
function details(changes: readonly Change[], shared: readonly FieldGroup[], paint: Paint): string[][] {
  const shown = new Map(changes.map((change) => [change, new Set<string>()]));
  for (const { changes: together, field } of shared) {
    for (const change of together) shown.get(change)?.add(field);
  }
  return byPlace(changes).flatMap(([place, list]) => {
    const lines = list.flatMap((change) => objectLines(change, shown.get(change), paint));
    return lines.length > 0 ? [[place, ...lines]] : [];
  });
}

function objectLines(change: Change, shown: ReadonlySet<string> | undefined, paint: Paint): string[] {
  const { kind, effect, reason, fields } = change;
  const rest = fields.filter(({ field }) => !shown?.has(field));
  if (rest.length === 0 && fields.length > 0) return [];
  const why = explained.includes(effect) ? ` (${reason})` : '';
  const head = `  ${signs[kind]} ${objectOf(change)?.value.kind} ${nameOf(change)}: ${effect}${why}`;
  return [paint(effect, head), ...rest.map((field) => `      ${fieldLine(change, field)}`)];
}

function fieldLine(
  change: Change,
  { field, ...values }: Pick<FieldChange, 'field' | 'path' | 'before' | 'after'>,
): string {
  if (isHidden(change, values)) return `${field}: (hidden)`;
  const { before, after } = shownValues(values.before, values.after);
  return `${field}: ${before} -> ${after}`;
}

/** Changes by where they take effect, in the order of the places' names; in each the most severe first. */
function byPlace(changes: readonly Change[]): [string, Change[]][] {
  const places = new Map<string, Change[]>();
  for (const change of changes) {
    const place = placeOf(objectOf(change));
    const list = places.get(place);
    if (list) list.push(change);
    else places.set(place, [change]);
  }
  for (const list of places.values()) list.sort((a, b) => effects.indexOf(a.effect) - effects.indexOf(b.effect));
  return [...places].sort(([a], [b]) => (a < b ? -1 : 1));
}

function placeOf({ system, environment, cluster, file }: Partial<RenderedObject> = {}): string {
  if (system && environment) return `${system}/${environment}`;
  return cluster ? `clusters/${cluster}` : (file ?? '');
}

function nameOf(change: Change): string {
  return objectOf(change)?.value.metadata.name ?? '';
}

function objectOf({ before, after }: Change): RenderedObject | undefined {
  return after ?? before;
}

function objects(count: number): string {
  return `${count} ${count === 1 ? 'object' : 'objects'}`;
}
