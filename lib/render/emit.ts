import type { KubernetesObject } from '../kubernetes-object';
import { keyText, scalarText, topKeyText } from './scalar';

/**
 * A value as one YAML document, byte for byte what cdk8s' `Yaml.stringify` gives, except for strings that would not
 * be read back as the same string (see scalar.ts), and without anchors: what occurs twice is written twice.
 *
 * @param value A map or a list of plain data: what JSON can hold; undefined is written as null
 */
export function stringify(value: unknown): string {
  return `${node(value, '')}\n`;
}

/** A file of several objects, with `---` between them. */
export function emitFile(objects: readonly KubernetesObject[]): string {
  return objects.map(stringify).join('---\n');
}

/** A key longer than this must be marked by `?`: YAML limits how far a reader looks for the colon. */
const longestImplicitKey = 1024;

/** @param indent Spaces before the lines that belong to the node; its first line is placed by the caller */
function node(value: unknown, indent: string): string {
  if (typeof value === 'string') return scalarText(value, indent);
  if (typeof value !== 'object' || value === null) return primitive(value);
  return Array.isArray(value) ? list(value, indent) : map(value as Readonly<Record<string, unknown>>, indent);
}

function list(items: readonly unknown[], indent: string): string {
  if (items.length === 0) return '[]';
  let text = '';
  for (const item of items) {
    text += `${text && `\n${indent}`}- ${node(item, `${indent}  `)}`;
  }
  return text;
}

function map(value: Readonly<Record<string, unknown>>, indent: string): string {
  let text = '';
  const inner = `${indent}  `;
  for (const name of Object.keys(value)) {
    const field = value[name];
    const key = indent === '' ? topKeyText(name) : keyText(name);
    if (text) text += `\n${indent}`;
    if (key.length > longestImplicitKey) text += `? ${key}\n${indent}: `;
    else if (isFilled(field)) text += `${key}:\n${inner}`;
    else text += `${key}: `;
    text += node(field, inner);
  }
  return text || '{}';
}

/** True for what starts on a line of its own: a map or a list that is not empty. */
function isFilled(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Array.isArray(value) ? value.length > 0 : Object.keys(value).length > 0;
}

function primitive(value: unknown): string {
  if (value === undefined || value === null) return 'null';
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number' && Number.isFinite(value)) return Object.is(value, -0) ? '-0' : String(value);
  throw new TypeError(`cannot write ${String(value)} (${typeof value}) as YAML: plain data only`);
}
