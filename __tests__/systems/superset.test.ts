import { lacking } from './superset';

test.each<[string, unknown, unknown]>([
  ['a map that holds more', { a: 1, b: 2 }, { a: 1 }],
  ['a list of maps that holds more, in another order', [{ name: 'b' }, { name: 'a', x: 1 }], [{ name: 'a' }]],
  ['elements without a name, found by what they hold', [{ port: 1 }, { port: 2, x: 1 }], [{ port: 2 }]],
  ['an empty map, which means everything', { podSelector: {} }, { podSelector: {} }],
  ['a list of scalars', ['sh', '-c'], ['sh', '-c']],
])('nothing is lacking of %s', (_, actual, expected) => {
  expect(lacking(actual, expected)).toEqual([]);
});

test.each<[string, unknown, unknown, string[]]>([
  ['a field', { a: {} }, { a: { b: 1 } }, ['.a.b: expected 1, got undefined']],
  ['a type', { a: '1' }, { a: 1 }, ['.a: expected 1, got "1"']],
  ['a field of a named element', [{ name: 'a', x: 2 }], [{ name: 'a', x: 1 }], ['[name=a].x: expected 1, got 2']],
  ['a named element', [{ name: 'b' }], [{ name: 'a' }], ['[name=a]: expected {"name":"a"}, got undefined']],
  ['an empty map that was narrowed', { s: { a: 1 } }, { s: {} }, ['.s: expected {}, got {"a":1}']],
  ['the order of a command', ['-c', 'sh'], ['sh', '-c'], [': expected ["sh","-c"], got ["-c","sh"]']],
])('fails on %s', (_, actual, expected, lacks) => {
  expect(lacking(actual, expected)).toEqual(lacks);
});
