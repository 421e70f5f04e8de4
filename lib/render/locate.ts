import { type Document, isAlias, isMap, isNode, isPair, isScalar, isSeq, LineCounter, type Node } from 'yaml';
import type { KubernetesObject } from '../kubernetes-object';
import { parseDocuments } from './documents';
import { emitFile } from './emit';
import type { FieldPath, Position } from './render';

/**
 * Where a field is: its key, or the start of its value where it is an item of a list. The nearest field above it where
 * it is not there.
 *
 * @param document Which document of the file, from 0, empty ones counted
 */
export type Locate = (document: number, path: FieldPath) => Position;

/** Finds fields in the text of a file. The text is parsed when the first is looked for, and only once. */
export function locator(text: string): Locate {
  const lines = new LineCounter();
  let documents: readonly Document[] | undefined;
  return (document, path) => {
    documents ??= parseDocuments(text, lines);
    const found = documents[document];
    const { line, col } = lines.linePos(found ? offsetOf(found, path) : 0);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
}

/** Finds fields in the file that objects are written to. It is emitted when the first field is looked for. */
export function lazyLocate(objects: readonly KubernetesObject[]): Locate {
  let locate: Locate | undefined;
  return (document, path) => {
    locate ??= locator(emitFile(objects));
    return locate(document, path);
  };
}

function offsetOf(document: Document, path: FieldPath): number {
  let node: Node | null = document.contents;
  let offset = node?.range?.[0] ?? document.range?.[0] ?? 0;
  for (const step of path) {
    const next = stepInto(isAlias(node) ? node.resolve(document) : node, step);
    if (!next) break;
    offset = next.offset ?? offset;
    node = next.node;
  }
  return offset;
}

interface Step {
  readonly offset: number | undefined;
  readonly node: Node | null;
}

function stepInto(node: unknown, step: string | number): Step | undefined {
  if (isSeq(node)) {
    const item = node.items[Number(step)];
    return isNode(item) ? { offset: item.range?.[0], node: item } : undefined;
  }
  if (!isMap(node)) return undefined;
  const pair = node.items.find((each) => isScalar(each.key) && String(each.key.value) === String(step));
  if (!isPair(pair)) return undefined;
  return { offset: isNode(pair.key) ? pair.key.range?.[0] : undefined, node: isNode(pair.value) ? pair.value : null };
}
