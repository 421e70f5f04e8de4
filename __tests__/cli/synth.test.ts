import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { contentOf, copyProject, run, runExecutable } from './project';

let folder: string;
const dist = () => contentOf(join(folder, 'dist'));
const release = (environment: string, text: string) =>
  writeFileSync(join(folder, 'releases', 'shop', `${environment}.yaml`), text);

beforeEach(() => {
  folder = copyProject('shop');
});
afterEach(() => rmSync(folder, { recursive: true }));

test('writes what the project renders, and says how much changed', async () => {
  const first = await run('synth', '--project', folder);
  expect(first).toMatchObject({ code: 0, stderr: '' });
  expect(first.stdout).toMatch(/dist: 6 written, 0 unchanged, 0 removed\n$/);
  expect(Object.keys(dist()).sort()).toEqual(
    ['production', 'staging'].flatMap((name) =>
      ['00-shop', 'api', 'web'].map((component) => `shop/${name}/${component}.k8s.yaml`),
    ),
  );
  expect((await run('synth', '--project', folder)).stdout).toMatch(/dist: 0 written, 6 unchanged, 0 removed\n$/);
});

test('writes to another folder, and not to dist/', async () => {
  const output = join(folder, 'elsewhere');
  expect((await run('synth', '--project', folder, '--output', output)).code).toBe(0);
  expect(Object.keys(contentOf(output))).toHaveLength(6);
  expect(dist).toThrow('ENOENT');
});

test('the executable writes the same as main.ts', () => {
  expect(runExecutable(folder, 'synth')).toEqual({
    code: 0,
    stdout: 'dist: 6 written, 0 unchanged, 0 removed\n',
    stderr: '',
  });
});

test('the executable finds the project from a folder below it', () => {
  expect(runExecutable(join(folder, 'releases'), 'synth')).toMatchObject({
    code: 0,
    stdout: '../dist: 6 written, 0 unchanged, 0 removed\n',
  });
});

test('fails on a broken project with all of its problems, without a stack, and leaves dist/ as it is', async () => {
  await run('synth', '--project', folder);
  writeFileSync(join(folder, 'dist', 'shop', 'staging', 'notes.txt'), 'kept');
  const before = dist();
  release('staging', 'components:\n  api: latest\n  wbe: "v1.0.0"\n');
  release('production', 'components:\n  api: "v1.0.0"\n');
  const { code, stdout, stderr } = runExecutable(folder, 'synth');
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr.match(/\[[a-z-]+\]$/gm)).toEqual([
    '[release-pin]',
    '[release-unknown]',
    '[release-missing]',
    '[release-missing]',
  ]);
  expect(stderr).toMatch(/^error: releases\/shop\/staging\.yaml:2:8: /);
  expect(stderr).toMatch(/\n4 problems; nothing was written\n$/);
  expect(stderr).not.toMatch(/\n {4}at /);
  expect(dist()).toEqual(before);
});

test('fails with a stack on what is a bug of the project', () => {
  writeFileSync(join(folder, 'main.ts'), 'export const project = { root: __dirname, author() { null.x; } };\n');
  const { code, stderr } = runExecutable(folder, 'synth');
  expect(code).toBe(1);
  expect(stderr).toMatch(/TypeError: .*\n {4}at .*main\.ts/s);
});
