import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type LoadedRender, loadRender } from '../lib/render/load';
import { UsageError } from './usage-error';

/**
 * The render that a git revision holds in a folder; an empty one where it has no such folder. Only reads: neither the
 * index nor the working tree is touched.
 *
 * @param root Folder in a git repository, not necessarily its top
 * @param folder Relative to `root`
 * @throws UsageError for what is no revision, and outside of git
 */
export function committedRender(root: string, revision: string, folder: string): LoadedRender {
  const commit = resolveRevision(root, revision);
  const work = mkdtempSync(join(tmpdir(), 'waybill-'));
  try {
    extract(root, commit, folder, work);
    return loadRender(join(work, folder));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function resolveRevision(root: string, revision: string): string {
  const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`];
  const { error, status, stdout, stderr } = git(root, args);
  if (status === 0) return stdout.toString().trim();
  const said = error ? `git cannot be run: ${(error as NodeJS.ErrnoException).code}` : stderr.toString().trim();
  const message = `'${revision}' is neither a folder nor a git revision${said && ` (${said})`}`;
  throw new UsageError(`${message}: name a folder of rendered YAML, a branch, a tag or a commit`);
}

/** Writes the files that a commit has below a folder, as git has them, to a folder elsewhere. */
function extract(root: string, commit: string, folder: string, target: string): void {
  mkdirSync(join(target, folder), { recursive: true });
  const entries = output(git(root, ['ls-tree', '-r', '-z', commit, '--', folder]))
    .toString()
    .split('\0')
    .flatMap((line) => parseEntry(line) ?? []);
  let rest = output(git(root, ['cat-file', '--batch'], entries.map(({ id }) => `${id}\n`).join('')));
  for (const { path } of entries) {
    // `<id> blob <size>`, the content, and a line feed after it
    const header = rest.indexOf('\n');
    const size = Number(rest.subarray(0, header).toString().split(' ')[2]);
    const file = join(target, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, rest.subarray(header + 1, header + 1 + size));
    rest = rest.subarray(header + 1 + size + 1);
  }
}

/** `<mode> blob <id>\t<path>`; links and submodules hold no manifests. */
function parseEntry(line: string): { readonly id: string; readonly path: string } | undefined {
  const [, id, path] = /^100\d+ blob (\w+)\t(.*)$/s.exec(line) ?? [];
  return id && path ? { id, path } : undefined;
}

/** Runs git in the repository that the folder is in, also where a hook of another one has called us. */
function git(cwd: string, args: readonly string[], input = '') {
  const { GIT_DIR, GIT_WORK_TREE, GIT_INDEX_FILE, ...env } = process.env;
  return spawnSync('git', args, { cwd, env, input, maxBuffer: 2 ** 30 });
}

function output({ error, status, stdout, stderr }: ReturnType<typeof git>): Buffer {
  if (error) throw error;
  if (status !== 0) throw new Error(`git failed: ${stderr.toString().trim()}`);
  return stdout;
}
