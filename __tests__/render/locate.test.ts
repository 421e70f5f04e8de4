import { emitFile } from '../../lib/render/emit';
import { lazyLocate, locator } from '../../lib/render/locate';

const text = `# first
apiVersion: v1
kind: Service
metadata: {name: a, "namespace": b}
spec:
  ports:
    - name: http
      port: 80
    -
      name: https
---
# empty
---
base: &base
  cpu: 1
  list: [1, 2]
use: *base
8080: tcp
nothing:
`;
const locate = locator(text);

describe('locator', () => {
  test.each([
    [0, [], 2, 1],
    [0, ['kind'], 3, 1],
    [0, ['metadata', 'name'], 4, 12],
    [0, ['metadata', 'namespace'], 4, 21],
    [0, ['spec', 'ports', 0], 7, 7],
    [0, ['spec', 'ports', 0, 'port'], 8, 7],
    [0, ['spec', 'ports', 1, 'name'], 10, 7],
    [2, ['base'], 14, 1],
    [2, ['base', 'list', 1], 16, 13],
    [2, [8080], 18, 1],
  ])('in document %j, %j is at line %i, column %i', (document, path, line, column) => {
    expect(locate(document, path)).toEqual({ line, column });
  });

  test.each([
    ['a field that is not there', 0, ['spec', 'ports', 0, 'protocol'], 7, 7],
    ['an item that is not there', 0, ['spec', 'ports', 5, 'name'], 6, 3],
    ['a field of a text', 0, ['kind', 'x', 'y'], 3, 1],
    ['a field of nothing', 2, ['nothing', 'x'], 19, 1],
  ])('%s is at the nearest field above it', (_, document, path, line, column) => {
    expect(locate(document, path)).toEqual({ line, column });
  });

  test('a field behind an alias is where it is written', () => {
    expect(locate(2, ['use'])).toEqual({ line: 17, column: 1 });
    expect(locate(2, ['use', 'cpu'])).toEqual({ line: 15, column: 3 });
  });

  test('an empty document and one that is not there still have a place', () => {
    expect(locate(1, ['a']).line).toBeGreaterThanOrEqual(11);
    expect(locate(9, ['a'])).toEqual({ line: 1, column: 1 });
    expect(locator('')(0, [])).toEqual({ line: 1, column: 1 });
  });
});

describe('lazyLocate', () => {
  const object = (name: string) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data: { a: 'x\ny\n' } });

  test('finds fields in the file that the objects are written to', () => {
    const objects = [object('a'), object('b')];
    const { line, column } = lazyLocate(objects)(1, ['metadata', 'name']);
    expect(
      emitFile(objects)
        .split('\n')
        [line - 1]?.slice(column - 1),
    ).toBe('name: b');
  });

  test('emits the file only when it is asked, and only once', () => {
    const keys = jest.fn(() => Reflect.ownKeys(object('a')));
    const watched = new Proxy(object('a'), { ownKeys: keys });
    const watching = lazyLocate([watched]);
    expect(keys).not.toHaveBeenCalled();
    watching(0, ['kind']);
    const calls = keys.mock.calls.length;
    expect(calls).toBeGreaterThan(0);
    watching(0, ['metadata']);
    expect(keys).toHaveBeenCalledTimes(calls);
  });
});
