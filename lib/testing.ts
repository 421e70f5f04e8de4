import type { IConstruct } from 'constructs';
import type { KubernetesObject } from './kubernetes-object';
import { renderTree } from './render/from-app';
import { filesOf } from './render/synth';

/**
 * Every object at or below a construct as it is written, overrides applied, in the order of files and of applying.
 *
 * @throws ProblemError with every problem of the definition
 */
export function manifests(construct: IConstruct): readonly KubernetesObject[] {
  return renderTree(construct).objects.map(({ value }) => value);
}

/**
 * The files of a construct, by path below `dist/`, for example to compare with a snapshot.
 *
 * @throws ProblemError with every problem of the definition
 */
export function renderYaml(construct: IConstruct): Record<string, string> {
  return Object.fromEntries(filesOf(renderTree(construct)));
}

/**
 * The one object of a kind, and of a name where there are several of the kind.
 *
 * @throws Error when there is none, or more than one: it lists what there is
 */
export function find(objects: readonly KubernetesObject[], kind: string, name?: string): KubernetesObject {
  const found = objects.filter(
    (object) => object.kind === kind && (name === undefined || object.metadata.name === name),
  );
  const [only] = found;
  if (only && found.length === 1) return only;
  const wanted = name === undefined ? kind : `${kind} ${name}`;
  const present = objects.map((object) => `${object.kind} ${object.metadata.name}`).join(', ') || 'nothing';
  throw new Error(`expected one ${wanted}, found ${found.length} in: ${present}`);
}
