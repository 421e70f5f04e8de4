import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { error, ProblemError } from '../problem';
import { type FileSystem, isSystemError } from './file-system';

/** What remains to be done once everything new lies, complete, in the sibling of the output folder. */
export interface Journal {
  /** Paths relative to the output folder. */
  readonly removals: readonly string[];
  /** The file `<index>` of the sibling goes to this path. */
  readonly moves: readonly string[];
}

/** The file of the sibling that holds the new content of a move. */
export function stagedFile(sibling: string, index: number): string {
  return join(sibling, String(index));
}

/** From here on the new tree is certain: whoever comes next rolls forward. Written last, and in one step. */
export function writeJournal(sibling: string, journal: Journal, disk: FileSystem): void {
  disk.writeFileSynced(join(sibling, 'journal.new'), JSON.stringify(journal));
  disk.rename(join(sibling, 'journal.new'), journalFile(sibling));
}

export function hasJournal(sibling: string): boolean {
  return existsSync(journalFile(sibling));
}

/**
 * Does what the journal says and has not been done, then forgets it. May be broken off anywhere and begun again.
 *
 * @throws ProblemError for a journal that Waybill did not write
 */
export function rollForward(outputFolder: string, sibling: string, disk: FileSystem): void {
  const { removals, moves } = readJournal(journalFile(sibling));
  // Removals first: a file may stand where a folder is wanted, or the other way round.
  for (const path of removals) {
    // Where this is begun again, the file is gone, and the new tree may have a folder there, or a file above.
    tolerate(['ENOENT', 'ENOTDIR'], () => {
      const file = join(outputFolder, path);
      if (!lstatSync(file).isDirectory()) disk.removeFile(file);
    });
    removeEmptied(outputFolder, dirname(path), disk);
  }
  const folders = new Set(moves.map((path) => dirname(join(outputFolder, path))));
  for (const folder of folders) disk.makeFolder(folder);
  for (const [index, path] of moves.entries()) {
    const staged = stagedFile(sibling, index);
    if (existsSync(staged)) disk.rename(staged, join(outputFolder, path));
  }
  disk.removeFile(journalFile(sibling));
}

/** True for a relative path that stays below the folder it is relative to, with `/` between its parts. */
export function isInside(path: string): boolean {
  return !/[\\\0]|^[A-Za-z]:/.test(path) && path.split('/').every((part) => !['', '.', '..'].includes(part));
}

/** Removes what a run leaves that did not come as far as its journal. */
export function removeStaged(sibling: string, disk: FileSystem): void {
  for (const name of readdirSync(sibling)) {
    if (/^(\d+|claim\.\d+|journal\.new)$/.test(name)) disk.removeFile(join(sibling, name));
  }
}

function removeEmptied(outputFolder: string, folder: string, disk: FileSystem): void {
  for (let path = folder; path !== '.'; path = dirname(path)) {
    tolerate(['ENOENT', 'ENOTEMPTY', 'EEXIST', 'ENOTDIR'], () => disk.removeFolder(join(outputFolder, path)));
  }
}

/** The journal may have been checked out with somebody's repository: it must not move files anywhere. */
function readJournal(file: string): Journal {
  const journal: unknown = parse(readFileSync(file, 'utf8'));
  if (isJournal(journal)) return journal;
  const message = 'is no journal of an unfinished write, or names paths outside of the output folder';
  throw new ProblemError([error('broken-journal', file, message, 'remove it and render again')]);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isJournal(value: unknown): value is Journal {
  const { removals, moves } = (value ?? {}) as Record<string, unknown>;
  return [removals, moves].every(
    (paths) => Array.isArray(paths) && paths.every((p) => typeof p === 'string' && isInside(p)),
  );
}

function journalFile(sibling: string): string {
  return join(sibling, 'journal');
}

/** Errors that say: done already, or not ours to do. */
export function tolerate(codes: readonly string[], step: () => void): void {
  try {
    step();
  } catch (cause) {
    if (!isSystemError(cause, ...codes)) throw cause;
  }
}
