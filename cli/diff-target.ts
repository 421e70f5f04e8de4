import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { formatProblem, type Problem, ProblemError } from '../lib/problem';
import { type LoadedRender, loadRender } from '../lib/render/load';
import type { Render } from '../lib/render/render';
import { distFolder } from '../lib/render/synth';
import { committedRender } from './committed-render';

/**
 * What a project is compared with: a folder of rendered YAML where there is one of that name, else the `dist/` of a
 * git revision. What is no Kubernetes object there is told as a warning.
 *
 * @throws UsageError for what is neither
 * @throws ProblemError for what cannot be read: objects in it would pass for new
 */
export function readTarget(root: string, target: string): Render {
  const isFolder = statSync(target, { throwIfNoEntry: false })?.isDirectory();
  const loaded = isFolder ? loadRender(resolve(target)) : committedRender(root, target, distFolder);
  return readable(target, loaded);
}

function readable(target: string, { render, problems }: LoadedRender): Render {
  const placed = problems.map((problem): Problem => ({ ...problem, place: `${target}: ${problem.place}` }));
  const unreadable = placed.filter(({ code }) => code !== 'no-kubernetes-object');
  if (unreadable.length > 0) throw new ProblemError(unreadable);
  for (const problem of placed) console.error(formatProblem({ ...problem, severity: 'warning' }));
  return render;
}
