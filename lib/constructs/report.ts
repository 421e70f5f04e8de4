import type { IConstruct } from 'constructs';
import { error, type Problem } from '../problem';

const metadataType = 'waybill:problem';

/**
 * Records that a construct was defined wrongly. Construction goes on, so that one render reports every problem;
 * rendering the tree then fails with all of them.
 */
export function report(construct: IConstruct, code: string, message: string, fix: string): void {
  construct.node.addMetadata(metadataType, error(code, construct.node.path, message, fix));
}

/** Every problem recorded on a construct itself (not on its children), in the order of recording. */
export function reported(construct: IConstruct): readonly Problem[] {
  return construct.node.metadata.filter(({ type }) => type === metadataType).map(({ data }) => data as Problem);
}
