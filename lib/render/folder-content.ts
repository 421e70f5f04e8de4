import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { error, ProblemError } from '../problem';

/** Paths relative to a folder. */
export interface FolderContent {
  readonly files: readonly string[];
  readonly emptyFolders: readonly string[];
}

/** What lies in a folder, links not followed, so that nothing behind one is taken for ours. */
export function contentOf(folder: string): FolderContent {
  const files: string[] = [];
  const emptyFolders: string[] = [];
  const walk = (below: string): void => {
    const entries = readdirSync(join(folder, below), { withFileTypes: true });
    if (entries.length === 0) emptyFolders.push(below);
    for (const entry of entries) {
      const path = below ? `${below}/${entry.name}` : entry.name;
      if (entry.isDirectory()) walk(path);
      else files.push(path);
    }
  };
  if (existsSync(folder)) walk('');
  return { files: files.sort(), emptyFolders };
}

/** A file cannot be put where a folder stays, nor below a file. Found out before anything is moved. */
export function refuseBlocked(
  folder: string,
  paths: readonly string[],
  present: FolderContent,
  removed: ReadonlySet<string>,
): void {
  const staying = present.files.filter((path) => !removed.has(path));
  const files = new Set([...staying, ...paths]);
  const folders = new Set([
    ...present.emptyFolders,
    ...[...staying, ...present.emptyFolders, ...paths].flatMap(foldersAbove),
  ]);
  const problems = paths
    .filter((path) => folders.has(path) || foldersAbove(path).some((above) => files.has(above)))
    .map((path) =>
      error('path-blocked', `${folder}/${path}`, 'a file and a folder have the same path', 'rename one of them'),
    );
  if (problems.length > 0) throw new ProblemError(problems);
}

function foldersAbove(path: string): string[] {
  const parent = dirname(path);
  return parent === '.' ? [] : [parent, ...foldersAbove(parent)];
}
