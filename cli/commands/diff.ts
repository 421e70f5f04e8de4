import { Option } from 'commander';
import type { Register } from '../main';

/** Options of `waybill diff`, as they were given. */
export interface DiffOptions {
  readonly format: 'text' | 'json';
  readonly system?: string;
  readonly environment?: string;
  readonly exitCode?: true;
}

const help = `
What the cluster will do, the most severe first:
  destroys    data is lost, with an object that holds it or with storage that shrinks
  recreates   the API server refuses the change: the object must be deleted and made anew
  removes     the object is deleted
  rolls-pods  pods are replaced
  updates     the object is updated in place
  creates     the object is new
  metadata    only labels or annotations of the object itself change
  nothing     the same, written in another way

JSON (what is not known or not there is left out):
  {"changes": [{"kind": "added" | "removed" | "changed", "effect", "reason", "system", "environment", "cluster", "file",
    "object": {"apiVersion", "kind", "namespace", "name"},
    "fields": [{"path": ["spec", "containers", 0], "field": "spec.containers[web]", "effect", "reason", "before", "after"}]}]}

Exit codes: 0, or 1 for problems and, with --exit-code, changes, or 2 when called wrongly

Examples:
  waybill diff                       against dist/ as it is committed
  waybill diff main --environment production
  waybill diff ../rendered --format json`;

/** `waybill diff`: what the working tree would change, by effect. */
export const registerDiff: Register = (program, finish) => {
  program
    .command('diff')
    .description('render in memory, and say what would change in a cluster; writes nothing')
    .argument('[target]', 'folder of rendered YAML, or git revision whose dist/ is compared with', 'HEAD')
    .addOption(new Option('--format <format>', 'how to print it').choices(['text', 'json']).default('text'))
    .option('--system <name>', 'only this system')
    .option('--environment <name>', 'only this environment')
    .option('--exit-code', 'exit with 1 where something would change')
    .addHelpText('after', help)
    .action((target: string, options: DiffOptions) => {
      const { findProject } = require('../find-project') as typeof import('../find-project');
      const { runDiff } = require('../run-diff') as typeof import('../run-diff');
      finish(runDiff(findProject(program.opts().project), target, options));
    });
};
