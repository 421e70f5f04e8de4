import { error, ProblemError } from '../../lib/problem';

/** Ends the import. Nothing has been written yet. */
export function refuse(place: string, message: string, fix: string): never {
  throw new ProblemError([error('import-failed', place, message, fix)]);
}
