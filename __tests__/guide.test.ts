import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

const root = join(__dirname, '..');
const guide = readFileSync(join(root, 'docs', 'add-a-service.md'), 'utf8');
const blocks = [...guide.matchAll(/```\w+\n([\s\S]*?)```/g)].map(([, text]) => text as string);

/** Carries out docs/add-a-service.md in a copy of the repository, as somebody would who types what it says. */
function followGuide(): string {
  const copy = mkdtempSync(join(tmpdir(), 'waybill-guide-'));
  cpSync(root, copy, {
    recursive: true,
    filter: (path) => !['node_modules', '.git', 'coverage'].includes(basename(path)),
  });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  const [component = '', pins = '', file = '', property = '', value = '', use = ''] = blocks;
  const platform = (name: string) => join(copy, 'systems', 'platform', name);
  const edit = (path: string, change: (text: string) => string) => {
    const before = readFileSync(path, 'utf8');
    const after = change(before);
    if (after === before) throw new Error(`the guide changes nothing in ${path}`);
    writeFileSync(path, after);
  };
  edit(platform('components.ts'), (text) => text.replace('export const components = {\n', (line) => line + component));
  for (const environment of ['staging', 'production']) {
    const pin = pins.replace('components:\n', '');
    edit(join(copy, 'releases', 'platform', `${environment}.yaml`), (text) => text + pin);
  }
  writeFileSync(platform('search.ts'), file);
  edit(platform('values.ts'), (text) =>
    text
      .replace('  readonly user: Bounds;\n', (line) => line + property)
      .replaceAll('    user: { min', `${value}    user: { min`),
  );
  edit(platform('index.ts'), (text) =>
    text
      .replace('import { platformService }', "import { platformSearch } from './search';\nimport { platformService }")
      .replace('    platformMigration(', `${use}    platformMigration(`),
  );
  return copy;
}

test('following the guide gives a service that renders, type-checks and passes the tests of its system', () => {
  const copy = followGuide();
  const run = (command: string, ...args: string[]) =>
    execFileSync(command, args, { cwd: copy, encoding: 'utf8', stdio: 'pipe' });
  const bin = (name: string) => join('node_modules', '.bin', name);
  try {
    expect(run(process.execPath, '--require', './bin/register.js', 'main.ts')).toMatch(/^dist: \d+ written/);
    const rendered = readFileSync(join(copy, 'dist', 'platform', 'production', 'platform-search.k8s.yaml'), 'utf8');
    expect(rendered).toMatch(/kind: Deployment[\s\S]*name: DATABASE_URL/);
    run(bin('tsc'), '-p', '.');
    run(bin('biome'), 'check', '--write', 'systems');
    run(process.execPath, bin('jest'), '--silent', '__tests__/systems');
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}, 120_000);
