import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ProblemError } from '../../lib/problem';
import { emitFile } from '../../lib/render/emit';
import { disk, type FileSystem } from '../../lib/render/file-system';
import { recover, writeFiles } from '../../lib/render/write';

type Tree = Readonly<Record<string, string>>;

const owns = (path: string) => path.endsWith('.k8s.yaml');
let root: string;
let out: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'write-'));
  out = join(root, 'dist');
});
afterEach(() => rmSync(root, { recursive: true }));

describe('writeFiles', () => {
  test('new, changed, unchanged and stale files are told apart', () => {
    put({ 'a/same.k8s.yaml': '1', 'a/changed.k8s.yaml': '1', 'a/stale.k8s.yaml': '1' });
    const files = { 'a/same.k8s.yaml': '1', 'a/changed.k8s.yaml': '2', 'b/new.k8s.yaml': '2' };
    expect(write(files)).toEqual({
      written: ['a/changed.k8s.yaml', 'b/new.k8s.yaml'],
      unchanged: ['a/same.k8s.yaml'],
      removed: ['a/stale.k8s.yaml'],
    });
    expect(tree()).toEqual(files);
    expect(readdirSync(root)).toEqual(['dist']);
  });

  test('a second write reports everything unchanged, and keeps the time of modification', () => {
    const files = { 'a/b.k8s.yaml': '1', 'c.k8s.yaml': '2' };
    write(files);
    utimesSync(join(out, 'a/b.k8s.yaml'), 1000, 1000);
    expect(write(files)).toEqual({ written: [], unchanged: ['a/b.k8s.yaml', 'c.k8s.yaml'], removed: [] });
    expect(statSync(join(out, 'a/b.k8s.yaml')).mtimeMs).toBe(1_000_000);
  });

  test('folders that become empty are removed, foreign files stay', () => {
    put({ 'a/b/c/stale.k8s.yaml': '1', 'a/README.md': 'foreign', 'notes.yaml': 'foreign' });
    write({});
    expect(tree()).toEqual({ 'a/README.md': 'foreign', 'notes.yaml': 'foreign' });
    expect(existsSync(join(out, 'a/b'))).toBe(false);
  });

  test('an emitted file ends with one newline', () => {
    const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: { a: 'x\n' } };
    write({ 'a.k8s.yaml': emitFile([object, object]) });
    expect(readFileSync(join(out, 'a.k8s.yaml'), 'utf8')).toMatch(/[^\n]\n$/);
  });

  test('an output folder that is a link is written where it leads to', () => {
    mkdirSync(join(root, 'real'));
    symlinkSync('real', out);
    write({ 'a.k8s.yaml': '1' });
    expect(readFileSync(join(root, 'real/a.k8s.yaml'), 'utf8')).toBe('1');
    expect(readdirSync(root).sort()).toEqual(['dist', 'real']);
  });

  test('a file of ours may become a folder, and a folder a file', () => {
    put({ 'a.k8s.yaml': '1', 'b.k8s.yaml/c.k8s.yaml': '1' });
    const files = { 'a.k8s.yaml/c.k8s.yaml': '2', 'b.k8s.yaml': '2' };
    write(files);
    expect(tree()).toEqual(files);
  });

  test.each([
    '../a.k8s.yaml',
    '/a.k8s.yaml',
    'a/../../b.k8s.yaml',
    'a//b.k8s.yaml',
    './a.k8s.yaml',
    'a\\b.k8s.yaml',
    '',
  ])('fails for path %j, and writes nothing', (path) => {
    expect(codesOf(() => write({ 'ok.k8s.yaml': '1', [path]: '1' }))).toEqual(['path-outside']);
    expect(readdirSync(root)).toEqual([]);
  });

  test('fails for a path that is not ours', () => {
    expect(codesOf(() => write({ 'README.md': '1' }))).toEqual(['path-not-owned']);
  });

  test.each<[string, Tree, Tree]>([
    ['a foreign file is where a folder is wanted', { a: 'foreign' }, { 'a/b.k8s.yaml': '1' }],
    ['a folder with a foreign file is where a file is wanted', { 'a.k8s.yaml/b': 'foreign' }, { 'a.k8s.yaml': '1' }],
    ['two files need the same path', {}, { 'a.k8s.yaml': '1', 'a.k8s.yaml/b.k8s.yaml': '1' }],
  ])('fails where %s, and changes nothing', (_, before, files) => {
    put(before);
    expect(new Set(codesOf(() => write(files)))).toEqual(new Set(['path-blocked']));
    expect(tree()).toEqual(before);
  });

  test('fails for a folder behind a link, and writes nothing there', () => {
    mkdirSync(join(root, 'elsewhere'));
    mkdirSync(out);
    symlinkSync('../elsewhere', join(out, 'a'));
    expect(codesOf(() => write({ 'a/b.k8s.yaml': '1' }))).toEqual(['path-blocked']);
    expect(readdirSync(join(root, 'elsewhere'))).toEqual([]);
  });

  test('fails while another process writes, and leaves it alone', () => {
    put({ 'a.k8s.yaml': '1' });
    mkdirSync(`${out}.next`);
    writeFileSync(`${out}.next/lock.0`, String(process.ppid));
    writeFileSync(`${out}.next/0`, 'of the other');
    expect(codesOf(() => write({ 'a.k8s.yaml': '2' }))).toEqual(['output-in-use']);
    expect(codesOf(() => recover(out))).toEqual(['output-in-use']);
    expect(tree()).toEqual({ 'a.k8s.yaml': '1' });
    expect(readFileSync(`${out}.next/0`, 'utf8')).toBe('of the other');
  });

  test('a lock of a dead process is taken over', () => {
    mkdirSync(`${out}.next`);
    writeFileSync(`${out}.next/lock.0`, String(spawnSync(process.execPath, ['--version']).pid));
    write({ 'a.k8s.yaml': '2' });
    expect(tree()).toEqual({ 'a.k8s.yaml': '2' });
    expect(readdirSync(root)).toEqual(['dist']);
  });

  test('a foreign file in the sibling folder is kept', () => {
    mkdirSync(`${out}.next`);
    writeFileSync(`${out}.next/notes.md`, 'foreign');
    write({ 'a.k8s.yaml': '1' });
    expect(readdirSync(`${out}.next`)).toEqual(['notes.md']);
  });

  test.each(['{"removals":["../a"],"moves":[]}', '{"removals":[],"moves":["/a"]}', '{}', 'no JSON'])(
    'fails for a journal that is not ours: %s',
    (journal) => {
      mkdirSync(`${out}.next`);
      writeFileSync(`${out}.next/journal`, journal);
      writeFileSync(join(root, 'a'), 'foreign');
      expect(codesOf(() => recover(out))).toEqual(['broken-journal']);
      expect(readFileSync(join(root, 'a'), 'utf8')).toBe('foreign');
    },
  );
});

