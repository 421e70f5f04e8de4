import { isDeepStrictEqual } from 'node:util';
import { Yaml } from 'cdk8s';
import fc from 'fast-check';
import { parse } from 'yaml';
import { emitFile, stringify } from '../../lib/render/emit';

/** Strings that one YAML reader or another takes for something else, or that are hard to write. */
const nasty = [
  ...['', ' ', 'no', 'on', 'y', 'N', 'Off', 'TRUE', '~', 'null', 'Null', '=', '<<', '!', '&a', '*a', '%a', '@a', '`a'],
  ...[
    '0755',
    '089',
    '1e3',
    '1_000',
    '0o7',
    '-0o7',
    '0O7',
    '0x1F',
    '0X1F',
    '0b1',
    '0B1',
    '0b12',
    '0b-1',
    '+1',
    '+_1',
    '-_0x_1',
  ],
  ...['.5', '.', '..', '...', '.inf', '-.INF', '.NaN', '.nan', '1.', '1.5e', '12:30:45', '190:20:30.15', '1.2.3', '5m'],
  ...['2001-12-14', '2001-12-14 21:59:43.10 -5', '2001-1-1T1:1:1Z', '2001-13', '12:30', '10.0.0.0/8', 'a:80', ':80'],
  ...[
    '-',
    '- a',
    '-a',
    '--a',
    '---',
    '--- a',
    '---a',
    '?',
    '? b',
    '?b',
    ':',
    'a:',
    'a: b',
    'a:b',
    'a #b',
    'a#b',
    '# a',
  ],
  ...[
    "'",
    '"',
    `'"`,
    "it's",
    'say "a"',
    `it's "a"`,
    '\\',
    'a\\n',
    '[',
    ']',
    '{a}',
    ', ',
    'a, b',
    '| a',
    '> a',
    '|',
    '>',
  ],
  ...['\t', '\ta', 'a\t', 'a\tb', ' a', 'a ', 'a  b', '😀', 'é', '日本', 'a\u00a0', '\u00a0', '\u0085', 'a\u0085b'],
  ...['\u2028', 'a\u2028b', 'a\u2029b\n', '\ufeff', '\ufeffa', 'a\ufeff', '\uffff', '\ufffe', '\0', '\x07a', '\x1b[0m'],
  ...[
    '\x7f',
    '\r',
    'a\r\nb\r\n',
    '\n',
    '\n\n',
    'a\n',
    'a\n\n',
    '\na',
    '\n\na\n\n\n',
    'a\nb',
    'a\nb\n',
    ' a\nb',
    ' \na',
  ],
  ...['\ta\nb\n', '\n\ta\n', ' \ta\nb', 'a\n b\n', 'a\n\tb\n', 'a \nb\n', 'a\n \nb\n', 'a\n ', 'a\n\t\n', 'a\nb # c\n'],
  ...[
    '---\na\n',
    'a\n---\nb\n',
    'a\n...\n',
    '%a\nb',
    'a: b\n',
    '- a\n- b\n',
    '# a\nb\n',
    'a\n# b\n',
    '{{ a }}\n{{ b }}',
  ],
  ...[
    'a'.repeat(2000),
    'word '.repeat(300),
    `${'line of text\n'.repeat(50)}`,
    'x"'.repeat(600),
    '__proto__',
    'constructor',
  ],
];

const pieces = ['a', 'b', ' ', '  ', '\n', '\n', '\t', ':', '#', '-', '"', "'", '0', '1', '_', '.', 'x', 'o', 'e', '+'];
const text = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...nasty) },
  { weight: 3, arbitrary: fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((parts) => parts.join('')) },
  { weight: 1, arbitrary: fc.array(fc.constantFrom(...nasty, '\n'), { maxLength: 4 }).map((parts) => parts.join('')) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
);
const number = fc.oneof(
  fc.constantFrom(0, -0, 1e21, 1e-7, -1.5, 1e100, 2 ** 53, 80),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);
const scalar = fc.oneof({ weight: 5, arbitrary: text }, number, fc.boolean(), fc.constant(null));
const value = fc.letrec<{ node: unknown; list: unknown[]; map: Record<string, unknown> }>((tie) => ({
  node: fc.oneof({ maxDepth: 4, withCrossShrink: true }, scalar, tie('list'), tie('map')),
  list: fc.array(tie('node'), { maxLength: 4 }),
  map: fc.array(fc.tuple(text, tie('node')), { maxLength: 4 }).map((entries) => Object.fromEntries(entries)),
}));
const document = fc.oneof(value.list, value.map);

