import { placeOf } from '../layout';
import { error, type Problem } from '../problem';
import { findFiles, readText } from './find-files';
import { locator } from './locate';
import { parseFile } from './parse';
import type { KubernetesObject, Render, RenderedObject } from './render';

/** What a folder holds, and everything in it that is no Kubernetes object. */
export interface LoadedRender {
  readonly render: Render;
  readonly problems: readonly Problem[];
}

/**
 * Reads a folder of YAML and JSON, whoever wrote it, in sorted order. Lists are flattened, empty documents skipped.
 * Never throws for what a file holds: what cannot be read is a problem with its place, and the rest is read.
 * In a folder laid out as `dist/`, objects carry the system and environment, or the cluster, that their path names.
 */
export function loadRender(folder: string): LoadedRender {
  const { files, problems } = findFiles(folder);
  const loaded = files.map((file) => loadFile(folder, file));
  return {
    render: { objects: loaded.flatMap(({ objects }) => objects) },
    problems: [...problems, ...loaded.flatMap((each) => each.problems)],
  };
}

interface LoadedFile {
  readonly objects: readonly RenderedObject[];
  readonly problems: readonly Problem[];
}

function loadFile(folder: string, file: string): LoadedFile {
  const text = readText(folder, file);
  if (typeof text !== 'string') return { objects: [], problems: [text] };
  const { found, problems } = parseFile(file, text);
  const locate = locator(text);
  const objects: RenderedObject[] = [];
  for (const { value, document, path } of found) {
    const missing = missingField(value);
    if (missing === undefined) {
      objects.push({
        value: value as KubernetesObject,
        file,
        position: objects.length,
        ...placeOf(file),
        locate: (field) => locate(document, [...path, ...field]),
      });
    } else {
      const { line, column } = locate(document, path);
      const fix = 'mend it, or move it out of the folder of manifests';
      problems.push(
        error('no-kubernetes-object', `${file}:${line}:${column}`, `no Kubernetes object: ${missing}`, fix),
      );
    }
  }
  return { objects, problems };
}

/** What an object must have and this has not. */
function missingField(value: unknown): string | undefined {
  if (!isMap(value)) return `a ${Array.isArray(value) ? 'list' : typeof value}`;
  for (const field of ['apiVersion', 'kind']) {
    if (typeof value[field] !== 'string' || value[field] === '') return `no ${field}`;
  }
  if (!isMap(value.metadata)) return `${value.kind} has no metadata`;
  if (typeof value.metadata.name !== 'string' || value.metadata.name === '')
    return `${value.kind} has no metadata.name`;
  return undefined;
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
