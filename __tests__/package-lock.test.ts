import lock from '../package-lock.json';

interface Package {
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly resolved?: string;
}

const packages = lock.packages as Readonly<Record<string, Package>>;

test('the lock file has the binaries of every platform, not only of the one it was made on', () => {
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !packages[`node_modules/${name}`] && !packages[`${path}/node_modules/${name}`])
      .map((name) => `${name} of ${path}`),
  );
  expect(missing).toEqual([]);
});

test('the lock file names no registry: packages come from the one that is configured', () => {
  expect(Object.keys(packages).filter((path) => packages[path]?.resolved)).toEqual([]);
});