describe('stringify', () => {
  test('a string is read back by YAML 1.1 and 1.2, wherever it stands', () => {
    check(
      text.chain((string) => fc.constantFrom<unknown>(...placesOf(string))),
      2000,
    );
  });

  test.each(nasty)('%j is read back by YAML 1.1 and 1.2, wherever it stands', (string) => {
    for (const place of placesOf(string)) expectFaithful(place);
  });

  test('any value is read back by YAML 1.1 and 1.2', () => {
    check(document, 1000);
  });

  test.each([
    ['0o7', '"0o7"', 'YAML 1.2 reads a number'],
    ['0X1F', '"0X1F"', 'go-yaml reads a number'],
    ['-_1', '"-_1"', 'go-yaml reads a number'],
    ['a\u2028b', '"a\\u2028b"', 'go-yaml ends the line'],
    ['\x7f', '"\\u007f"', 'go-yaml refuses the file'],
    ['\uffff', '"\\uffff"', 'go-yaml refuses the file'],
    ['\ta\n', '|2\n  \ta', 'go-yaml refuses the file'],
  ])('%j, which cdk8s writes as it is, is written %j: %s otherwise', (string, written) => {
    expect(stringify({ a: string })).toBe(`a: ${written}\n`);
  });

  test('a key << is no merge', () => {
    expect(stringify({ '<<': { a: 1 } })).toBe('"<<":\n  a: 1\n');
  });

  test('an object that occurs twice is written twice', () => {
    const shared = { app: 'api' };
    expect(stringify({ a: shared, b: [shared] })).toBe('a:\n  app: api\nb:\n  - app: api\n');
  });

  test('fails for what is no plain data', () => {
    expect(() => stringify({ a: () => 1 })).toThrow('plain data only');
    expect(() => stringify([Number.NaN])).toThrow('cannot write NaN (number) as YAML: plain data only');
  });
});

describe('emitFile', () => {
  const object = (name: string) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data: { a: 'x\n\n' } });

  test('documents are joined as cdk8s joins them', () => {
    const objects = [object('a'), object('b'), object('c')];
    expect(emitFile(objects)).toBe(Yaml.stringify(...objects));
  });

  test('no object is an empty file', () => {
    expect(emitFile([])).toBe('');
  });
});

function placesOf(string: string): unknown[] {
  return [
    { a: string },
    { [string]: 1 },
    { a: { [string]: [] } },
    [string],
    [[{ [string]: { [string]: string } }]],
    { a: [{ b: string, c: 1 }] },
  ];
}

function check(values: fc.Arbitrary<unknown>, numRuns: number): void {
  fc.assert(fc.property(values, expectFaithful), { numRuns, seed: 1 });
}

/** Both versions read the value back, and the bytes are those of cdk8s wherever its readers would get the value too. */
function expectFaithful(given: unknown): void {
  const written = stringify(given);
  expect(written).toMatch(/[^\n]\n*\n$/);
  for (const version of ['1.1', '1.2'] as const)
    expect([version, isReadBack(written, given, version)]).toEqual([version, true]);
  const byCdk8s = Yaml.stringify(given);
  const isFaithful =
    isReadBack(byCdk8s, given, '1.1') && isReadBack(byCdk8s, given, '1.2') && !stringsOf(given).some(isMisreadByGo);
  if (isFaithful) expect(written).toBe(byCdk8s);
}

function isReadBack(written: string, given: unknown, version: '1.1' | '1.2'): boolean {
  try {
    return isDeepStrictEqual(parse(written, { version, logLevel: 'error' }), given);
  } catch {
    return false;
  }
}

/** What go-yaml, which Kubernetes reads with, does not read back from cdk8s' output while the library does. */
function isMisreadByGo(string: string): boolean {
  if (/[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|^\n*\t/.test(string)) return true;
  return /^0b[-+][01]+$|^[-+]?0([bB][01]+|[oO][0-7]+|[xX][0-9a-fA-F]+)$|^[-+][0-9.e]+$|^[0-9.][0-9.eE+-]+$/.test(
    string.replaceAll('_', ''),
  );
}

function stringsOf(given: unknown): string[] {
  if (typeof given === 'string') return [given];
  if (typeof given !== 'object' || given === null) return [];
  return Object.entries(given).flatMap(([key, field]) => [key, ...stringsOf(field)]);
}
