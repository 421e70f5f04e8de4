import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { download } from './download';
import { refuse } from './refuse';
import { plain, type Schema } from './schema';
import type { Source } from './sources';

/** A CustomResourceDefinition as upstream has it. */
export interface Crd {
  readonly kind: string;
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly versions: readonly CrdVersion[];
  };
}

export interface CrdVersion {
  readonly name: string;
  readonly served: boolean;
  readonly schema: { readonly openAPIV3Schema: Schema };
}

/** Finds the CRDs of a source, in the order of their kinds. */
export type CrdReader = (source: Source) => Promise<readonly Crd[]>;

/** Reads CRDs from a folder of YAML files, or from upstream where none is named. */
export function crdReader(folder: string | undefined): CrdReader {
  if (folder !== undefined && !existsSync(folder)) {
    refuse(
      'CRDS_DIR',
      `folder '${folder}' does not exist`,
      'name one that holds the CRDs in YAML, or unset it to download',
    );
  }
  return async (source) => {
    const texts = folder === undefined ? await download(source) : folderTexts(folder, source);
    return wanted(source, texts.flatMap(crdsIn));
  };
}

/** The schema of the version that a source names, without descriptions, its keys in order. */
export function schemaOf({ name, version }: Source, { spec }: Crd): Schema {
  const found = spec.versions.find((each) => each.name === version && each.served);
  if (found) return plain(found.schema.openAPIV3Schema);
  const served = spec.versions.filter((each) => each.served).map((each) => each.name);
  const message = `version ${version} of ${spec.names.kind} is not served, but ${served.join(', ')}`;
  return refuse(`imports/sources.yaml: source ${name}`, message, 'name a version that is served');
}

/** The files of a folder that can hold CRDs of a source; parsing all of them takes seconds. */
function folderTexts(folder: string, { group }: Source): string[] {
  const files = readdirSync(folder).filter((file) => /\.ya?ml$/.test(file));
  return files
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .filter((text) => text.includes(group));
}

function crdsIn(text: string): Crd[] {
  const documents = parseAllDocuments(text).map((document) => document.toJS() as Crd | null);
  return documents.filter((each): each is Crd => each?.kind === 'CustomResourceDefinition');
}

function wanted({ name, group, kinds }: Source, crds: readonly Crd[]): Crd[] {
  const ofGroup = crds.filter(({ spec }) => spec.group === group);
  return [...kinds].sort().map((kind) => {
    const found = ofGroup.find(({ spec }) => spec.names.kind === kind);
    if (found) return found;
    const known = ofGroup.map(({ spec }) => spec.names.kind).sort();
    const message = `no CRD of kind ${kind} in ${group}, but ${known.join(', ') || 'none at all'}`;
    return refuse(`imports/sources.yaml: source ${name}`, message, 'correct kinds, group or files');
  });
}
