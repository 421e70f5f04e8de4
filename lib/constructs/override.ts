import { isDeepStrictEqual } from 'node:util';
import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { applyPatch, deepClone, type Operation } from 'fast-json-patch';
import type { KubernetesObject } from '../kubernetes-object';
import { error, ProblemError } from '../problem';
import { report } from './report';

/** An RFC 6902 patch: a list of operations. */
export type JsonPatch = readonly Operation[];
/** An RFC 7396 merge patch: maps are merged, `null` removes, everything else (lists too) replaces. */
export type MergePatch = { readonly [field: string]: unknown };

const metadataType = 'waybill:override';

/** Which object of a construct is meant: its kind, and its name where there are several of the kind. */
export interface ObjectSelector {
  readonly kind: string;
  readonly name?: string;
}

/**
 * Changes an object as it is rendered, after everything else: the way to say what no construct can.
 * Works on the plain object, so fields that no schema knows are kept. A patch that hits nothing fails the render, and
 * so does one whose object is not there, or not the only one.
 *
 * @param construct The construct that renders the object, however deep below it
 */
export function override(construct: IConstruct, selector: ObjectSelector, patch: JsonPatch | MergePatch): void {
  const { kind, name } = selector;
  const objects = construct.node.findAll().filter(ApiObject.isApiObject);
  const found = objects.filter((object) => object.kind === kind && (name === undefined || object.name === name));
  const [object] = found;
  if (object && found.length === 1) {
    object.node.addMetadata(metadataType, patch);
    return;
  }
  const wanted = name === undefined ? kind : `${kind} ${name}`;
  const present = objects.map((each) => `${each.kind} ${each.name}`).join(', ') || 'nothing';
  const message = `override of ${wanted} finds ${found.length} objects, expected one of ${present}`;
  report(construct, 'override-hits-nothing', message, 'name the kind, and the name where there are several of it');
}

/** The object with its overrides applied, in the order they were given. @throws ProblemError for one that hits nothing */
export function applyOverrides(object: ApiObject, value: KubernetesObject): KubernetesObject {
  const patches = object.node.metadata.filter(({ type }) => type === metadataType);
  return patches.reduce((result, { data }) => applyOverride(object.node.path, result, data), value);
}

function applyOverride(place: string, value: KubernetesObject, patch: JsonPatch | MergePatch): KubernetesObject {
  const shown = JSON.stringify(patch);
  const fail = (why: string) => {
    const fix = 'compare its paths with the rendered object, or remove it';
    return new ProblemError([error('override-hits-nothing', place, `override ${shown} ${why}`, fix)]);
  };
  const changed = Array.isArray(patch)
    ? jsonPatch(value, patch, fail)
    : (mergePatch(value, patch, fail) as KubernetesObject);
  if (isDeepStrictEqual(changed, value)) throw fail('changes nothing');
  return changed;
}

type Fail = (why: string) => ProblemError;

function jsonPatch(value: KubernetesObject, patch: Operation[], fail: Fail): KubernetesObject {
  try {
    return applyPatch(deepClone(value) as KubernetesObject, patch, true).newDocument;
  } catch (cause) {
    const { name, index = 0 } = cause as { name?: string; index?: number };
    throw fail(`does not apply: ${String(name).toLowerCase().replaceAll('_', ' ')} at ${patch[index]?.path}`);
  }
}

function mergePatch(target: unknown, patch: unknown, fail: Fail, path = ''): unknown {
  if (!isMap(patch)) return patch;
  const result: Record<string, unknown> = isMap(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    const below = `${path}/${key}`;
    if (value !== null) result[key] = mergePatch(result[key], value, fail, below);
    else if (key in result) delete result[key];
    else throw fail(`removes ${below}, which is not there`);
  }
  return result;
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
