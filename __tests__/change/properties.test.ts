import fc from 'fast-check';
import { compare } from '../../lib/change/compare';
import type { KubernetesObject } from '../../lib/render/render';
import { deployment, renderOf } from './renders';

type Tree = string | number | boolean | Tree[] | { [key: string]: Tree };

// No name by which items of lists are known: an item with another key is another item.
const key = fc.constantFrom('a', 'b', 'spec', 'template', 'labels', 'x.y/z', 'constructor', '__proto__x');
const scalar = fc.oneof(fc.string(), fc.integer(), fc.boolean());
const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5 },
    scalar,
    fc.array(tie('tree'), { maxLength: 5 }),
    fc.dictionary(key, tie('tree'), { maxKeys: 5, noNullPrototype: true }),
  ),
}));
const objects = fc.dictionary(key, tree, { noNullPrototype: true }).map((body) => of(body));

function of(body: object): KubernetesObject {
  return { apiVersion: 'v1', kind: 'Any', metadata: { name: 'x' }, body };
}

function scalarPaths(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (Array.isArray(value)) return value.flatMap((item, index) => scalarPaths(item, [...path, index]));
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([name, part]) => scalarPaths(part, [...path, name]));
}

function changeAt(value: unknown, [step, ...rest]: readonly (string | number)[]): unknown {
  if (step === undefined) return typeof value === 'string' ? `${value}!` : `${String(value)} `;
  if (Array.isArray(value)) return value.map((item, index) => (index === step ? changeAt(item, rest) : item));
  return Object.fromEntries(Object.entries(value as object).map(([k, v]) => [k, k === step ? changeAt(v, rest) : v]));
}

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, part]) => [name, reversed(part)]),
  );
}

test('an object does not differ from itself, whatever the order of its keys', () => {
  fc.assert(
    fc.property(objects, (value) => {
      expect(compare(renderOf(value), renderOf(reversed(value) as KubernetesObject))).toEqual([]);
    }),
  );
});

test('one value that changes is one field with its path, whatever the order of the keys', () => {
  fc.assert(
    fc.property(objects, fc.nat(), (value, choice) => {
      const paths = scalarPaths(value.body, ['body']);
      fc.pre(paths.length > 0);
      const path = paths[choice % paths.length] as (string | number)[];
      const after = changeAt(reversed(value), path) as KubernetesObject;
      const changes = compare(renderOf(value), renderOf(after));
      expect(changes.flatMap(({ fields }) => fields.map((field) => field.path))).toEqual([path]);
    }),
  );
});

test('one variable put in anywhere is one field with its index', () => {
  const names = fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(names, fc.nat(), (all, choice) => {
      const index = choice % all.length;
      const env = all.map((name) => ({ name, value: 'x' }));
      const before = deployment({ env: env.toSpliced(index, 1) });
      const [change] = compare(renderOf(before), renderOf(deployment({ env })));
      expect(change?.fields).toMatchObject([
        { path: ['spec', 'template', 'spec', 'containers', 0, 'env', index], before: undefined, after: env[index] },
      ]);
    }),
  );
});

test('every object is accounted for once', () => {
  const names = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 6 });
  const render = (all: readonly string[]) =>
    renderOf(
      ...all.map((name, index) => ({ value: { ...of({ index }), metadata: { name } }, file: String(index % 2) })),
    );
  fc.assert(
    fc.property(names, names, (before, after) => {
      const kinds = compare(render(before), render(after)).map(({ kind }) => kind);
      const count = (kind: string) => kinds.filter((each) => each === kind).length;
      expect(count('added') - count('removed')).toBe(after.length - before.length);
    }),
  );
});
