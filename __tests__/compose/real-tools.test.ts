import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { platformCompose } from '../../systems/platform/compose';

/** The loader of Docker Compose as a command of its own, for where there is only Go. */
const loader = 'github.com/compose-spec/compose-go/v2/cmd@v2.16.2';

type Command = readonly [string, ...string[]];

const runs = ([command, ...args]: Command) => spawnSync(command, args).status === 0;
const required = process.env.REQUIRE_TOOLS === '1';

/** A test that is skipped where its tool does not run, unless tools are required. */
function itWith(found: boolean, title: string, body: () => void): void {
  // The first time, Go has to compile the loader.
  if (found || required) it(title, body, 120_000);
  else it.skip(`${title} (its tool does not run here)`, body);
}

const docker = runs(['docker', 'compose', 'version']);
const compose: (...files: string[]) => Command = (...files) =>
  docker
    ? ['docker', 'compose', ...files.flatMap((file) => ['-f', file]), 'config', '--quiet']
    : ['go', 'run', loader, ...files];

describe('compose/platform and the real tools', () => {
  const folder = mkdtempSync(join(tmpdir(), 'compose-'));
  const run = ([command, ...args]: Command) => {
    const { status, stderr } = spawnSync(command, args, { cwd: folder, encoding: 'utf8' });
    return { status, stderr: status === 0 ? '' : stderr };
  };

  beforeAll(() => {
    for (const [path, text] of platformCompose()) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  itWith(docker || runs(['go', 'run', loader, '-h']), 'are loaded by Compose, alone and laid over each other', () => {
    expect(run(compose('docker-compose.dev.yml'))).toEqual({ status: 0, stderr: '' });
    expect(run(compose('docker-compose.dev.yml', 'docker-compose.prod.yml'))).toEqual({ status: 0, stderr: '' });
  });

  itWith(runs(['promtool', '--version']), 'are taken by Prometheus', () => {
    expect(run(['promtool', 'check', 'config', 'prometheus.yml'])).toEqual({ status: 0, stderr: '' });
    expect(run(['promtool', 'check', 'rules', 'rules/platform.yml'])).toEqual({ status: 0, stderr: '' });
  });
});
