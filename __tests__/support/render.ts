import type { IConstruct } from 'constructs';
import { type Problem, ProblemError } from '../../lib/problem';
import { renderTree } from '../../lib/render/from-app';
import { find, manifests } from '../../lib/testing';

// biome-ignore lint/suspicious/noExplicitAny: tests reach into objects of every kind
export type AnyObject = any;

/** Everything at or below a construct, as it is written. */
export function render(construct: IConstruct): AnyObject[] {
  return [...manifests(construct)];
}

/** The one object of a kind, and of a name where there are several, as it is written. */
export function rendered(construct: IConstruct, kind: string, name?: string): AnyObject {
  return find(manifests(construct), kind, name);
}

/** Everything that is wrong at or below a construct; nothing when it renders. */
export function failures(construct: IConstruct): readonly Problem[] {
  try {
    renderTree(construct);
  } catch (cause) {
    if (cause instanceof ProblemError) return cause.problems;
    throw cause;
  }
  return [];
}

/** `Kind name` of every object. */
export function identities(construct: IConstruct): string[] {
  return render(construct).map(({ kind, metadata }) => `${kind} ${metadata.name}`);
}
