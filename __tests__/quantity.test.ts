import { parseQuantity } from '../lib/quantity';

test.each([
  ['1', 1],
  ['200m', 0.2],
  ['1.5', 1.5],
  ['.5', 0.5],
  ['1.', 1],
  ['1k', 1000],
  ['1Ki', 1024],
  ['256Mi', 256 * 2 ** 20],
  ['1e3', 1000],
  ['1E3', 1000],
  ['2E', 2e18],
  ['1Ei', 2 ** 60],
  ['100n', 1e-7],
])('%s is the number %d', (text, number) => {
  expect(parseQuantity(text)).toBeCloseTo(number, 12);
});

test.each(['', ' ', '200 m', '1,5', 'Mi', '1mi', '1KB', '-1', '+1', 'NaN', '1e', '1.2.3', '0x10', '1 ', '１'])(
  "'%s' is no quantity",
  (text) => {
    expect(parseQuantity(text)).toBeUndefined();
  },
);
