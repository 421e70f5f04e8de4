import { isDnsLabel, isHostName, isLabelValue, isPort } from '../lib/names';

test.each(['a', 'api', '0api', 'a-b', 'a'.repeat(63)])("'%s' is a DNS label", (name) => {
  expect(isDnsLabel(name)).toBe(true);
});

test.each(['', '-a', 'a-', 'A', 'a_b', 'a.b', 'a b', 'ä', 'a\n', 'a'.repeat(64), undefined, null, 1])(
  '%p is no DNS label',
  (name) => {
    expect(isDnsLabel(name)).toBe(false);
  },
);

test.each(['a', 'api.example.com', '*.example.com', 'xn--bcher-kva.example'])("'%s' is a host name", (host) => {
  expect(isHostName(host)).toBe(true);
});

test.each(['', '*', '*.', 'a..b', '.a', 'a.', 'a.*.b', 'https://a.b', 'a.b/c', 'a.b:80', `${'a.'.repeat(127)}ab`])(
  "'%s' is no host name",
  (host) => {
    expect(isHostName(host)).toBe(false);
  },
);

test.each(['', 'v1', 'v1.0.0', 'A_b-c.d', 'a'.repeat(63)])("'%s' is a label value", (value) => {
  expect(isLabelValue(value)).toBe(true);
});

test.each(['-a', 'a.', '_a', 'v1+b', 'a b', 'a/b', 'a'.repeat(64), undefined, 1, true])(
  '%p is no label value',
  (value) => {
    expect(isLabelValue(value)).toBe(false);
  },
);

test.each([1, 80, 65535])('%d is a port', (port) => {
  expect(isPort(port)).toBe(true);
});

test.each([0, -1, 65536, 70000, 1.5, Number.NaN, '80', undefined])('%p is no port', (port) => {
  expect(isPort(port)).toBe(false);
});
