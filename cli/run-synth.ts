import { relative } from 'node:path';
import { formatProblem, ProblemError } from '../lib/problem';
import type { Project } from '../lib/project';
import { type SynthOptions, synth } from '../lib/render/synth';

/** Exit codes of every command. */
export const exitCode = { ok: 0, problems: 1, usage: 2 } as const;

/** Renders and writes a project, and prints what was written or everything that is wrong. @returns the exit code */
export function runSynth(project: Project, options: SynthOptions): number {
  try {
    for (const { folder, written, unchanged, removed } of synth(project, options)) {
      const counts = `${written.length} written, ${unchanged.length} unchanged, ${removed.length} removed`;
      console.log(`${relative(process.cwd(), folder) || '.'}: ${counts}`);
    }
    return exitCode.ok;
  } catch (cause) {
    return printProblems(cause);
  }
}

/** Prints what a ProblemError holds; anything else is our own bug and goes on up, with its stack. */
export function printProblems(cause: unknown): number {
  if (!(cause instanceof ProblemError)) throw cause;
  for (const problem of cause.problems) console.error(formatProblem(problem));
  const count = cause.problems.length;
  console.error(`${count} ${count === 1 ? 'problem' : 'problems'}; nothing was written`);
  return exitCode.problems;
}
