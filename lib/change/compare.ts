import type { Render } from '../render/render';
import type { Change } from './change';
import { differences } from './differences';
import { judgeAddition, judgeFields, judgeRemoval } from './judge';
import { matchObjects, type Pair } from './match';

/**
 * What differs between two Renders, and what the cluster will do about it. Neither the order of objects, files and
 * keys nor what the API server adds to objects by itself counts. The time it takes grows with the number of objects.
 *
 * @returns sorted by file, then by kind, namespace and name
 */
export function compare(before: Render, after: Render): Change[] {
  return matchObjects(before.objects, after.objects)
    .flatMap((pair) => changeOf(pair) ?? [])
    .map((change): [string, Change] => [sortKey(change), change])
    .sort(([a], [b]) => (a < b ? -1 : Number(a > b)))
    .map(([, change]) => change);
}

function changeOf({ before, after }: Pair): Change | undefined {
  if (!before) return after && { kind: 'added', after, fields: [], ...judgeAddition(after.value) };
  if (!after) return { kind: 'removed', before, fields: [], ...judgeRemoval(before.value) };
  if (before.value === after.value) return undefined;
  const found = differences(before.value, after.value);
  if (found.length === 0) return undefined;
  const { fields, effect, reason } = judgeFields(before.value, after.value, found);
  return { kind: 'changed', before, after, fields, effect, reason };
}

function sortKey({ before, after }: Change): string {
  const { file = '', value } = after ?? before ?? {};
  return [file, value?.kind, value?.metadata.namespace ?? '', value?.metadata.name, value?.apiVersion].join('\0');
}
