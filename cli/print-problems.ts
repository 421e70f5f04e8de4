import { formatProblem, ProblemError } from '../lib/problem';
import { exitCode } from './exit-code';

/** Prints what a ProblemError holds; anything else is our own bug and goes on up, with its stack. @returns the exit code */
export function printProblems(cause: unknown): number {
  if (!(cause instanceof ProblemError)) throw cause;
  for (const problem of cause.problems) console.error(formatProblem(problem));
  const count = cause.problems.length;
  console.error(`${count} ${count === 1 ? 'problem' : 'problems'}; nothing was written`);
  return exitCode.problems;
}
