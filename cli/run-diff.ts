import type { Change } from '../lib/change/change';
import { compare } from '../lib/change/compare';
import type { Project } from '../lib/project';
import type { RenderedObject } from '../lib/render/render';
import { renderProject } from '../lib/render/synth';
import type { DiffOptions } from './commands/diff';
import { readTarget } from './diff-target';
import { exitCode } from './exit-code';
import { colored, plain } from './output/color';
import { diffJson } from './output/diff-json';
import { diffText } from './output/diff-text';
import { printProblems } from './print-problems';
import { UsageError } from './usage-error';

/**
 * Renders a project in memory, compares it with a folder or a git revision, and prints what would change.
 *
 * @returns the exit code
 * @throws UsageError for a target that is neither, and for a system or environment that neither side has
 */
export function runDiff(project: Project, target: string, options: DiffOptions): number {
  try {
    const after = renderProject(project);
    const before = readTarget(project.root, target);
    const all = [...before.objects, ...after.objects];
    refuseUnknown('system', options.system, all);
    refuseUnknown('environment', options.environment, all);
    const changes = compare(before, after).filter((change) => isWanted(change, options));
    console.log(options.format === 'json' ? diffJson(changes) : diffText(changes, hasColors() ? colored : plain));
    return options.exitCode && changes.length > 0 ? exitCode.problems : exitCode.ok;
  } catch (cause) {
    return printProblems(cause);
  }
}

/** An object of which nothing is known may belong to what was asked for: it is shown. */
function isWanted({ before, after }: Change, { system, environment }: DiffOptions): boolean {
  const object = { ...before, ...after };
  if (!object.system && !object.cluster) return true;
  return (system ?? object.system) === object.system && (environment ?? object.environment) === object.environment;
}

function refuseUnknown(
  what: 'system' | 'environment',
  wanted: string | undefined,
  objects: readonly Partial<RenderedObject>[],
): void {
  const known = [...new Set(objects.flatMap((object) => object[what] ?? []))].sort();
  if (wanted === undefined || known.includes(wanted)) return;
  throw new UsageError(`no ${what} '${wanted}': there are ${known.join(', ') || 'none'}`);
}

/** https://no-color.org: any value but the empty one. */
function hasColors(): boolean {
  return process.stdout.isTTY === true && !process.env.NO_COLOR;
}
