import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { emitFile } from '../../lib/render/emit';
import { loadRender } from '../../lib/render/load';

const configMap = (name: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n`;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'load-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('loadRender', () => {
  test('reads *.yaml, *.yml and *.json below a folder, in sorted order', () => {
    put({
      'b.yaml': configMap('b'),
      'a/z.yml': configMap('z'),
      'a.json': JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'json' } }, null, '\t'),
      'notes.txt': 'no: manifest',
      '.git/c.yaml': configMap('hidden'),
    });
    expect(load()).toEqual({ names: ['a.json json 0', 'a/z.yml z 0', 'b.yaml b 0'], problems: [] });
  });

  test('empty documents and comments are skipped', () => {
    put({
      'a.yaml': `# a\n---\n${configMap('a')}---\n# nothing\n---\n---\n${configMap('b')}...\n`,
      'b.yaml': '',
      'c.yml': '# c',
    });
    expect(load()).toEqual({ names: ['a.yaml a 0', 'a.yaml b 1'], problems: [] });
  });

  test('lists are flattened, and their fields are located', () => {
    const item = `  - ${configMap('b').trimEnd().replaceAll('\n', '\n    ')}\n`;
    put({ 'a.yaml': `${configMap('a')}---\napiVersion: v1\nkind: List\nitems:\n${item}` });
    const { render, problems } = loadRender(folder);
    expect(problems).toEqual([]);
    expect(render.objects.map(({ value, position }) => [value.metadata.name, position])).toEqual([
      ['a', 0],
      ['b', 1],
    ]);
    expect(render.objects[1]?.locate([])).toEqual({ line: 9, column: 5 });
    expect(render.objects[1]?.locate(['metadata', 'name'])).toEqual({ line: 12, column: 7 });
  });

  test('values are what Kubernetes reads', () => {
    put({
      'a.yaml': `${configMap('a')}spec: {mode: 0644, octal: 0o644, on: off, time: 12:30:45, day: 2001-12-14, count: 1_000, t: "yes", x: 0x1F, e: 1e3}\n`,
    });
    expect(loadRender(folder).render.objects[0]?.value.spec).toEqual({
      ...{
        mode: 420,
        octal: 420,
        true: false,
        time: '12:30:45',
        day: '2001-12-14',
        count: 1000,
        t: 'yes',
        x: 31,
        e: 1000,
      },
    });
  });

  test('anchors, aliases and merge keys are resolved', () => {
    put({ 'a.yaml': `${configMap('a')}x: &x {a: 1, b: 2}\ncopy: *x\nz: {<<: *x, b: 3}\n` });
    expect(loadRender(folder).render.objects[0]?.value).toMatchObject({ copy: { a: 1, b: 2 }, z: { a: 1, b: 3 } });
  });

  test('what was emitted is loaded again', () => {
    const objects = [
      {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'a' },
        data: { a: '0o7', b: 'x\n\n', c: '\tx\n', d: '2001-01-01' },
      },
      { apiVersion: 'v1', kind: 'Service', metadata: { name: 'b', namespace: 'n' }, spec: { ports: [{ port: 80 }] } },
    ];
    put({ 'a.yaml': emitFile(objects) });
    expect(loadRender(folder).render.objects.map(({ value }) => value)).toEqual(objects);
  });

  test('paths of our own layout name system, environment and cluster', () => {
    put({
      'shop/prod/api.k8s.yaml': configMap('a'),
      'clusters/main/add-ons.k8s.yaml': configMap('b'),
      'shop/prod/api.yaml': configMap('c'),
      'shop/prod/deeper/api.k8s.yaml': configMap('d'),
    });
    const owners = loadRender(folder).render.objects.map(({ value, file, position, locate, ...owner }) => owner);
    expect(owners).toEqual([{ cluster: 'main' }, { system: 'shop', environment: 'prod' }, {}, {}]);
  });

  test('links are followed', () => {
    put({ 'a/a.yaml': configMap('a') });
    symlinkSync('a', join(folder, 'b'));
    expect(load()).toEqual({ names: ['a/a.yaml a 0', 'b/a.yaml a 0'], problems: [] });
  });

  describe('fails with a problem, and reads the rest', () => {
    test.each<[string, string | Buffer, string]>([
      ['a value that is no map', '- a\n', 'a.yaml:1:1: no-kubernetes-object: no Kubernetes object: a list'],
      ['a text', 'hello', 'a.yaml:1:1: no-kubernetes-object: no Kubernetes object: a string'],
      ['no apiVersion', 'kind: A\n', 'a.yaml:1:1: no-kubernetes-object: no Kubernetes object: no apiVersion'],
      ['no kind', '# c\napiVersion: v1\n', 'a.yaml:2:1: no-kubernetes-object: no Kubernetes object: no kind'],
      [
        'no metadata',
        'apiVersion: v1\nkind: A\nmetadata:\n',
        'a.yaml:1:1: no-kubernetes-object: no Kubernetes object: A has no metadata',
      ],
      [
        'no name',
        'apiVersion: v1\nkind: A\nmetadata: {generateName: a}\n',
        'a.yaml:1:1: no-kubernetes-object: no Kubernetes object: A has no metadata.name',
      ],
      [
        'a bad item of a list',
        'apiVersion: v1\nkind: List\nitems:\n  - a: 1\n',
        'a.yaml:4:5: no-kubernetes-object: no Kubernetes object: no apiVersion',
      ],
      ['broken YAML', 'a: [1\nb: 2\n', 'a.yaml:2:1: invalid-yaml: not YAML: '],
      [
        'a key that is there twice',
        'a: 1\nb: 2\na: 3\n',
        'a.yaml:3:1: invalid-yaml: not YAML: map keys must be unique',
      ],
      ['an unknown alias', 'a: *b\n', 'a.yaml:1:1: invalid-yaml: not YAML: unresolved alias'],
      ['an alias of itself', 'a: &a [*a]\n', 'a.yaml:1:1: invalid-yaml: not YAML: a value that contains itself'],
      ['lists in lists without end', '['.repeat(100_000), 'invalid-yaml: not YAML: maximum call stack'],
      ['a template that is no YAML', '{{- if .Values.a }}\na: 1\n{{- end }}\n', 'a.yaml:1:'],
      [
        'a template that is YAML by accident',
        'a: 1\nb: {{ .Values.b }}\n',
        'a.yaml:1:1: unrendered-template: a template, not YAML',
      ],
      ['bytes that are no text', Buffer.from([0x61, 0xff, 0xfe]), 'a.yaml:1: binary-file: not a text in UTF-8'],
      ['a NUL', 'a: \0', 'a.yaml:1: binary-file: not a text in UTF-8'],
      [
        'too much',
        Buffer.alloc(10 * 1024 * 1024 + 1, '#'),
        'a.yaml:1: file-too-large: 10485761 bytes are more than the 10485760 that are read',
      ],
    ])('for %s', (_, content, problem) => {
      put({ 'a.yaml': content, 'b.yaml': configMap('b') });
      const { names, problems } = load();
      expect(names).toEqual(['b.yaml b 0']);
      expect(problems).toHaveLength(1);
      expect(problems[0]).toContain(problem);
    });

    test('for one bad document among others', () => {
      put({ 'a.yaml': `${configMap('a')}---\na: 'b\n---\n${configMap('c')}` });
      expect(load().names).toContain('a.yaml a 0');
      expect(load().problems).toHaveLength(1);
    });

    test('for aliases that multiply without end', () => {
      const levels = Array.from({ length: 30 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}, *a${i}]\n`);
      put({ 'a.yaml': `a0: &a0 [1]\n${levels.join('')}` });
      expect(load().problems).toEqual([
        expect.stringContaining('a.yaml:1:1: invalid-yaml: not YAML: excessive alias count'),
      ]);
    });

    test('for a folder that is linked into itself', () => {
      put({ 'a/a.yaml': configMap('a') });
      symlinkSync('..', join(folder, 'a/up'));
      symlinkSync('self', join(folder, 'self'));
      const { names, problems } = load();
      expect(names).toEqual(['a/a.yaml a 0']);
      expect(problems).toEqual([
        'a/up: link-loop: links back to a folder that it is in',
        'self: unreadable-file: cannot be read: ELOOP',
      ]);
    });

    test('for a folder that is not there', () => {
      const { render, problems } = loadRender(join(folder, 'missing'));
      expect(render.objects).toEqual([]);
      expect(problems.map(({ code, message }) => [code, message])).toEqual([
        ['unreadable-file', 'cannot be read: ENOENT'],
      ]);
    });
  });
});

function put(files: Readonly<Record<string, string | Buffer>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

function load(): { names: string[]; problems: string[] } {
  const { render, problems } = loadRender(folder);
  return {
    names: render.objects.map(({ file, value, position }) => `${file} ${value.metadata.name} ${position}`),
    problems: problems.map(({ place, code, message }) => `${place}: ${code}: ${message}`),
  };
}
