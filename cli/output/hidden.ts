import type { Change, FieldChange } from '../../lib/change/change';

/** True for a value that must not be shown: Waybill renders no Secret, but others have them in their folders. */
export function isHidden({ before }: Change, { path }: Pick<FieldChange, 'path'>): boolean {
  return before?.value.kind === 'Secret' && (path[0] === 'data' || path[0] === 'stringData');
}
