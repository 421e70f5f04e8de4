import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Crd, Schema } from './crds';
import { download, type Sources } from './sources';

/** Texts of files by path below imports/schemas/. */
export type SchemaFiles = Map<string, string>;

/** The complete schemas of custom resources, without descriptions: one file a kind and version. */
export function crdSchemas(crds: readonly Crd[]): SchemaFiles {
  const files: SchemaFiles = new Map();
  for (const { spec } of crds) {
    for (const { name, schema } of spec.versions) {
      files.set(`${spec.group}/${spec.names.kind}_${name}.json`, text(withoutDescriptions(withIdentity(schema.openAPIV3Schema))));
    }
  }
  return files;
}

/** Some projects leave out of their CRDs what every object has; the API server adds it. */
function withIdentity(schema: Schema): Schema {
  const identity = { apiVersion: { type: 'string' }, kind: { type: 'string' }, metadata: { type: 'object' } };
  return { ...schema, properties: { ...identity, ...schema.properties } };
}

interface OpenApi {
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/**
 * The schemas of Kubernetes' built-in kinds, as one file of definitions that refer to each other, and an index of the
 * kinds. Read from a folder that holds upstream's `api/openapi-spec/v3`, or from upstream.
 */
export async function builtInSchemas({ kubernetes }: Sources, folder: string | undefined): Promise<SchemaFiles> {
  const { repository, tag, groups } = kubernetes;
  const definitions: Record<string, Schema> = {};
  const kinds: Record<string, string> = {};
  for (const group of groups) {
    const file = `${group === 'v1' ? 'api__v1' : `apis__${group.replace('/', '__')}`}_openapi.json`;
    const instead = 'KUBERNETES_OPENAPI name a folder with the files of api/openapi-spec/v3';
    const json = folder
      ? readFileSync(join(folder, file), 'utf8')
      : await download(repository, tag, `api/openapi-spec/v3/${file}`, instead);
    const { schemas } = (JSON.parse(json) as OpenApi).components;
    for (const name of topLevel(schemas, group)) {
      collect(name, schemas, definitions);
      kinds[`${group}/${name.split('.').at(-1)}`] = name;
    }
  }
  return new Map([['kubernetes.json', text({ version: tag, kinds, definitions })]]);
}

interface GroupVersionKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

/** Kinds that are objects of their own: with metadata, in this group, no lists. */
function topLevel(schemas: Readonly<Record<string, Schema>>, groupVersion: string): string[] {
  return Object.entries(schemas)
    .filter(([, schema]) => {
      const identities = (schema['x-kubernetes-group-version-kind'] ?? []) as readonly GroupVersionKind[];
      const here = identities.some(({ group, version }) => (group ? `${group}/${version}` : version) === groupVersion);
      return here && schema.properties?.metadata && !schema.properties.items;
    })
    .map(([name]) => name);
}

/** Takes over a definition and everything it refers to. */
function collect(name: string, from: Readonly<Record<string, Schema>>, into: Record<string, Schema>): void {
  const schema = from[name];
  if (!schema || into[name]) return;
  const plain = withoutDescriptions(schema) as Schema;
  into[name] = plain;
  for (const reference of references(plain)) collect(reference, from, into);
}

function references(schema: unknown): string[] {
  if (Array.isArray(schema)) return schema.flatMap(references);
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([key, value]) =>
    key === '$ref' ? [String(value).split('/').at(-1) ?? ''] : references(value),
  );
}

/** Descriptions are texts, unless a field is called so: then it is a schema. */
function withoutDescriptions(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withoutDescriptions);
  if (typeof schema !== 'object' || schema === null) return schema;
  const kept = Object.entries(schema).filter(([key, value]) => key !== 'description' || typeof value !== 'string');
  return Object.fromEntries(kept.map(([key, value]) => [key, withoutDescriptions(value)]));
}

/** One line a definition, so that a change of one reads as a change of one. */
function text(schema: unknown): string {
  const lines = Object.entries(sorted(schema) as object).map(([key, value]) => {
    const inner =
      key === 'definitions' || key === 'kinds'
        ? `{\n${Object.entries(value as object)
            .map(([name, each]) => `    ${JSON.stringify(name)}: ${JSON.stringify(each)}`)
            .join(',\n')}\n  }`
        : JSON.stringify(value);
    return `  ${JSON.stringify(key)}: ${inner}`;
  });
  return `{\n${lines.join(',\n')}\n}\n`;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, each]) => [key, sorted(each)]));
}
