import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  renameSync,
  rmdirSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';

/**
 * Every operation by which writing changes a disk, each of them a step after which a run may be killed. Tests put
 * one in its place that fails.
 */
export interface FileSystem {
  /** With the folders above it; nothing happens where it is there already. */
  makeFolder(path: string): void;
  writeFile(path: string, text: string): void;
  /** Returns only when the text is on the disk. */
  writeFileSynced(path: string, text: string): void;
  /** Gives a file a second name. Fails where that name is taken. */
  link(from: string, to: string): void;
  rename(from: string, to: string): void;
  removeFile(path: string): void;
  /** Fails where it is not empty. */
  removeFolder(path: string): void;
}

export const disk: FileSystem = {
  makeFolder: (path) => void mkdirSync(path, { recursive: true }),
  writeFile: (path, text) => writeFileSync(path, text),
  writeFileSynced(path, text) {
    const file = openSync(path, 'w');
    try {
      writeFileSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  },
  link: linkSync,
  rename: renameSync,
  removeFile: unlinkSync,
  removeFolder: rmdirSync,
};

/** True for an error of the operating system, of one of these codes if any are given. */
export function isSystemError(cause: unknown, ...codes: readonly string[]): cause is NodeJS.ErrnoException {
  const { errno, code } = (cause ?? {}) as NodeJS.ErrnoException;
  return typeof errno === 'number' && (codes.length === 0 || codes.includes(code ?? ''));
}
