/** How bad a problem is: an error stops the render, a warning asks for a look, an info is for the record. */
export type Severity = 'error' | 'warning' | 'info';

/**
 * One thing that is wrong, as data: errors of construction and findings of the checker are the same type,
 * so that one place prints them and one place decides on the exit code.
 */
export interface Problem {
  /** Stable name of the kind of problem, in kebab-case. Tests, waivers and reports refer to it, never to the text. */
  readonly code: string;
  readonly severity: Severity;
  /** Where it is: a construct path, a file with line and column, or a command line option. */
  readonly place: string;
  /** What is wrong, with the value given and the values allowed. Lower case, no full stop. */
  readonly message: string;
  /** What to do about it. */
  readonly fix: string;
}

/** A problem that stops the render: the only severity that construction knows. */
export function error(code: string, place: string, message: string, fix: string): Problem {
  return { code, severity: 'error', place, message, fix };
}

/** The way problems leave a function that cannot go on. Carries data only; whoever catches it prints it. */
export class ProblemError extends Error {
  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(formatProblem).join('\n'));
    this.name = 'ProblemError';
  }
}

/** One problem as people read it: place, message and remedy. */
export function formatProblem(problem: Problem): string {
  return `${problem.severity}: ${problem.place}: ${problem.message} [${problem.code}]\n  fix: ${problem.fix}`;
}
