import { relative } from 'node:path';
import type { Project } from '../lib/project';
import { type SynthOptions, synth } from '../lib/render/synth';
import { exitCode } from './exit-code';
import { printProblems } from './print-problems';

/** Renders and writes a project, and prints what was written or everything that is wrong. @returns the exit code */
export function runSynth(project: Project, options: SynthOptions): number {
  try {
    for (const { folder, written, unchanged, removed } of synth(project, options)) {
      const counts = `${written.length} written, ${unchanged.length} unchanged, ${removed.length} removed`;
      console.log(`${relative(process.cwd(), folder) || '.'}: ${counts}`);
    }
    return exitCode.ok;
  } catch (cause) {
    return printProblems(cause);
  }
}
