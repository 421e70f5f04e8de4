import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import {
  dumpScript,
  fetchScript,
  restoreScript,
  scratchPath,
  shipScript,
} from '../../../lib/constructs/data-protection/postgres-scripts';

/*
 * The scripts run for real, with stubs for what talks to servers. Each stub writes its call to `calls`; a file
 * `fail-<name>` makes it fail. S3 is a folder, and age is the time of a file.
 */
const stubs = {
  pg_dump: `for argument; do case "$argument" in --file=*) echo dump > "\${argument#--file=}";; esac; done`,
  pg_restore: `for file; do :; done; grep -q dump "$file"
[ "$1" != --list ] || printf '1; TABLE public item\\n2; EXTENSION - pgcrypto\\n3; COMMENT - EXTENSION pgcrypto\\n'`,
  aws: `case "$1 $2" in
"s3 cp")
  from="\${3/#s3:\\/\\//$S3/}"; to="\${4/#s3:\\/\\//$S3/}"
  [ -f "$from" ] && mkdir -p "$(dirname "\${to}x")" && cp "$from" "$to";;
"s3 rm") rm "\${3/#s3:\\/\\//$S3/}";;
"s3api list-objects-v2")
  cd "$S3/$4"
  older=""; case "$8" in *"LastModified<'"*) older="\${8#*LastModified<\\'}"; older="\${older%%\\'*}";; esac
  found="$(find . -type f \${older:+! -newermt "$older"} | sed 's|^./||' | grep "^$6" | sort || true)"
  echo "\${found:-None}";;
*) echo "unknown: $*" >&2; exit 64;;
esac`,
};

const folder = { bucket: 'backups', path: 'postgres' };
let root: string;
let scratch: string;
let stored: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'dump-'));
  scratch = join(root, 'scratch');
  stored = join(root, 's3', folder.bucket, folder.path);
  for (const each of [scratch, stored, join(root, 'bin')]) mkdirSync(each, { recursive: true });
  for (const [name, body] of Object.entries(stubs)) {
    const file = join(root, 'bin', name);
    const log = `echo "${name} $*" >> "${root}/calls"; [ ! -e "${root}/fail-${name}" ] || exit 1`;
    writeFileSync(file, `#!/bin/bash\nset -euo pipefail\n${log}\n${body}\n`);
    chmodSync(file, 0o755);
  }
});
afterEach(() => rmSync(root, { recursive: true }));

