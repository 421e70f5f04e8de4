import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { main } from '../../cli/main';

const root = join(__dirname, '..', '..');

/** A copy of a fixture project in a folder of its own, in which this package is installed. */
export function copyProject(name: string): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'waybill-project-')));
  cpSync(join(root, '__tests__', 'fixtures', 'projects', name), folder, { recursive: true });
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(root, join(folder, 'node_modules', 'waybill'));
  return folder;
}

/** Runs git in a folder, the same on every machine. */
export function git(folder: string, ...args: string[]): string {
  const who = ['-c', 'user.name=test', '-c', 'user.email=test@example.com', '-c', 'init.defaultBranch=main'];
  return execFileSync('git', [...who, ...args], { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
}

/** Commits what a project has rendered. */
export function commitDist(folder: string, message = 'render'): void {
  git(folder, 'init', '--quiet');
  git(folder, 'add', 'dist');
  git(folder, 'commit', '--quiet', '--message', message);
}

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command line in this process. */
export async function run(...args: string[]): Promise<Outcome> {
  const texts = { stdout: '', stderr: '' };
  const keep = (stream: 'stdout' | 'stderr') => (text: unknown) => {
    texts[stream] += text;
    return true;
  };
  const spies = [
    jest.spyOn(console, 'log').mockImplementation((text) => void keep('stdout')(`${text}\n`)),
    jest.spyOn(console, 'error').mockImplementation((text) => void keep('stderr')(`${text}\n`)),
    jest.spyOn(process.stdout, 'write').mockImplementation(keep('stdout')),
    jest.spyOn(process.stderr, 'write').mockImplementation(keep('stderr')),
  ];
  try {
    const code = await main(['node', 'waybill', ...args]);
    return { code, ...texts };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

/** Runs the executable in a process of its own. */
export function runExecutable(cwd: string, ...args: string[]): Outcome {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'bin', 'waybill.js'), ...args], {
    cwd,
    encoding: 'utf8',
  });
  return { code: status, stdout, stderr };
}

/** Every file below a folder, with its content. */
export function contentOf(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map(({ parentPath, path, name }) => {
      const file = join(parentPath ?? path, name);
      return [file.slice(folder.length + 1), readFileSync(file, 'utf8')];
    }),
  );
}
