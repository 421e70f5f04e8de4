import { isMap } from './is-map';

/** The keys of the items of two lists, in the order of the items. */
export interface ListKeys {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/**
 * By what the items of two lists are told apart; undefined where position is all that there is.
 *
 * @param name Field that holds the lists
 */
export function listKeys(
  name: string | number,
  before: readonly unknown[],
  after: readonly unknown[],
): ListKeys | undefined {
  for (const fields of keysOfLists.get(String(name)) ?? byName) {
    const keys = { before: keysBy(fields, before), after: keysBy(fields, after) };
    if (keys.before && keys.after) return { before: keys.before, after: keys.after };
  }
  const isSet = isUnordered(name) && [...before, ...after].every((item) => typeof item === 'string');
  return isSet ? { before: before as string[], after: after as string[] } : undefined;
}

/** True for a list whose order says nothing, except in a pod template: controllers compare those in order. */
export function isUnordered(name: string | number): boolean {
  return unordered.has(String(name));
}

/**
 * What the API itself declares (its list-map keys), and what is unique in practice where it declares nothing. Several
 * are tried in turn.
 */
const keysOfLists: ReadonlyMap<string, readonly (readonly string[])[]> = new Map(
  Object.entries({
    conditions: [['type']],
    data: [['secretKey']],
    hostAliases: [['ip']],
    items: [['key']],
    ownerReferences: [['uid']],
    paths: [['path', 'pathType']],
    ports: [['containerPort', 'protocol'], ['port', 'protocol'], ['name']],
    rules: [['alert'], ['record'], ['host'], ['name']],
    subjects: [
      ['kind', 'namespace', 'name'],
      ['kind', 'name'],
    ],
    tls: [['secretName']],
    topologySpreadConstraints: [['topologyKey', 'whenUnsatisfiable']],
    volumeClaimTemplates: [['metadata.name']],
    volumeDevices: [['devicePath']],
    volumeMounts: [['mountPath']],
  }),
);

/** Every other list: most call their items by name. */
const byName = [['name']] as const;

/** What the API server fills in, so that writing it out changes nothing. */
const defaults: ReadonlyMap<string, string> = new Map([['protocol', 'TCP']]);

const unordered: ReadonlySet<string> = new Set([
  'accessModes',
  'apiGroups',
  'conditions',
  'finalizers',
  'groups',
  'imagePullSecrets',
  'namespaces',
  'nonResourceURLs',
  'ownerReferences',
  'policyTypes',
  'ports',
  'resourceNames',
  'resources',
  'secrets',
  'subjects',
  'values',
  'verbs',
]);

/** The key of each item; undefined unless every item has one of its own. */
function keysBy(fields: readonly string[], items: readonly unknown[]): string[] | undefined {
  const keys: string[] = [];
  for (const item of items) {
    const parts = fields.map((field) => partOf(item, field.split('.')) ?? defaults.get(field));
    if (!parts.every((part) => typeof part === 'string' || typeof part === 'number')) return undefined;
    keys.push(parts.join('/'));
  }
  return new Set(keys).size === keys.length ? keys : undefined;
}

function partOf(item: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, step) => (isMap(value) && Object.hasOwn(value, step) ? value[step] : undefined),
    item,
  );
}
