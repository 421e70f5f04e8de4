import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import type * as Constructs from 'constructs';
import type * as SystemModule from '../lib/constructs/system';
import type { Files, Project } from '../lib/project';
import { distFolder, filesOf, renderProject } from '../lib/render/synth';
import { project } from '../main';
import type * as Platform from '../systems/platform';

const expected = filesOf(renderProject(project));
const typescript = ['--require', require.resolve('tsx/cjs')];

let folder: string;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'determinism-')));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
  jest.dontMock('constructs');
});

test('what is compared is everything, and it is rendered alike twice', () => {
  expect(expected.size).toBeGreaterThan(20);
  expect(filesOf(renderProject(project))).toEqual(expected);
});

describe('a process of its own renders the same bytes', () => {
  test.each<[string, NodeJS.ProcessEnv]>([
    ['in another time zone and locale', { TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8', LC_ALL: 'zh_CN.UTF-8' }],
    ['without the sorting of cdk8s', { CDK8S_DISABLE_SORT: '1' }],
    ['with a record of constructs', { CDK8S_RECORD_CONSTRUCT_METADATA: 'true' }],
    ['with another home, user and host', { HOME: '/nonexistent', USER: 'nobody', HOSTNAME: 'elsewhere' }],
  ])('%s, and in another working folder', (_, environment) => {
    const outdir = join(folder, 'out');
    run(process.execPath, [...typescript, join(project.root, 'main.ts')], { ...environment, CDK8S_OUTDIR: outdir });
    expect(manifests(outdir)).toEqual(expected);
  });
});

describe('cdk8s synth', () => {
  const cdk8s = join(project.root, 'node_modules', '.bin', 'cdk8s');
  const synth = (environment: NodeJS.ProcessEnv) => {
    const outdir = join(folder, 'out');
    // The folder is relative in cdk8s.yaml too, and so the project's.
    run(cdk8s, ['synth', '--output', outdir, '--check-upgrade', 'false'], environment, project.root);
    return outdir;
  };

  test('renders the same bytes, and no record of constructs', () => {
    const outdir = synth({});
    expect(manifests(outdir)).toEqual(expected);
    expect(existsSync(join(outdir, 'construct-metadata.json'))).toBe(false);
  });

  test('writes a record of constructs when it is asked to, which changes no manifest', () => {
    const outdir = synth({ CDK8S_RECORD_CONSTRUCT_METADATA: 'true' });
    expect(manifests(outdir)).toEqual(expected);
    expect(JSON.parse(readFileSync(join(outdir, 'construct-metadata.json'), 'utf8'))).toMatchObject({
      resources: { 'platform-api': { path: expect.any(String) } },
    });
  });
});

test('no record of constructs is committed', () => {
  expect(existsSync(join(project.root, distFolder, 'construct-metadata.json'))).toBe(false);
});

describe('authored in another way, the same bytes are rendered', () => {
  test('with the environments in the reverse order', () => {
    const { authorSystem } = jest.requireActual<typeof SystemModule>('../lib/constructs/system');
    const { platform } = jest.requireActual<typeof Platform>('../systems/platform');
    const environments = Object.fromEntries(
      Object.entries(platform.environments).reverse(),
    ) as typeof platform.environments;
    const author: Project['author'] = (app) => {
      authorSystem(app, { ...platform, environments }, { releases: join(project.root, 'releases') });
    };
    expect(Object.keys(environments)).not.toEqual(Object.keys(platform.environments));
    expect(filesOf(renderProject({ ...project, author }))).toEqual(expected);
  });

  test.each<[string, (id: string, count: number) => string]>([
    ['a prefix', (id) => `renamed-${id}`],
    ['names that sort the other way round', (_, count) => `id-${1_000_000 - count}`],
    ['names without an order', (_, count) => `id-${((count * 7919) % 104729).toString(36)}-${count}`],
  ])('with every construct renamed: %s', (_, rename) => {
    const renamed = renderRenamed(rename);
    expect(renamed.ids).toBeGreaterThan(100);
    expect(renamed.files).toEqual(expected);
  });
});

/** Renders the project while every construct, those of cdk8s included, has another id than it was given. */
function renderRenamed(rename: (id: string, count: number) => string): { files: Files; ids: number } {
  let ids = 0;
  let files: Files = new Map();
  jest.isolateModules(() => {
    jest.doMock('constructs', () => {
      const actual = jest.requireActual<typeof Constructs>('constructs');
      class Renamed extends actual.Construct {
        constructor(scope: Constructs.Construct, id: string) {
          if (scope) ids += 1;
          // A root has no id, and must have none.
          super(scope, scope ? rename(id, ids) : id);
        }
      }
      return { ...actual, Construct: Renamed };
    });
    const synth: { filesOf: typeof filesOf; renderProject: typeof renderProject } = require('../lib/render/synth');
    const main: { project: Project } = require('../main');
    files = synth.filesOf(synth.renderProject(main.project));
  });
  return { files, ids };
}

/** Runs a command in the temporary folder, with little more than the given environment. */
function run(command: string, args: readonly string[], environment: NodeJS.ProcessEnv, cwd = folder): void {
  const env = { PATH: process.env.PATH, ...environment };
  const { status, stderr } = spawnSync(command, args, { cwd, env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed with ${status}:\n${stderr}`);
}

/** Every YAML file below a folder, by its path there. */
function manifests(outdir: string): Files {
  const entries = readdirSync(outdir, { recursive: true, withFileTypes: true });
  return new Map(
    entries
      .filter((entry) => entry.isFile() && entry.name.endsWith('.yaml'))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [relative(outdir, path).split(sep).join('/'), readFileSync(path, 'utf8')]),
  );
}
