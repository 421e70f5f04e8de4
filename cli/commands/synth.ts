import type { Register } from '../main';

/** `waybill synth`: the same as running `main.ts`. */
export const registerSynth: Register = (program, finish) => {
  program
    .command('synth')
    .description('render every system; prints all problems and writes nothing if there are any')
    .option('-o, --output <folder>', "folder to write to (default: the project's dist/)")
    .addHelpText('after', '\nExamples:\n  waybill synth\n  waybill synth --output ../rendered')
    .action(({ output }: { readonly output?: string }) => {
      const { findProject } = require('../find-project') as typeof import('../find-project');
      const { runSynth } = require('../run-synth') as typeof import('../run-synth');
      finish(runSynth(findProject(program.opts().project), { outdir: output }));
    });
};
