import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Project } from '../lib/project';
import { UsageError } from './usage-error';

/**
 * Loads the project of a folder, or of the nearest folder above that holds a `main.ts`.
 *
 * @param folder What `--project` gave: then only there @default - upward from the current folder
 * @throws UsageError where there is none
 */
export function findProject(folder?: string): Project {
  const root = folder === undefined ? upward(process.cwd()) : resolve(folder);
  const file = root && join(root, 'main.ts');
  if (!file || !existsSync(file)) {
    const where = folder === undefined ? `${process.cwd()} or above` : folder;
    throw new UsageError(`no main.ts in ${where}: run in a Waybill repository, or name one by --project`);
  }
  const { project } = require(file) as { readonly project?: Partial<Project> };
  if (typeof project?.root !== 'string' || typeof project.author !== 'function') {
    throw new UsageError(`${file} exports no \`project\` with \`root\` and \`author\`: see lib/project.ts`);
  }
  return project as Project;
}

function upward(folder: string): string | undefined {
  if (existsSync(join(folder, 'main.ts'))) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : upward(parent);
}
