import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { Component } from '../constructs/component';
import { applyOverrides } from '../constructs/override';
import { reported } from '../constructs/report';
import type { KubernetesObject } from '../kubernetes-object';
import { manifestSuffix } from '../layout';
import { error, type Problem, ProblemError } from '../problem';
import { compareObjects } from './apply-order';
import { conflicts } from './conflicts';
import { orderKeys } from './key-order';
import { lazyLocate } from './locate';
import type { Render, RenderedObject } from './render';

type Draft = Omit<RenderedObject, 'position' | 'locate'>;

/**
 * Turns a construct tree into plain objects, sorted by file and within a file by the order that applying needs.
 * Neither ids nor the order of construction change the result.
 *
 * @throws ProblemError with every problem: those that constructs reported, those of cdk8s' own validations, overrides
 * that hit nothing, and objects that collide
 */
export function renderTree(root: IConstruct): Render {
  const problems: Problem[] = [];
  const drafts: Draft[] = [];
  const constructs = root.node.findAll();
  for (const construct of constructs) {
    if (!ApiObject.isApiObject(construct)) continue;
    try {
      drafts.push(draft(construct));
    } catch (cause) {
      problems.push(...problemsOf(cause));
    }
  }
  const added = root.node.findAll().slice(constructs.length);
  if (added.length > 0) throw new Error(`added while rendering, and so not rendered: ${added[0]?.node.path}`);
  // Only now: some are found when an object is produced.
  for (const construct of constructs) {
    problems.push(...reported(construct), ...validated(construct));
  }
  problems.push(...conflicts(drafts));
  if (problems.length > 0) throw new ProblemError(distinct(problems));
  return { objects: inFiles(drafts) };
}

function draft(object: ApiObject): Draft {
  const value = applyOverrides(object, object.toJson() as KubernetesObject);
  const component = Component.find(object);
  const file = component?.file ?? `${Chart.of(object).node.id}${manifestSuffix}`;
  const { system, name: environment, cluster } = component?.environment ?? {};
  return {
    value: orderKeys(value),
    file,
    system,
    environment,
    cluster: cluster?.name,
    constructPath: object.node.path,
  };
}

function inFiles(drafts: readonly Draft[]): RenderedObject[] {
  const files = new Map<string, Draft[]>();
  for (const each of drafts) {
    const list = files.get(each.file);
    if (list) list.push(each);
    else files.set(each.file, [each]);
  }
  return [...files.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, list]) => {
      list.sort((a, b) => compareObjects(a.value, b.value));
      const locate = lazyLocate(list.map(({ value }) => value));
      return list.map((each, position) => ({ ...each, position, locate: (path) => locate(position, path) }));
    });
}

/** Validations that constructs of others registered with cdk8s. */
function validated(construct: IConstruct): Problem[] {
  const fix = 'mend the definition of this construct';
  return construct.node.validate().map((message) => error('validation', construct.node.path, message, fix));
}

function problemsOf(cause: unknown): readonly Problem[] {
  if (cause instanceof ProblemError) return cause.problems;
  throw cause;
}

function distinct(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}
