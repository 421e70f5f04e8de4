import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Files } from '../lib/project';
import { distFolder, filesOf, renderProject } from '../lib/render/synth';
import { project } from '../main';

const outputs: readonly { readonly folder: string; readonly files: Files }[] = [
  { folder: distFolder, files: filesOf(renderProject(project)) },
  ...(project.sideOutputs?.() ?? []),
];

describe.each(outputs)('$folder/, as it is committed', ({ folder, files }) => {
  const committed = read(join(project.root, folder));
  const differing = [...files.keys()].filter((file) => committed.has(file) && committed.get(file) !== files.get(file));

  test('is what is rendered, file by file; `npm run synth` accepts a change', () => {
    const missing = [...files.keys()].filter((file) => !committed.has(file));
    const extra = [...committed.keys()].filter((file) => !files.has(file));
    expect({ missing, extra, differing }).toEqual({ missing: [], extra: [], differing: [] });
  });

  test('is what is rendered, line by line; the first file that differs is shown', () => {
    const [first = ''] = differing;
    expect(committed.get(first)).toBe(files.get(first));
  });
});

/** What was rendered to a folder before: the files that it lists, where people keep files of their own, or else all. */
function read(folder: string): Files {
  const list = join(folder, '.rendered');
  const paths = existsSync(list)
    ? readFileSync(list, 'utf8')
        .split('\n')
        .filter((path) => path && existsSync(join(folder, path)))
    : readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
  return new Map(paths.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}
