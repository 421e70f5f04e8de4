import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { error, type Problem, ProblemError } from '../problem';
import { disk, type FileSystem, isSystemError } from './file-system';
import { contentOf, refuseBlocked } from './folder-content';
import { hasJournal, isInside, removeStaged, rollForward, stagedFile, tolerate, writeJournal } from './journal';
import { lock, unlock } from './lock';

export interface WriteOptions {
  /** True for the paths that are rendered: those are removed when they are no longer. All others are never touched. */
  readonly owns: (relativePath: string) => boolean;
  /** @default - the real one */
  readonly fileSystem?: FileSystem;
}

/** Paths relative to the output folder, sorted. */
export interface WriteResult {
  readonly written: readonly string[];
  readonly unchanged: readonly string[];
  readonly removed: readonly string[];
}

/**
 * Makes the files of a folder that are ours exactly these: all of them or, when anything goes wrong, none. What has
 * the right content already keeps its time of modification.
 *
 * Everything new is first written to `<outputFolder>.next` and then moved into place. A run killed on the way is
 * carried through, or undone, by the next one.
 *
 * @param files Content by path relative to the output folder, with `/` between the parts
 * @throws ProblemError for a path that leads out of the folder or is not ours, while another run writes, and when the
 * operating system refuses
 */
export function writeFiles(
  outputFolder: string,
  files: ReadonlyMap<string, string>,
  { owns, fileSystem = disk }: WriteOptions,
): WriteResult {
  const problems = [...files.keys()].flatMap((path) => pathProblems(outputFolder, path, owns));
  if (problems.length > 0) throw new ProblemError(problems);
  return exclusively(outputFolder, fileSystem, (folder, sibling) => {
    const paths = [...files.keys()].sort();
    const present = contentOf(folder);
    const removed = present.files.filter((path) => owns(path) && !files.has(path));
    refuseBlocked(outputFolder, paths, present, new Set(removed));
    const there = new Set(present.files);
    const unchanged = paths.filter((path) => there.has(path) && hasContent(join(folder, path), files.get(path) ?? ''));
    const kept = new Set(unchanged);
    const written = paths.filter((path) => !kept.has(path));
    for (const [index, path] of written.entries()) {
      fileSystem.writeFile(stagedFile(sibling, index), files.get(path) ?? '');
    }
    if (written.length + removed.length > 0) {
      writeJournal(sibling, { removals: removed, moves: written }, fileSystem);
      rollForward(folder, sibling, fileSystem);
    }
    return { written, unchanged, removed };
  });
}

/**
 * Carries a run through that was killed while it moved files into place, and removes what one left that was killed
 * before. Nothing happens where none was.
 *
 * @throws ProblemError while another run writes
 */
export function recover(outputFolder: string, fileSystem: FileSystem = disk): void {
  if (existsSync(siblingOf(realFolder(outputFolder)))) exclusively(outputFolder, fileSystem, () => undefined);
}

/** Runs with the sibling to itself, once what an earlier run left there is settled. */
function exclusively<T>(outputFolder: string, disk: FileSystem, work: (folder: string, sibling: string) => T): T {
  const folder = realFolder(outputFolder);
  const sibling = siblingOf(folder);
  try {
    lock(sibling, disk);
    try {
      refuseOtherDevice(folder, sibling);
      if (hasJournal(sibling)) rollForward(folder, sibling, disk);
      removeStaged(sibling, disk);
      return work(folder, sibling);
    } finally {
      if (!hasJournal(sibling)) removeStaged(sibling, disk);
      unlock(sibling, disk);
      tolerate(['ENOTEMPTY', 'EEXIST', 'ENOENT'], () => disk.removeFolder(sibling));
    }
  } catch (cause) {
    if (!isSystemError(cause)) throw cause;
    const message = `cannot write: ${cause.code}${cause.path ? ` at ${cause.path}` : ''}`;
    throw new ProblemError([
      error('write-failed', outputFolder, message, 'check permissions and space, and render again'),
    ]);
  }
}

function siblingOf(folder: string): string {
  return `${folder}.next`;
}

/** The folder itself where a link leads to it: files are moved on one device only. */
function realFolder(outputFolder: string): string {
  return existsSync(outputFolder) ? realpathSync(outputFolder) : resolve(outputFolder);
}

function refuseOtherDevice(folder: string, sibling: string): void {
  if (!existsSync(folder) || statSync(folder).dev === statSync(sibling).dev) return;
  const message = `is on another device than ${sibling}, from which files are moved into it`;
  throw new ProblemError([
    error('output-on-other-device', folder, message, 'render to a folder below the mount point'),
  ]);
}

function pathProblems(folder: string, path: string, owns: (path: string) => boolean): Problem[] {
  if (!isInside(path)) {
    return [error('path-outside', folder, `path '${path}' leads out of the output folder`, 'give a path below it')];
  }
  if (owns(path)) return [];
  return [
    error('path-not-owned', folder, `path '${path}' is not one of those that are rendered`, 'give it another name'),
  ];
}

function hasContent(file: string, text: string): boolean {
  try {
    return readFileSync(file).equals(Buffer.from(text));
  } catch (cause) {
    if (isSystemError(cause, 'ENOENT', 'ENOTDIR', 'EISDIR')) return false;
    throw cause;
  }
}
