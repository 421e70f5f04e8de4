import type { App } from 'cdk8s';

/** Files below one folder, by path relative to it, with `/` between the parts. */
export type Files = ReadonlyMap<string, string>;

/** A folder beside `dist/` that is rendered too, for example Compose files. */
export interface SideOutput {
  /** Its name in the project's root. */
  readonly folder: string;
  readonly files: Files;
}

/** What `main.ts` exports as `project`: everything that commands need to know of a repository. */
export interface Project {
  /** Absolute path of the folder that holds `main.ts`, `releases/` and `dist/`. */
  readonly root: string;
  /** Authors every system below the app. */
  author(app: App): void;
  /** What is rendered beside Kubernetes manifests. @default - nothing */
  sideOutputs?(): readonly SideOutput[];
}
