import { type Rolling, rolling, rollingStrategy } from '../../../lib/constructs/delivery/rolling';
import { problemsOf, testEnvironment } from '../../support/environment';

test('without a wish, one new pod comes before an old one goes', () => {
  expect(rolling()).toEqual({ type: 'rolling', maxSurge: 1, maxUnavailable: 0 });
});

function codes(wish: Partial<Omit<Rolling, 'type'>>): string[] {
  const { component } = testEnvironment();
  rollingStrategy(component, rolling(wish));
  return problemsOf(component).map(({ code }) => code);
}

test.each([{ maxSurge: 2 }, { maxSurge: '25%' }, { maxSurge: 0, maxUnavailable: 1 }, { maxUnavailable: '10%' }])(
  '%j is a way to replace pods',
  (wish) => {
    expect(codes(wish)).toEqual([]);
  },
);

test.each([
  { maxSurge: 0 },
  { maxSurge: '0%' },
  { maxSurge: -1 },
  { maxSurge: '25' },
  { maxSurge: 'one' },
  { maxUnavailable: 0.5 },
])('fails on %j', (wish) => {
  expect(codes(wish)).toContain('invalid-delivery');
});
