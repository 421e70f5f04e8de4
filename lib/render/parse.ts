import { type Document, isCollection, LineCounter, visit } from 'yaml';
import { error, type Problem } from '../problem';
import { parseDocuments } from './documents';
import type { FieldPath } from './render';

/** A value in a file, and where: in which document, and under which path there, for items of a List. */
export interface Found {
  readonly value: unknown;
  readonly document: number;
  readonly path: FieldPath;
}

/** Every value in a file, lists flattened, and a problem for each document that cannot be read. */
export function parseFile(file: string, text: string): { found: Found[]; problems: Problem[] } {
  const lines = new LineCounter();
  const found: Found[] = [];
  const problems: Problem[] = [];
  for (const [index, document] of parseDocuments(text, lines).entries()) {
    const [syntax] = document.errors;
    try {
      if (syntax) throw syntax;
      if (text.includes('{{') && hasMapAsKey(document)) throw new Error('a map as a key');
      const value: unknown = document.toJS();
      if (text.includes('*') && isCircular(value)) throw new Error('a value that contains itself');
      found.push(...objectsIn(value, index));
    } catch (cause) {
      const { line, col } = lines.linePos(syntax?.pos[0] ?? document.range?.[0] ?? 0);
      const problem = unreadable(`${file}:${Math.max(line, 1)}:${Math.max(col, 1)}`, text, cause);
      problems.push(problem);
      // The rest of a template is no YAML either: once is enough.
      if (problem.code === 'unrendered-template') break;
    }
  }
  return { found, problems };
}

/** What `{{ name }}` without quotes is read as. */
function hasMapAsKey(document: Document): boolean {
  let found = false;
  visit(document, {
    Pair(_, { key }) {
      found ||= isCollection(key);
    },
  });
  return found;
}

/** An alias may name what it stands in. */
function isCircular(value: unknown): boolean {
  try {
    JSON.stringify(value);
    return false;
  } catch {
    return true;
  }
}

/** Text between braces is what the templates of Helm and its like consist of. */
const template = /^\s*\{\{|:\s+\{\{|^\s*-\s+\{\{/m;

function unreadable(place: string, text: string, cause: unknown): Problem {
  if (template.test(text)) {
    return error('unrendered-template', place, 'a template, not YAML', 'render it first, as `helm template` does');
  }
  const [reason = ''] = (cause instanceof Error ? cause.message : String(cause)).split('\n');
  const said = reason.replace(/ at line \d+, column \d+:?$/, '').replace(/\.$/, '');
  return error('invalid-yaml', place, `not YAML: ${said.charAt(0).toLowerCase()}${said.slice(1)}`, 'mend its syntax');
}

function objectsIn(value: unknown, document: number): Found[] {
  if (value === null || value === undefined) return [];
  const { kind, items } = value as { kind?: unknown; items?: unknown };
  if (typeof kind !== 'string' || !kind.endsWith('List') || !Array.isArray(items)) {
    return [{ value, document, path: [] }];
  }
  return items.flatMap((item, index) =>
    objectsIn(item, document).map((found) => ({ ...found, path: ['items', index, ...found.path] })),
  );
}