describe('a run that is killed', () => {
  const before: Tree = {
    'a/same.k8s.yaml': '1',
    'a/changed.k8s.yaml': '1',
    'b/stale.k8s.yaml': '1',
    'c.k8s.yaml': '1',
    'd.k8s.yaml/e.k8s.yaml': '1',
    'a/README.md': 'foreign',
  };
  const files: Tree = {
    'a/same.k8s.yaml': '1',
    'a/changed.k8s.yaml': 'changed',
    'c.k8s.yaml/f.k8s.yaml': 'a folder now',
    'd.k8s.yaml': 'a file now',
    'g/h/new.k8s.yaml': 'new',
  };
  const after: Tree = { ...files, 'a/README.md': 'foreign' };

  test('at any step leaves the old or the new tree after recovery, and the new one after a render', () => {
    const outcomes = eachStep(
      (fileSystem) => write(files, fileSystem),
      () => {
        recover(out);
        const recovered = tree();
        expect([before, after]).toContainEqual(recovered);
        expect(readdirSync(root)).toEqual(['dist']);
        write(files);
        expect(tree()).toEqual(after);
        return JSON.stringify(recovered) === JSON.stringify(sorted(after)) ? 'new' : 'old';
      },
    );
    // Once the journal is there, it is the new tree for good.
    expect(outcomes.join(' ')).toMatch(/^(old ){6,}(new ?){10,}$/);
  });

  test('at any step is repaired by the next render alone', () => {
    eachStep(
      (fileSystem) => write(files, fileSystem),
      () => {
        write(files);
        expect(tree()).toEqual(after);
        expect(readdirSync(root)).toEqual(['dist']);
      },
    );
  });

  test('at any step of its recovery is repaired by the next one', () => {
    const journalThere = stepsOf((fileSystem) => write(files, fileSystem)).indexOf('rename') + 1;
    for (const step of [journalThere, journalThere + 4, journalThere + 8]) {
      for (let inRecovery = 0; ; inRecovery++) {
        reset();
        expect(() => write(files, dying(step))).toThrow(killedMessage);
        const fileSystem = dying(inRecovery);
        if (survives(() => recover(out, fileSystem))) break;
        recover(out);
        expect(tree()).toEqual(after);
        expect(readdirSync(root)).toEqual(['dist']);
      }
    }
  });

  test('by a disk that is full once, at any step, fails with a problem and loses nothing', () => {
    const steps = stepsOf((fileSystem) => write(files, fileSystem)).length;
    for (let step = 0; step < steps; step++) {
      reset();
      expect(codesOf(() => write(files, failingOnce(step)))).toEqual(['write-failed']);
      recover(out);
      expect([before, after]).toContainEqual(tree());
      write(files);
      expect(tree()).toEqual(after);
      expect(readdirSync(root)).toEqual(['dist']);
    }
  });

  test.each([
    ['before its journal', '0', before],
    ['in the midst of moving files', '2', after],
  ])('for real, %s, is repaired', (_, rename, expected) => {
    reset();
    const script = join(__dirname, 'fixtures/killed-writer.ts');
    const child = spawnSync(process.execPath, ['--import', 'tsx', script, out, JSON.stringify(files), rename]);
    expect([child.signal, child.stderr.toString()]).toEqual(['SIGKILL', '']);
    expect(existsSync(`${out}.next`)).toBe(true);
    recover(out);
    expect(tree()).toEqual(expected);
    expect(readdirSync(root)).toEqual(['dist']);
  });

  function reset(): void {
    rmSync(out, { recursive: true, force: true });
    put(before);
  }

  /** Kills the run before each of its steps in turn, with and without half of a file written, and looks what is left. */
  function eachStep<T>(run: (fileSystem: FileSystem) => void, look: () => T): T[] {
    const seen: T[] = [];
    for (const half of [true, false]) {
      seen.length = 0;
      for (let step = 0; ; step++) {
        reset();
        const fileSystem = dying(step, half);
        if (survives(() => run(fileSystem))) break;
        seen.push(look());
      }
    }
    return seen;
  }

  function stepsOf(run: (fileSystem: FileSystem) => void): string[] {
    reset();
    const steps: string[] = [];
    run(
      everyStep((name, step) => {
        steps.push(name);
        step();
      }),
    );
    return steps;
  }
});

