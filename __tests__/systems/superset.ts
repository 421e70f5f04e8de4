type Plain = Readonly<Record<string, unknown>>;

/**
 * What a value lacks of what is expected of it, one line each: maps may hold more, and so may lists of maps, whose
 * elements are matched by name where they have one. Lists of scalars and empty maps are matched exactly: a command is
 * no set, and `podSelector: {}` does not mean the same as a narrower one.
 */
export function lacking(actual: unknown, expected: unknown, path = ''): string[] {
  if (isMap(expected) && Object.keys(expected).length > 0) {
    if (!isMap(actual)) return [difference(path, expected, actual)];
    return Object.entries(expected).flatMap(([key, value]) => lacking(actual[key], value, `${path}.${key}`));
  }
  if (Array.isArray(expected) && expected.every(isMap)) {
    if (!Array.isArray(actual)) return [difference(path, expected, actual)];
    return expected.flatMap((element, index) => lackingElement(actual, element, `${path}[${label(element, index)}]`));
  }
  return JSON.stringify(actual) === JSON.stringify(expected) ? [] : [difference(path, expected, actual)];
}

/** Fields that tell the elements of a list apart. */
const keys = ['name', 'alert', 'secretKey', 'host', 'title'] as const;

/** What the element that comes nearest lacks. */
function lackingElement(list: readonly unknown[], expected: Plain, path: string): string[] {
  const key = keys.find((each) => each in expected);
  const candidates = key ? list.filter((each) => isMap(each) && each[key] === expected[key]) : list;
  const results = candidates.map((candidate) => lacking(candidate, expected, path));
  return results.sort((a, b) => a.length - b.length)[0] ?? [difference(path, expected, undefined)];
}

function label(element: Plain, index: number): string {
  const key = keys.find((each) => each in element);
  return key ? `${key}=${element[key]}` : String(index);
}

function difference(path: string, expected: unknown, actual: unknown): string {
  return `${path}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`;
}

function isMap(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