function run(script: string, env: Record<string, string> = {}) {
  const text = script.replaceAll(scratchPath, scratch);
  const { status, stderr } = spawnSync('/bin/bash', ['-euo', 'pipefail', '-c', text], {
    env: {
      PATH: `${join(root, 'bin')}:/usr/local/bin:/usr/bin:/bin`,
      S3: join(root, 's3'),
      PGDATABASE: 'shop',
      ...env,
    },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return { status, stderr };
}

const calls = () => (existsSync(join(root, 'calls')) ? readFileSync(join(root, 'calls'), 'utf8') : '');
const breakStub = (name: keyof typeof stubs) => writeFileSync(join(root, `fail-${name}`), '');

function store(name: string, days: number, content = 'dump\n'): void {
  const file = join(stored, name);
  writeFileSync(file, gzipSync(content));
  const time = Date.now() / 1000 - days * 24 * 60 * 60;
  utimesSync(file, time, time);
}

describe('the dump', () => {
  test('is verified before it is compressed', () => {
    expect(run(dumpScript('shop'))).toEqual({ status: 0, stderr: '' });
    const [file, ...rest] = readdirSync(scratch);
    expect(rest).toEqual([]);
    expect(file).toMatch(/^shop_\d{8}_\d{6}\.dump\.gz$/);
    expect(gunzipSync(readFileSync(join(scratch, file ?? ''))).toString()).toBe('dump\n');
    expect(
      calls()
        .split('\n')
        .map((call) => call.split(' ').slice(0, 2).join(' ')),
    ).toEqual(['pg_dump --format=custom', 'pg_restore --list', '']);
  });

  test('fails with pg_dump, and leaves nothing to ship', () => {
    breakStub('pg_dump');
    expect(run(dumpScript('shop')).status).not.toBe(0);
    expect(readdirSync(scratch)).toEqual([]);
  });

  test('fails when it cannot be read, and leaves nothing to ship', () => {
    breakStub('pg_restore');
    expect(run(dumpScript('shop')).status).not.toBe(0);
    expect(readdirSync(scratch).filter((file) => file.endsWith('.gz'))).toEqual([]);
  });
});

describe('shipping', () => {
  const fresh = 'shop_20260101_020000.dump.gz';
  beforeEach(() => writeFileSync(join(scratch, fresh), gzipSync('dump\n')));

  test('copies the dump and removes those that are too old, of this database only', () => {
    store('shop_20250101_020000.dump.gz', 31);
    store('shop_20250102_020000.dump.gz', 29);
    store('shop_audit_20240101_020000.dump.gz', 400);
    store('shop_20240101_020000.dump.gz.md5', 400);
    store('shop_by_hand.dump.gz', 400);
    expect(run(shipScript(folder, 'shop', 30))).toEqual({ status: 0, stderr: '' });
    expect(readdirSync(stored).sort()).toEqual([
      'shop_20240101_020000.dump.gz.md5',
      'shop_20250102_020000.dump.gz',
      fresh,
      'shop_audit_20240101_020000.dump.gz',
      'shop_by_hand.dump.gz',
    ]);
  });

  test('removes nothing where nothing is old', () => {
    expect(run(shipScript(folder, 'shop', 30)).status).toBe(0);
    expect(readdirSync(stored)).toEqual([fresh]);
    expect(calls()).not.toContain('s3 rm');
  });

  test('fails when the copy fails, and then removes nothing', () => {
    store('shop_20250101_020000.dump.gz', 31);
    breakStub('aws');
    expect(run(shipScript(folder, 'shop', 30)).status).not.toBe(0);
    expect(readdirSync(stored)).toEqual(['shop_20250101_020000.dump.gz']);
    expect(calls().trim().split('\n')).toHaveLength(1);
  });

  test('fails when there is no dump to ship, and then removes nothing', () => {
    rmSync(join(scratch, fresh));
    store('shop_20250101_020000.dump.gz', 31);
    expect(run(shipScript(folder, 'shop', 30)).status).not.toBe(0);
    expect(readdirSync(stored)).toEqual(['shop_20250101_020000.dump.gz']);
  });
});

describe('fetching', () => {
  const fetched = () => gunzipSync(readFileSync(join(scratch, 'restore.dump.gz'))).toString();

  test('takes the newest dump of this database', () => {
    store('shop_20250101_020000.dump.gz', 2, 'old dump');
    store('shop_20250102_020000.dump.gz', 1, 'new dump');
    store('shop_audit_20250103_020000.dump.gz', 0, 'dump of another');
    expect(run(fetchScript(folder, 'shop'))).toEqual({ status: 0, stderr: '' });
    expect(fetched()).toBe('new dump');
  });

  test('takes the dump that is named', () => {
    store('shop_20250101_020000.dump.gz', 2, 'old dump');
    store('shop_20250102_020000.dump.gz', 1, 'new dump');
    expect(run(fetchScript(folder, 'shop'), { DUMP: 'shop_20250101_020000.dump.gz' }).status).toBe(0);
    expect(fetched()).toBe('old dump');
  });

  test('fails without a dump, and says where it looked', () => {
    store('shop_audit_20250103_020000.dump.gz', 0);
    const { status, stderr } = run(fetchScript(folder, 'shop'));
    expect(status).toBe(1);
    expect(stderr).toContain('no dump of shop in s3://backups/postgres/');
  });

  test.each([
    ['the list', {}],
    ['the copy', { DUMP: 'shop_1_1.dump.gz' }],
  ])('fails with %s', (_, env) => {
    breakStub('aws');
    expect(run(fetchScript(folder, 'shop'), env).status).not.toBe(0);
  });
});

describe('restoring', () => {
  test('replaces everything or nothing', () => {
    writeFileSync(join(scratch, 'restore.dump.gz'), gzipSync('dump\n'));
    expect(run(restoreScript)).toEqual({ status: 0, stderr: '' });
    const options = '--clean --if-exists --no-owner --single-transaction --exit-on-error';
    expect(calls().trim().split('\n')).toEqual([
      `pg_restore --list ${scratch}/restore.dump`,
      `pg_restore ${options} --use-list=${scratch}/restore.list --dbname=shop ${scratch}/restore.dump`,
    ]);
  });

  test('leaves extensions alone: they belong to the superuser', () => {
    writeFileSync(join(scratch, 'restore.dump.gz'), gzipSync('dump\n'));
    run(restoreScript);
    expect(readFileSync(join(scratch, 'restore.list'), 'utf8')).toBe('1; TABLE public item\n');
  });

  test('fails on a file that is cut off, before the database is touched', () => {
    writeFileSync(join(scratch, 'restore.dump.gz'), gzipSync('dump\n').subarray(0, 12));
    expect(run(restoreScript).status).not.toBe(0);
    expect(calls()).toBe('');
  });

  test('fails with pg_restore', () => {
    writeFileSync(join(scratch, 'restore.dump.gz'), gzipSync('dump\n'));
    breakStub('pg_restore');
    expect(run(restoreScript).status).not.toBe(0);
  });
});
