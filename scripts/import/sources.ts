import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** One project whose custom resources are imported: an entry of imports/sources.yaml. */
export interface Source {
  readonly name: string;
  readonly repository: string;
  readonly tag: string;
  readonly files: readonly string[];
  readonly group: string;
  readonly kinds: readonly string[];
  readonly opaque?: readonly string[];
}

export interface Sources {
  /** Kubernetes itself: the schemas of its built-in kinds. */
  readonly kubernetes: { readonly repository: string; readonly tag: string; readonly groups: readonly string[] };
  readonly sources: readonly Source[];
}

export function readSources(file: string): Sources {
  return parse(readFileSync(file, 'utf8')) as Sources;
}

/** Reads a file of a repository at a tag. @throws Error that names the way without a network */
export async function download(repository: string, tag: string, path: string, instead: string): Promise<string> {
  const url = `https://raw.githubusercontent.com/${repository}/${tag}/${path}`;
  const response = await fetch(url).catch((cause: Error) => cause);
  if (response instanceof Error || !response.ok) {
    const why = response instanceof Error ? response.message : `${response.status} ${response.statusText}`;
    throw new Error(`cannot download ${url}: ${why}; without a network, let ${instead}`);
  }
  return response.text();
}
