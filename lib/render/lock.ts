import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { error, ProblemError } from '../problem';
import { type FileSystem, isSystemError } from './file-system';

/**
 * Makes a folder the property of this process. Its holder is who wrote the highest `lock.<number>` in it: whoever
 * finds that process dead takes over by making the next number, which only one can.
 *
 * @throws ProblemError when a process that is alive holds it
 */
export function lock(folder: string, disk: FileSystem): void {
  const claim = join(folder, `claim.${process.pid}`);
  for (let attempt = 0; attempt < 100; attempt++) {
    try {
      disk.makeFolder(folder);
      const number = Math.max(-1, ...lockNumbers(folder));
      if (number >= 0) refuseIfAlive(folder, Number(readFileSync(lockFile(folder, number), 'utf8')));
      // Written before it is linked: nobody ever sees a lock that names no process.
      disk.writeFile(claim, String(process.pid));
      disk.link(claim, lockFile(folder, number + 1));
      disk.removeFile(claim);
      return;
    } catch (cause) {
      // Another was faster, or has just finished and removed the folder: look again.
      if (!isSystemError(cause, 'EEXIST', 'ENOENT')) throw cause;
    }
  }
  throw inUse(folder, 'other runs');
}

/** Gives the folder up. What the lock protected stays. */
export function unlock(folder: string, disk: FileSystem): void {
  // The highest last: until then the folder stays taken.
  for (const number of lockNumbers(folder).sort((a, b) => a - b)) disk.removeFile(lockFile(folder, number));
}

function refuseIfAlive(folder: string, pid: number): void {
  // Its own number is left from a killed run that had the same, as in containers.
  if (pid === process.pid) return;
  try {
    process.kill(pid, 0);
  } catch (cause) {
    if (isSystemError(cause, 'ESRCH')) return;
  }
  throw inUse(folder, `process ${pid}`);
}

function inUse(folder: string, holder: string): ProblemError {
  const fix = `wait until it is done; where no such run exists, remove the files lock.* in ${folder}`;
  return new ProblemError([error('output-in-use', folder, `${holder} is writing this output`, fix)]);
}

function lockNumbers(folder: string): number[] {
  return readdirSync(folder).flatMap((name) => (/^lock\.\d+$/.test(name) ? [Number(name.slice('lock.'.length))] : []));
}

function lockFile(folder: string, number: number): string {
  return join(folder, `lock.${number}`);
}
