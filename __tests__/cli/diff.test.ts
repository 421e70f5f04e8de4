import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commitDist, contentOf, copyProject, git, type Outcome, run, runExecutable } from './project';

let folder: string;
const edit = (file: string, from: string, to: string) => {
  const path = join(folder, file);
  writeFileSync(path, readFileSync(path, 'utf8').replace(from, to));
};
const bump = (environment: string) => edit(`releases/shop/${environment}.yaml`, 'api: "v1.0.0"', 'api: "v2.0.0"');
const diff = (...args: string[]): Promise<Outcome> => run('diff', '--project', folder, ...args);

beforeEach(async () => {
  folder = copyProject('shop');
  await run('synth', '--project', folder);
  commitDist(folder);
});
afterEach(() => rmSync(folder, { recursive: true }));

test('what is committed as it is rendered has no changes', async () => {
  expect(await diff('--exit-code')).toEqual({ code: 0, stdout: 'no changes\n', stderr: '' });
});

test('one image in two environments is told once, and dist/ stays as it is', () => {
  bump('staging');
  bump('production');
  const before = contentOf(join(folder, 'dist'));
  expect(runExecutable(folder, 'diff')).toEqual({
    code: 0,
    stdout: `rolls-pods  2 objects

Deployment in 2 objects: rolls-pods
    spec.template.spec.containers[api].image: registry.example/shop/api:v1.0.0 -> registry.example/shop/api:v2.0.0
  shop/production: api
  shop/staging: api

2 objects change
`,
    stderr: '',
  });
  expect(contentOf(join(folder, 'dist'))).toEqual(before);
  expect(git(folder, 'status', '--porcelain', 'dist')).toBe('');
});

test('what is new, gone and changed is told by environment, the most severe effect first', () => {
  edit('main.ts', 'production: 3', 'production: 4');
  edit('main.ts', "service(environment, 'web');", "environment.release.image('web');");
  edit('main.ts', "namespace: 'shop-staging'", "namespace: 'shop-test'");
  expect(runExecutable(folder, 'diff').stdout).toBe(`destroys    1 object
removes     3 objects
updates     1 object
creates     2 objects

shop/production
  - Deployment web: removes
  ~ Deployment api: updates
      spec.replicas: 3 -> 4

shop/staging
  - Namespace shop-staging: destroys (Namespace shop-staging is deleted, and with it everything in it)
  - Deployment api: removes
  - Deployment web: removes
  + Namespace shop-test: creates
  + Deployment api: creates

7 objects change
`);
});

test('only what was asked for is told', async () => {
  bump('staging');
  bump('production');
  const { stdout } = await diff('--system', 'shop', '--environment', 'staging', '--exit-code');
  expect(stdout).toContain('shop/staging\n');
  expect(stdout).not.toContain('production');
  expect((await diff('--environment', 'production')).stdout).toMatch(/\n1 object changes\n$/);
});

test('--exit-code tells of changes by the exit code', async () => {
  bump('staging');
  expect((await diff()).code).toBe(0);
  expect((await diff('--exit-code')).code).toBe(1);
});

test('changes as JSON are whole', async () => {
  bump('staging');
  const { stdout } = await diff('--format', 'json');
  const field = 'spec.template.spec.containers[api].image';
  const reason = `${field} changes: pods are replaced`;
  const [before, after] = ['registry.example/shop/api:v1.0.0', 'registry.example/shop/api:v2.0.0'];
  expect(JSON.parse(stdout)).toEqual({
    changes: [
      {
        kind: 'changed',
        effect: 'rolls-pods',
        reason,
        system: 'shop',
        environment: 'staging',
        cluster: 'shop-cluster',
        file: 'shop/staging/api.k8s.yaml',
        object: { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'shop-staging', name: 'api' },
        fields: [
          {
            path: ['spec', 'template', 'spec', 'containers', 0, 'image'],
            ...{ field, effect: 'rolls-pods', reason, before, after },
          },
        ],
      },
    ],
  });
});

test('compares with another revision, in a worktree and below the top of the repository too', async () => {
  git(folder, 'tag', 'first');
  bump('staging');
  await run('synth', '--project', folder);
  commitDist(folder, 'second');
  expect((await diff()).stdout).toBe('no changes\n');
  expect((await diff('first')).stdout).toMatch(/\n1 object changes\n$/);

  const inside = join(copyProject('shop'), 'worktree', 'inside');
  git(folder, 'worktree', 'add', '--quiet', join(inside, '..'), 'first');
  cpSync(folder, inside, { recursive: true, filter: (path) => !path.endsWith('.git') });
  git(inside, 'add', 'dist');
  git(inside, 'commit', '--quiet', '--message', 'inside');
  expect((await run('diff', '--project', inside)).stdout).toBe('no changes\n');
  rmSync(join(inside, '..', '..'), { recursive: true });
});

test('is not misled by the variables of the git hook that it runs in', async () => {
  process.env.GIT_DIR = '/nowhere';
  try {
    expect((await diff()).stdout).toBe('no changes\n');
  } finally {
    delete process.env.GIT_DIR;
  }
});

test('everything is new where nothing was rendered yet', async () => {
  git(folder, 'rm', '-r', '--quiet', '--cached', 'dist');
  git(folder, 'commit', '--quiet', '--message', 'empty');
  expect((await diff()).stdout).toMatch(/^creates {5}6 objects\n/);
});

describe('a folder', () => {
  const put = (text: string) => {
    const target = join(folder, 'rendered');
    mkdirSync(target);
    cpSync(join(folder, 'dist'), target, { recursive: true });
    writeFileSync(join(target, 'more.yaml'), text);
    return target;
  };

  test('is compared with, and the values of a Secret in it are hidden', async () => {
    const secret = 'apiVersion: v1\nkind: Secret\nmetadata: {name: token}\nstringData: {token: hunter2}\n';
    const target = put(secret);
    const { stdout } = await diff(target);
    expect(stdout).toContain('- Secret token: removes');
    expect(stdout).not.toContain('hunter2');
  });

  test('may hold what is no Kubernetes object: a warning says so', async () => {
    const { code, stdout, stderr } = await diff(put('replicaCount: 1\n'));
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'no changes\n' });
    expect(stderr).toMatch(/^warning: .*rendered: more\.yaml:1:1: no Kubernetes object/);
  });

  test('fails where a file cannot be read, as its objects would pass for new', async () => {
    const { code, stdout, stderr } = await diff(put('a: [\n'));
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^error: .*rendered: more\.yaml:.*\[invalid-yaml\]/);
  });
});

test('fails with the problems of a render that fails', async () => {
  edit('releases/shop/staging.yaml', 'v1.0.0', 'latest');
  const { code, stdout, stderr } = await diff();
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toContain('[release-pin]');
});

test.each([
  ['what is neither a folder nor a revision', ['nope'], "error: 'nope' is neither a folder nor a git revision: name"],
  ['what looks like an option of git', ['--', '--all'], "error: '--all' is neither a folder nor a git revision: name"],
  ['an unknown system', ['--system', 'shp'], "error: no system 'shp': there are shop\n"],
  ['an unknown environment', ['--environment', 'dev'], "error: no environment 'dev': there are production, staging\n"],
])('fails as called wrongly on %s', async (_, args, message) => {
  const { code, stdout, stderr } = await diff(...args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(message);
});

test('fails as called wrongly outside of git', async () => {
  rmSync(join(folder, '.git'), { recursive: true });
  const { code, stderr } = await diff();
  expect(code).toBe(2);
  expect(stderr).toContain('not a git repository');
});
