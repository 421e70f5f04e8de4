import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { App } from 'cdk8s';
import { reported } from '../constructs/report';
import { manifestSuffix } from '../layout';
import { ProblemError } from '../problem';
import type { Files, Project } from '../project';
import { emitFile } from './emit';
import { renderTree } from './from-app';
import type { KubernetesObject, Render } from './render';
import { recover, type WriteResult, writeFiles } from './write';

/** Folder of the committed manifests, in the project's root. */
export const distFolder = 'dist';

export interface SynthOptions {
  /** Folder to write to. @default - the project's `dist/` */
  readonly outdir?: string;
  /** Writes cdk8s' construct-metadata.json too, but never into the committed `dist/`. @default false */
  readonly recordConstructMetadata?: boolean;
}

/** What one folder got. */
export interface Written extends WriteResult {
  readonly folder: string;
}

/** Renders a project in memory. @throws ProblemError with everything that is wrong with it */
export function renderProject(project: Project): Render {
  // Both props are given, because App reads the environment for what it is not given.
  const app = new App({ outdir: join(project.root, distFolder), recordConstructMetadata: false });
  try {
    project.author(app);
  } catch (cause) {
    if (!(cause instanceof ProblemError)) throw cause;
    // What stopped one environment does not hide what is wrong with the others.
    throw new ProblemError([...cause.problems, ...app.node.findAll().flatMap(reported)]);
  }
  return renderTree(app);
}

/** The files of a render. */
export function filesOf({ objects }: Render): Files {
  const byFile = new Map<string, KubernetesObject[]>();
  for (const { file, value } of objects) {
    const values = byFile.get(file);
    if (values) values.push(value);
    else byFile.set(file, [value]);
  }
  return new Map([...byFile].map(([file, values]) => [file, emitFile(values)]));
}

/**
 * Renders a project and writes it: either everything or nothing. What is rendered beside Kubernetes manifests is
 * written along with the project's own `dist/`, and only then.
 *
 * @throws ProblemError with everything that is wrong; what was on disk stays as it was
 */
export function synth(project: Project, { outdir, recordConstructMetadata = false }: SynthOptions = {}): Written[] {
  const dist = join(project.root, distFolder);
  const target = resolve(outdir ?? dist);
  const own = target === dist;
  recover(target);
  const render = renderProject(project);
  const manifests = filesOf(render);
  const sideOutputs = own ? (project.sideOutputs?.() ?? []) : [];
  const written = [
    { folder: target, ...writeFiles(target, manifests, { owns: (file) => file.endsWith(manifestSuffix) }) },
    ...sideOutputs.map(({ folder, files }) => writeSideOutput(join(project.root, folder), files)),
  ];
  if (recordConstructMetadata && !own) writeConstructMetadata(target, render);
  return written;
}

/** Lists what is rendered to a folder in which people keep files of their own, such as `.env`. */
const listFile = '.rendered';

function writeSideOutput(folder: string, files: Files): Written {
  const listed = join(folder, listFile);
  const before = existsSync(listed) ? readFileSync(listed, 'utf8').split('\n').filter(Boolean) : [];
  const list = `${[...files.keys()].sort().join('\n')}\n`;
  const all = new Map([...files, [listFile, list]]);
  const ours = new Set([...before, ...all.keys()]);
  return { folder, ...writeFiles(folder, all, { owns: (file) => ours.has(file) }) };
}

/** The file by which cdk8s' validation plugins find constructs, in cdk8s' own format. */
function writeConstructMetadata(folder: string, { objects }: Render): void {
  const resources = Object.fromEntries(
    objects.map(({ value, constructPath }) => [value.metadata.name, { path: constructPath }]),
  );
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'construct-metadata.json'), JSON.stringify({ version: '1.0.0', resources }));
}
