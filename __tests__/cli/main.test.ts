import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { version } from '../../package.json';
import { run, runExecutable } from './project';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'waybill-main-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('prints its version', async () => {
  expect(await run('--version')).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
});

test.each([
  ['every command', ['--help'], /synth.*diff/s],
  ['synth', ['synth', '--help'], /Examples:\n {2}waybill synth\n/],
  ['diff', ['help', 'diff'], /Examples:\n {2}waybill diff /],
])('prints the help of %s, with examples', async (_, args, expected) => {
  const { code, stdout } = await run(...args);
  expect(code).toBe(0);
  expect(stdout).toMatch(expected);
});

test('starts without loading what commands work with', () => {
  const script = `require('tsx/cjs'); require('./cli/main.ts').main(['node', 'waybill', '--help']).then(() =>
    console.log('loaded', Object.keys(require.cache).filter((file) => /node_modules.(cdk8s|yaml|constructs)/.test(file))))`;
  const cwd = join(__dirname, '..', '..');
  expect(execFileSync(process.execPath, ['-e', script], { cwd, encoding: 'utf8' })).toMatch(/\nloaded \[\]\n$/);
});

test.each([
  ['no command', [], 'Usage: waybill'],
  ['an unknown command, with the nearest one', ['dif'], "error: unknown command 'dif'\n(Did you mean diff?)"],
  [
    'an unknown option, with the nearest one',
    ['synth', '--ouput', 'x'],
    "error: unknown option '--ouput'\n(Did you mean --output?)",
  ],
  ['a value that is not a choice', ['diff', '--format', 'yaml'], 'Allowed choices are text, json'],
  ['too many arguments', ['diff', 'a', 'b'], 'error: too many arguments'],
])('fails as called wrongly on %s', async (_, args, message) => {
  const { code, stdout, stderr } = await run(...args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(message);
});

test('fails as called wrongly where there is no project', () => {
  const { code, stderr } = runExecutable(folder, 'synth');
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: expect.stringMatching(
      /^error: no main\.ts in .* or above: run in a Waybill repository, or name one by --project\n$/,
    ),
  });
});

test('fails as called wrongly where --project is no project, without looking above it', async () => {
  const { code, stderr } = await run('synth', '--project', join(__dirname, '..'));
  expect(code).toBe(2);
  expect(stderr).toMatch(/^error: no main\.ts in .*__tests__: /);
});

test.each([
  ['exports nothing', ''],
  ['exports something else', 'export const project = { root: 1 };'],
])('fails as called wrongly where main.ts %s', async (_, text) => {
  writeFileSync(join(folder, 'main.ts'), text);
  const { code, stderr } = await run('synth', '--project', folder);
  expect(code).toBe(2);
  expect(stderr).toMatch(/^error: .*main\.ts exports no `project` with `root` and `author`: see lib\/project\.ts\n$/);
});
