/** The most characters that a value is shown with. */
const longest = 80;
/** Characters before the first difference of two long values: enough to know where one is. */
const context = 20;

/** Two values as people read them beside each other. Where they are long, only what is around their first difference. */
export function shownValues(before: unknown, after: unknown): { readonly before: string; readonly after: string } {
  const [old, fresh] = [textOf(before), textOf(after)];
  const isLong = Math.max(old.length, fresh.length) > longest;
  const from = isLong ? Math.max(0, firstDifference(old, fresh) - context) : 0;
  return { before: cut(old, from), after: cut(fresh, from) };
}

/** On one line: plain where it cannot be mistaken, as JSON everywhere else. */
function textOf(value: unknown): string {
  if (value === undefined) return '(none)';
  if (typeof value === 'string' && /^[\w./:@+-]+$/.test(value) && Number.isNaN(Number(value))) return value;
  return JSON.stringify(value);
}

function firstDifference(before: string, after: string): number {
  let index = 0;
  while (index < before.length && before[index] === after[index]) index++;
  return index;
}

function cut(text: string, from: number): string {
  const start = text.length <= longest ? 0 : from;
  const part = text.slice(start, start + longest);
  return `${start > 0 ? '…' : ''}${part}${start + longest < text.length ? '…' : ''}`;
}
