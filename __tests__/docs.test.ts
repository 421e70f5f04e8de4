import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { scripts } from '../package.json';
import { platformAlertRules } from '../systems/platform/alerts';

const root = join(__dirname, '..');
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'imports/README.md',
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => join('docs', file)),
];
const texts = pages.map((page) => [page, readFileSync(join(root, page), 'utf8')] as const);
const found = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, match]) => match as string);

test.each(texts)('every link of %s leads somewhere', (page, text) => {
  const links = found(text, /\]\(([^)#]+)(?:#[^)]*)?\)/g).filter((link) => !link.startsWith('http'));
  expect(links.filter((link) => !existsSync(join(root, dirname(page), link)))).toEqual([]);
});

test.each(texts)('every path that %s names is there', (page, text) => {
  const paths = found(text, /`((?:lib|systems|cli|docs|imports|releases|scripts|__tests__|compose)\/[\w./-]+)`/g);
  // The tutorial creates this one; the checker is to come.
  const expected = ['systems/platform/search.ts', 'lib/check'];
  const missing = paths.filter((path) => !expected.includes(path) && !existsSync(join(root, path)));
  expect(missing).toEqual([]);
  expect(page).toMatch(/\.md$/);
});

test.each(texts)('every npm script that %s names is there', (_, text) => {
  const names = found(text, /npm run(?: --\w+)* ([\w:]+)/g);
  expect(names.filter((name) => !(name in scripts))).toEqual([]);
});

const runbook = readFileSync(join(root, 'docs', 'runbooks', 'platform.md'), 'utf8');

test('every alert of platform has its place in the runbook', () => {
  const headings = found(runbook, /^### (\w+)$/gm);
  expect(headings).toEqual(platformAlertRules.map(({ name }) => name));
});

test('everything that the runbook names by kind is rendered', () => {
  const folder = join(root, 'dist', 'platform', 'production');
  const objects = readdirSync(folder).flatMap((file) =>
    parseAllDocuments(readFileSync(join(folder, file), 'utf8')).map((each) => each.toJS()),
  );
  const names = objects.map(({ kind, metadata }) => `${String(kind).toLowerCase()}/${metadata.name}`);
  const named = [
    ...found(runbook, /(deployment\/[\w-]+)/g),
    ...found(runbook, /(cronjob\/[\w-]+)/g),
    ...found(runbook, /svc\/([\w-]+)/g).map((name) => `service/${name}`),
  ];
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((name) => !names.includes(name))).toEqual([]);
});