const killedMessage = 'killed';

/** A disk on which nothing happens any more from the given step on, as for a process that is gone. */
function dying(last: number, half = false): FileSystem {
  let count = 0;
  return everyStep((name, step, path, text) => {
    if (count++ < last) return step();
    if (half && count === last + 1 && text !== undefined) writeFileSync(path, text.slice(0, text.length / 2));
    throw new Error(`${killedMessage} before ${name} ${path}`);
  });
}

function failingOnce(at: number): FileSystem {
  let count = 0;
  return everyStep((_, step) => {
    if (count++ === at) throw Object.assign(new Error('no space left'), { code: 'ENOSPC', errno: -28 });
    step();
  });
}

function everyStep(around: (name: string, step: () => void, path: string, text?: string) => void): FileSystem {
  return {
    makeFolder: (path) => around('makeFolder', () => disk.makeFolder(path), path),
    writeFile: (path, text) => around('writeFile', () => disk.writeFile(path, text), path, text),
    writeFileSynced: (path, text) => around('writeFileSynced', () => disk.writeFileSynced(path, text), path, text),
    link: (from, to) => around('link', () => disk.link(from, to), to),
    rename: (from, to) => around('rename', () => disk.rename(from, to), to),
    removeFile: (path) => around('removeFile', () => disk.removeFile(path), path),
    removeFolder: (path) => around('removeFolder', () => disk.removeFolder(path), path),
  };
}

function survives(run: () => void): boolean {
  try {
    run();
    return true;
  } catch (cause) {
    expect(String(cause)).toContain(killedMessage);
    return false;
  }
}

function write(files: Tree, fileSystem?: FileSystem) {
  return writeFiles(out, new Map(Object.entries(files)), { owns, fileSystem });
}

function put(files: Tree): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(out, path)), { recursive: true });
    writeFileSync(join(out, path), text);
  }
}

function tree(): Tree {
  if (!existsSync(out)) return {};
  const entries = readdirSync(out, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name).slice(out.length + 1));
  return sorted(Object.fromEntries(paths.map((path) => [path, readFileSync(join(out, path), 'utf8')])));
}

function sorted(files: Tree): Tree {
  return Object.fromEntries(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function codesOf(run: () => void): string[] {
  try {
    run();
  } catch (cause) {
    if (cause instanceof ProblemError) return cause.problems.map(({ code }) => code);
    throw cause;
  }
  return [];
}
