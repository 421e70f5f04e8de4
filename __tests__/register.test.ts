import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const register = join(__dirname, '..', 'bin', 'register.js');
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'register-')));
mkdirSync(join(folder, 'systems'));
mkdirSync(join(folder, 'lib'));
afterAll(() => rmSync(folder, { recursive: true }));

function run(file: string, text: string) {
  writeFileSync(join(folder, file), text);
  const { status, stderr } = spawnSync(process.execPath, ['--require', register, join(folder, file)], {
    encoding: 'utf8',
  });
  return { status, stderr };
}

test.each([
  ['a syntax error', 'systems/a.ts', 'const a = {\n  b: 1\n  c: 2,\n};\n', /^error: .*systems\/a\.ts:3:2: Expected/],
  [
    'an import that is not there',
    'systems/b.ts',
    "import './nowhere';\n",
    /^error: .*systems\/b\.ts: Cannot find module '\.\/nowhere'/,
  ],
  [
    'a mistake in a system',
    'systems/c.ts',
    'const none = undefined as any;\nnone.name;\n',
    /^error: .*systems\/c\.ts:2:\d+: Cannot read/,
  ],
])('%s is told in a few lines, with its place and without a stack', (_, file, text, message) => {
  const { status, stderr } = run(file, text);
  expect(status).toBe(1);
  expect(stderr).toMatch(message);
  expect(stderr.trim().split('\n')).toHaveLength(3);
  expect(stderr).toContain('npm run types');
});

test('a bug in the library keeps its stack', () => {
  const { status, stderr } = run('lib/bug.ts', "throw new Error('our bug');\n");
  expect(status).toBe(1);
  expect(stderr).toMatch(/^Error: our bug\n +at .*lib\/bug\.ts:1/);
});
