import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { refuse } from './refuse';

/** One project whose custom resources are imported: an entry of imports/sources.yaml. */
export interface Source {
  readonly name: string;
  readonly repository: string;
  readonly tag: string;
  readonly files: readonly string[];
  readonly group: string;
  readonly version: string;
  readonly kinds: readonly string[];
  readonly opaque?: readonly string[];
}

export interface Sources {
  /** Kubernetes itself: the schemas of its built-in kinds. */
  readonly kubernetes: { readonly tag: string; readonly groups: readonly string[] };
  readonly sources: readonly Source[];
}

const needed = ['name', 'repository', 'tag', 'files', 'group', 'version', 'kinds'] as const;

/** @throws ProblemError for a source that lacks a field or has another's name */
export function readSources(file: string): Sources {
  const { kubernetes, sources } = parse(readFileSync(file, 'utf8')) as Sources;
  for (const [index, source] of sources.entries()) {
    const place = `imports/sources.yaml: source ${source.name ?? index + 1}`;
    const missing = needed.filter((field) => source[field] === undefined);
    if (missing.length > 0) refuse(place, `lacks ${missing.join(', ')}`, 'state them, as the other sources do');
    if (sources.findIndex(({ name }) => name === source.name) < index) {
      refuse(place, 'is there twice', 'give each source a name of its own: it names the generated file');
    }
  }
  return { kubernetes, sources };
}
