import type { Change } from '../../lib/change/change';
import { isHidden } from './hidden';

/** Changes as `waybill diff --format json` documents them. A value that is not there is left out. */
export function diffJson(changes: readonly Change[]): string {
  return JSON.stringify({ changes: changes.map(changeJson) }, null, 2);
}

function changeJson(change: Change): object {
  const { kind, effect, reason, before, after } = change;
  const { value, system, environment, cluster, file } = { ...before, ...after };
  return {
    kind,
    effect,
    reason,
    system,
    environment,
    cluster,
    file,
    object: {
      apiVersion: value?.apiVersion,
      kind: value?.kind,
      namespace: value?.metadata.namespace,
      name: value?.metadata.name,
    },
    fields: change.fields.map((field) => {
      const { path, effect, reason } = field;
      const values = isHidden(change, field) ? { hidden: true } : { before: field.before, after: field.after };
      return { path, field: field.field, effect, reason, ...values };
    }),
  };
}
