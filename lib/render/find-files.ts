import { isUtf8 } from 'node:buffer';
import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { error, type Problem } from '../problem';

/**
 * The YAML and JSON files below a folder, sorted, as paths relative to it. Links are followed, but not in circles;
 * folders whose name starts with a dot hold no manifests.
 */
export function findFiles(folder: string): { files: readonly string[]; problems: readonly Problem[] } {
  const files: string[] = [];
  const problems: Problem[] = [];
  walk('', []);
  return { files: files.sort(), problems };

  function walk(below: string, above: readonly string[]): void {
    const real = attempt(below || folder, () => realpathSync(join(folder, below)));
    if (real === undefined) return;
    if (above.includes(real)) {
      problems.push(error('link-loop', below, 'links back to a folder that it is in', 'remove the link'));
      return;
    }
    for (const name of attempt(below || folder, () => readdirSync(real)) ?? []) {
      const path = below ? `${below}/${name}` : name;
      const stats = attempt(path, () => statSync(join(folder, path)));
      if (stats?.isDirectory() && !name.startsWith('.')) walk(path, [...above, real]);
      if (stats?.isFile() && manifest.test(name)) files.push(path);
    }
  }

  function attempt<T>(place: string, read: () => T): T | undefined {
    try {
      return read();
    } catch (cause) {
      problems.push(unreadable(place, cause));
      return undefined;
    }
  }
}

/** The text of a file, or why it has none. */
export function readText(folder: string, file: string): string | Problem {
  try {
    const path = join(folder, file);
    const { size } = statSync(path);
    if (size > largest) {
      const message = `${size} bytes are more than the ${largest} that are read`;
      return error('file-too-large', `${file}:1`, message, 'split it, or move it out of the folder of manifests');
    }
    const bytes = readFileSync(path);
    if (isUtf8(bytes) && !bytes.includes(0)) return bytes.toString();
  } catch (cause) {
    return unreadable(`${file}:1`, cause);
  }
  return error('binary-file', `${file}:1`, 'not a text in UTF-8', 'save it as UTF-8, or move it out of the folder');
}

const manifest = /\.(ya?ml|json)$/;
/** Bytes. The API server itself takes no object of more than 3 MiB. */
const largest = 10 * 1024 * 1024;

function unreadable(place: string, cause: unknown): Problem {
  const code = (cause as NodeJS.ErrnoException).code ?? String(cause);
  return error('unreadable-file', place, `cannot be read: ${code}`, 'check that it exists and who may read it');
}
