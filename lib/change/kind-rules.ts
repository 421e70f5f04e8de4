import type { KindRule } from './kind-rule';
import { kubernetesKinds } from './kubernetes-kinds';
import { operatorKinds } from './operator-kinds';

/**
 * What the cluster does, by `<API group>/<kind>`. A kind that is not here, and a field that no rule is about, is
 * updated in place. To teach a kind, add a line to one of the tables: the first rule of a kind that fits counts, so
 * that exceptions come before what they are exceptions from.
 */
export const kindRules: Readonly<Record<string, KindRule>> = { ...kubernetesKinds, ...operatorKinds };
