/** A node of an OpenAPI schema. */
export interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly [keyword: string]: unknown;
}

/**
 * A schema without texts for people and with its keys in order, so that the same release gives the same bytes from
 * whatever place it is read.
 */
export function plain<T>(schema: T): T {
  return rewrite(schema, (entries) =>
    entries
      // A description is a text; where a field is called so, it is a schema.
      .filter(([key, value]) => key !== 'description' || typeof value !== 'string')
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

type Entries = readonly (readonly [string, unknown])[];

/** A copy in which the entries of every object went through a function, those of the innermost objects first. */
export function rewrite<T>(node: T, change: (entries: Entries) => Entries): T {
  if (Array.isArray(node)) return node.map((each) => rewrite(each, change)) as T;
  if (typeof node !== 'object' || node === null) return node;
  const inner = Object.entries(node).map(([key, value]) => [key, rewrite(value as unknown, change)] as const);
  return Object.fromEntries(change(inner)) as T;
}

const lineWidth = 120;

/** JSON that is compact and still compares line by line: what fits on a line is on one. */
export function jsonText(value: unknown, indent = ''): string {
  const line = JSON.stringify(value);
  if (typeof value !== 'object' || value === null || indent.length + line.length <= lineWidth) return line;
  const inner = `${indent} `;
  const isList = Array.isArray(value);
  const entries = isList
    ? value.map((each) => jsonText(each, inner))
    : Object.entries(value).map(([key, each]) => `${JSON.stringify(key)}: ${jsonText(each, inner)}`);
  const block = entries.map((entry) => `${inner}${entry}`).join(',\n');
  return isList ? `[\n${block}\n${indent}]` : `{\n${block}\n${indent}}`;
}
