import { Command, CommanderError } from 'commander';
import { version } from '../package.json';
import { registerDiff } from './commands/diff';
import { registerSynth } from './commands/synth';
import { exitCode } from './exit-code';
import { printProblems } from './print-problems';
import { UsageError } from './usage-error';

/** What a command does with its exit code. */
export type Finish = (code: number) => void;

/** Adds a command to the program. A command loads what it works with only when it runs. */
export type Register = (program: Command, finish: Finish) => void;

const commands: readonly Register[] = [registerSynth, registerDiff];

/** The `waybill` command line. @returns the exit code */
export async function main(argv: readonly string[]): Promise<number> {
  let code: number = exitCode.ok;
  const program = new Command('waybill')
    .description('Renders systems to Kubernetes YAML, and says what a change will do.')
    .version(version)
    .option('--project <folder>', 'folder that holds main.ts (default: found upward from here)')
    .configureHelp({ showGlobalOptions: true })
    .showHelpAfterError('(see `waybill --help`)')
    .exitOverride();
  for (const register of commands) {
    register(program, (result) => {
      code = result;
    });
  }
  try {
    await program.parseAsync(argv);
  } catch (cause) {
    if (cause instanceof CommanderError) return cause.exitCode === 0 ? exitCode.ok : exitCode.usage;
    if (!(cause instanceof UsageError)) return printProblems(cause);
    console.error(`error: ${cause.message}`);
    return exitCode.usage;
  }
  return code;
}
