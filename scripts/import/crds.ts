import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { download, type Source } from './sources';

/** Any node of an OpenAPI schema. */
export interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly [keyword: string]: unknown;
}

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
  readonly storage: boolean;
  readonly schema: { readonly openAPIV3Schema: Schema };
}

/** Finds the CRDs of a source, each with the one version that is stored. */
export type CrdReader = (source: Source) => Promise<readonly Crd[]>;

/** Reads CRDs from a folder of YAML files, or from upstream where none is named. */
export function crdReader(folder: string | undefined): CrdReader {
  const local = folder === undefined ? undefined : folderCrds(folder);
  return async (source) => {
    const { repository, tag, files } = source;
    const instead = 'CRDS_DIR name a folder with the CRDs';
    const texts = local ? [] : await Promise.all(files.map((file) => download(repository, tag, file, instead)));
    return wanted(source, local ?? texts.flatMap(crdsIn));
  };
}

function folderCrds(folder: string): Crd[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'));
  return files.sort().flatMap((file) => crdsIn(readFileSync(join(folder, file), 'utf8')));
}

function crdsIn(text: string): Crd[] {
  const documents = parseAllDocuments(text).map((document) => document.toJS() as Crd | null);
  return documents.filter((each): each is Crd => each?.kind === 'CustomResourceDefinition');
}

function wanted({ name, group, kinds }: Source, crds: readonly Crd[]): Crd[] {
  return [...kinds].sort().map((kind) => {
    const crd = crds.find(({ spec }) => spec.group === group && spec.names.kind === kind);
    if (!crd) {
      const known = crds.filter(({ spec }) => spec.group === group).map(({ spec }) => spec.names.kind);
      throw new Error(`source ${name} has no kind ${kind} in ${group}, it has ${known.join(', ') || 'none'}`);
    }
    const versions = crd.spec.versions.filter(({ storage }) => storage);
    return { ...crd, spec: { ...crd.spec, versions } };
  });
}
