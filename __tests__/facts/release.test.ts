import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadRelease } from '../../lib/facts/release';
import { isLabelValue } from '../../lib/names';
import { type Problem, ProblemError } from '../../lib/problem';

const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'release-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function load(text: string, components: readonly string[] = ['api']) {
  const file = join(folder, 'release.yaml');
  writeFileSync(file, text);
  return loadRelease({ file, label: 'releases/shop/production.yaml', registry: 'registry.example/shop', components });
}

function problems(text: string, components?: readonly string[]): readonly Problem[] {
  try {
    load(text, components);
  } catch (cause) {
    if (cause instanceof ProblemError) return cause.problems;
    throw cause;
  }
  return [];
}

test.each([
  ['v1.0.0', ':v1.0.0', 'v1.0.0'],
  [digest, `@${digest}`, '0123456789ab'],
  [`v1.0.0@${digest}`, `:v1.0.0@${digest}`, 'v1.0.0'],
  ['"1.0"', ':1.0', '1.0'],
  ['_build-', ':_build-', 'build'],
])('a component pinned to %s runs the image %s of version %s', (pin, image, version) => {
  const release = load(`components:\n  api: ${pin}\n`);
  expect(release.image('api')).toBe(`registry.example/shop/api${image}`);
  expect(release.version('api')).toBe(version);
});

test('the version is a label value however long the tag is', () => {
  const release = load(`components:\n  api: ${'a'.repeat(62)}.b\n`);
  expect(isLabelValue(release.version('api'))).toBe(true);
});

test.each([
  ['latest', 'a tag that moves'],
  ['Latest', 'a tag that moves'],
  ['main', 'a tag that moves'],
  ['sha256:123', 'expected a tag such as v1.0.0 or a digest'],
  [digest.toUpperCase(), 'expected a tag'],
  ['v1.0.0+build', 'expected a tag'],
  ['"v1 0"', 'expected a tag'],
  ['""', 'expected a tag'],
  ['[v1]', 'as a string'],
  ['null', 'as a string'],
  ['true', 'as a string'],
])('fails on a component pinned to %s, and says where', (pin, message) => {
  expect(problems(`components:\n  api: ${pin}\n`)).toEqual([
    expect.objectContaining({
      code: 'release-pin',
      place: 'releases/shop/production.yaml:2:8',
      message: expect.stringContaining(message),
    }),
  ]);
});

test('fails on a number, and shows it in quotes as it was written', () => {
  expect(problems('components:\n  api: 1.0\n')[0]?.fix).toBe('put the tag in quotes: api: "1.0"');
});

test('fails with every problem of the file at once, each where it is', () => {
  const found = problems('components:\n  api: latest\n  shop: v1\n', ['api', 'auth']);
  expect(found.map(({ code, place }) => `${code} ${place}`)).toEqual([
    'release-pin releases/shop/production.yaml:2:8',
    'release-unknown releases/shop/production.yaml:3:3',
    'release-missing releases/shop/production.yaml',
  ]);
});

test.each([
  ['an empty file', ''],
  ['a list', '- api\n'],
  ['another key', 'component:\n  api: v1\n'],
  ['a list of components', 'components:\n  - api\n'],
  ['components without a value', 'components:\n'],
])('fails on %s and says what the file must have', (_, text) => {
  expect(problems(text)).toEqual([
    expect.objectContaining({ code: 'release-file', message: 'there is no map `components`' }),
  ]);
});

test.each([
  ['a component twice', 'components:\n  api: v1\n  api: v2\n'],
  ['broken YAML', 'components:\n  api: "v1\n'],
])('fails on %s with line and column', (_, text) => {
  const [problem] = problems(text);
  expect(problem).toMatchObject({ code: 'release-yaml', place: expect.stringMatching(/production\.yaml:\d+:\d+$/) });
});

test('fails on a file that is not there and says what to create', () => {
  const missing = () =>
    loadRelease({ file: join(folder, 'missing.yaml'), registry: 'registry.example', components: ['api', 'auth'] });
  expect(missing).toThrow(ProblemError);
  expect(missing).toThrow(/cannot be read.*pins api, auth/s);
});
