import { readFileSync } from 'node:fs';
import { isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import { error, type Problem, ProblemError } from '../problem';
import { isMovingTag, parsePin } from './image';

/** Which image of each component runs in one environment: what `releases/<system>/<environment>.yaml` pins. */
export interface Release<C extends string = string> {
  /** Image reference to run, `<registry>/<component>:<tag>` or `<registry>/<component>@<digest>`. */
  image(component: C): string;
  /** Tag, or the first 12 digits of the digest: short, and allowed in a label value. */
  version(component: C): string;
}

export interface ReleaseProps<C extends string> {
  /** Path of the release file. */
  readonly file: string;
  /** How messages call the file. @default - `file` */
  readonly label?: string;
  /** Registry, and path in it, that every component's image lies under, for example `registry.platform.io`. */
  readonly registry: string;
  /** Every component that the system deploys: the file pins each of them and nothing else. */
  readonly components: readonly C[];
}

/**
 * Reads a release file: a map `components` of component to image tag or digest.
 *
 * @throws ProblemError with every problem of the file, each with its line
 */
export function loadRelease<C extends string>(props: ReleaseProps<C>): Release<C> {
  const { pins, problems } = readPins(props);
  if (problems.length > 0) throw new ProblemError(problems);
  const label = props.label ?? props.file;
  const pin = (component: C) => {
    const value = pins.get(component);
    // What the type does not let through, but synthesis without a type check does.
    if (value === undefined) throw new ProblemError([unknownComponent(label, component, props.components)]);
    return value;
  };
  return {
    image: (component) => {
      const value = pin(component);
      return `${props.registry}/${component}${value.startsWith('sha256:') ? '@' : ':'}${value}`;
    },
    version: (component) => {
      const { tag, digest = '' } = parsePin(pin(component)) ?? {};
      return labelValue(tag ?? digest.slice(0, 12));
    },
  };
}

function readPins({ file, label = file, components }: ReleaseProps<string>) {
  const pins = new Map<string, string>();
  const problems: Problem[] = [];
  const lines = new LineCounter();
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    const fix = `create it with a map \`components\` that pins ${components.join(', ')}`;
    return { pins, problems: [error('release-file', label, 'the release file cannot be read', fix)] };
  }
  const document = parseDocument(text, { lineCounter: lines });
  const at = (node: unknown) => {
    const offset = (node as { range?: [number, number, number] } | undefined)?.range?.[0] ?? 0;
    const { line, col } = lines.linePos(offset);
    return `${label}:${line}:${col}`;
  };
  for (const { message, pos } of document.errors) {
    const { line, col } = lines.linePos(pos[0]);
    problems.push(error('release-yaml', `${label}:${line}:${col}`, message.split('\n')[0] ?? '', 'mend the YAML'));
  }
  if (problems.length > 0) return { pins, problems };

  const listed = isMap(document.contents) ? document.get('components', true) : undefined;
  if (!isMap(listed)) {
    const fix = `add a map \`components\` that pins ${components.join(', ')}`;
    return { pins, problems: [error('release-file', at(listed), 'there is no map `components`', fix)] };
  }
  for (const { key } of isMap(document.contents) ? document.contents.items : []) {
    const name = String(isScalar(key) ? key.value : key);
    if (name === 'components') continue;
    const fix = components.includes(name) ? 'indent it, below `components`' : 'remove it';
    problems.push(error('release-key', at(key), `unknown key ${name}, a release file has only \`components\``, fix));
  }
  const { items } = listed;
  for (const { key, value } of items) {
    const component = String(isScalar(key) ? key.value : key);
    const given = isScalar(value) ? value.value : value;
    if (!components.includes(component)) {
      problems.push(unknownComponent(at(key), component, components));
    } else if (typeof given !== 'string') {
      const message = `${component} is pinned to ${JSON.stringify(given)}, expected an image tag or digest as a string`;
      problems.push(
        error('release-pin', at(value ?? key), message, `put the tag in quotes: ${component}: "${asWritten(value)}"`),
      );
    } else if (isMovingTag(given)) {
      const message = `${component} is pinned to ${given}, a tag that moves: what runs would depend on when it was pulled`;
      problems.push(error('release-pin', at(value), message, 'pin the tag or digest that the pipeline pushed'));
    } else if (!parsePin(given)) {
      const message = `${component} is pinned to ${JSON.stringify(given)}, expected a tag such as v1.0.0 or a digest sha256:<64 hexadecimal digits>`;
      problems.push(error('release-pin', at(value), message, 'copy the tag or digest that the pipeline printed'));
    } else {
      pins.set(component, given);
    }
  }
  for (const component of components) {
    if (items.some(({ key }) => String(isScalar(key) ? key.value : key) === component)) continue;
    const message = `no pin for component ${component}`;
    problems.push(
      error('release-missing', label, message, `add \`${component}: <tag or digest>\` under \`components\``),
    );
  }
  return { pins, problems };
}

/** A tag as a label value can hold it: cut to 63 characters, letters and digits at both ends. */
function labelValue(tag: string): string {
  return tag.slice(0, 63).replaceAll(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, '');
}

/** The text of a scalar as it stands in the file: the number 1.0 is written 1.0, not 1. */
function asWritten(value: unknown): string {
  return isScalar(value) ? (value.source ?? String(value.value)) : '<tag or digest>';
}

function unknownComponent(place: string, component: string, components: readonly string[]): Problem {
  const message = `unknown component ${component}, the system has ${components.join(', ')}`;
  return error('release-unknown', place, message, 'mend the name, or add the component to the system');
}
