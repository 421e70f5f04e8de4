import { stringify as libraryStringify, Schema, type Tags } from 'yaml';

/** How cdk8s calls the library: what it writes then is what we write. */
const cdk8sOptions = { keepUndefined: true, lineWidth: 0, version: '1.1' } as const;

/**
 * A string as YAML, as cdk8s writes it, except where one of its readers would not get the same string back. The
 * readers are YAML 1.1, YAML 1.2 and Kubernetes' own parser, go-yaml, which is neither.
 *
 * @param indent Column of the lines after the first, for a string that takes several
 */
export function scalarText(text: string, indent: string): string {
  const written = remember(values, text, valueText);
  return written.includes('\n') ? written.replaceAll('\n  ', `\n${indent}`) : written;
}

/** A string as key of a map. */
export function keyText(text: string): string {
  return remember(keys, text, writeKey);
}

/** A string as key of a map at column 0, where it must not look like the end of the document. */
export function topKeyText(text: string): string {
  const written = keyText(text);
  return /^(---|\.\.\.)/.test(written) ? quoted(text) : written;
}

/** The same strings come back thousands of times; the oldest are not worth keeping apart from the others. */
const values = new Map<string, string>();
const keys = new Map<string, string>();
const memoLimit = 50_000;

function remember(memo: Map<string, string>, text: string, write: (text: string) => string): string {
  const known = memo.get(text);
  if (known !== undefined) return known;
  const written = write(text);
  if (memo.size === memoLimit) memo.clear();
  if (text.length < 256) memo.set(text, written);
  return written;
}

/** Line breaks to go-yaml alone, a byte order mark that readers drop, and what go-yaml refuses unless escaped. */
const unreadable = /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/;
const unreadables = new RegExp(unreadable, 'g');
/** Control characters and lone halves of surrogate pairs. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const control = /[\x00-\x08\x0b-\x1f\ud800-\udfff]/u;
/** Most texts of several lines; a hundred times faster here than in the library. */
const ordinaryBlock = /^\S(.*\S)?\n?$/s;
/** A block of these loses its indentation. */
const onlySpace = /^\n* [ \t\n]*\n$/;
/** Begins or ends as a plain scalar must not, or has a comment or a key inside. */
const notPlain = /^[\t ,[\]{}#&*!|>'"%@`]|^[?-]$|^[?-][ \t]|:[ \t]|[\t ]#|[\t :]$/;

/** Lines after the first are indented by two, but for empty ones. */
function valueText(text: string): string {
  if (unreadable.test(text)) return escaped(text);
  if (control.test(text)) return byLibrary(text);
  if (!text.includes('\n')) return isReadAsOther(text) ? quoted(text) : text;
  if (ordinaryBlock.test(text)) return block(text);
  return onlySpace.test(text) ? escaped(text) : byLibrary(text);
}

function writeKey(text: string): string {
  if (unreadable.test(text)) return escaped(text);
  // The library puts `: null` after a key, or `\n: null` where it is too long for one line.
  if (text.includes('\n') || control.test(text)) {
    return libraryStringify({ [text]: null }, cdk8sOptions)
      .replace(/^\? /, '')
      .replace(/\n?: null\n$/, '');
  }
  return text === '<<' || isReadAsOther(text) ? quoted(text) : text;
}

function quoted(text: string): string {
  return text.includes('"') && !text.includes("'") ? `'${text}'` : JSON.stringify(text);
}

function escaped(text: string): string {
  return JSON.stringify(text).replace(
    unreadables,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function block(text: string): string {
  const lines = text.replace(/\n(?!\n|$)/g, '\n  ');
  return lines.endsWith('\n') ? `|\n  ${lines.slice(0, -1)}` : `|-\n  ${lines}`;
}

/** Unusual blocks, and folded quotes. */
function byLibrary(text: string): string {
  const written = libraryStringify({ k: text }, cdk8sOptions).slice('k: '.length, -1);
  // In quotes over several lines, the library writes a line of one space as a backslash.
  if (written.startsWith('"') && written.includes('\n') && text.includes('\n \n')) return escaped(text);
  // go-yaml does not find the indentation of a block whose first line starts with a tab: say it.
  return /^\n*\t/.test(text) ? written.replace(/^\|/, '|2') : written;
}

/** What the library reads as a number, a boolean, null or a date, in either version of YAML. */
const others = (['yaml-1.1', 'core'] as const)
  .flatMap((schema) => new Schema({ schema }).tags as Tags)
  .flatMap((tag) => (typeof tag === 'object' && 'test' in tag && tag.default === true && tag.test ? [tag.test] : []));
/** What go-yaml reads as a number beyond that, once it has taken out every `_`. */
const goNumber =
  /^(0b[-+][01]+|[-+]?(0[bB][01]+|0[oO][0-7]+|0[xX][0-9a-fA-F]+|(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?))$/;

function isReadAsOther(text: string): boolean {
  if (notPlain.test(text) || others.some((test) => test.test(text))) return true;
  return /^[-+.0-9]/.test(text) && goNumber.test(text.replaceAll('_', ''));
}
