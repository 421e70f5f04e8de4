import type { KubernetesObject } from '../kubernetes-object';

export type { KubernetesObject };

/** Steps from the top of an object to a field: keys of maps, indexes of lists. */
export type FieldPath = readonly (string | number)[];

/** A place in a file; both start at 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** One object of a Render, and where it comes from. */
export interface RenderedObject {
  readonly value: KubernetesObject;
  /** File it is written to or was read from, relative to the folder of the render, with `/` between the parts. */
  readonly file: string;
  /** Which document of the file it is, from 0. */
  readonly position: number;
  /** Known where the object was authored here; a folder that we did not write has none of these. */
  readonly system?: string;
  readonly environment?: string;
  readonly cluster?: string;
  readonly constructPath?: string;
  /** Line and column of a field in the file, or of the nearest field above it that is there. Computed when asked. */
  locate(path: FieldPath): Position;
}

/**
 * Everything that is rendered, as plain objects: what the emitter writes and what judges read.
 * One made in memory and one loaded from a folder are alike.
 */
export interface Render {
  readonly objects: readonly RenderedObject[];
}
