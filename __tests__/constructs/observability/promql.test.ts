import fc from 'fast-check';
import { checkPromql, labelNames, metricNames, withMatchers } from '../../../lib/constructs/observability/promql';

const matchers = { namespace: 'shop' };

describe('checkPromql', () => {
  test.each([
    ['a selector', 'up{job="api"}'],
    ['an aggregation with its labels in front', 'sum by (job) (up)'],
    ['a range', 'rate(a_total[5m])'],
    ['a range of two units', 'rate(a_total[1h30m])'],
    ['an offset and @', 'a offset 5m + b @ end()'],
    ['an offset of the last operand', 'a > b offset 5m > -c @ 1609746000'],
    ['a subquery', 'max_over_time(rate(a_total[5m])[1h:1m])'],
    ['a comment', 'a # {not parsed\n+ b'],
    ['a string with quotes of the other kind', `a{b='say "yes"'}`],
    ['a join', 'a * on (pod) group_left (node) b'],
    ['an unnamed selector', '{__name__=~"http_.+"}'],
    ['a constant', 'vector(1)'],
    ['an optional argument left out', 'hour() > bool 8 or round(a)'],
    ['upper case keywords', 'SUM(a) BY (job)'],
    ['functions of several kinds of arguments', 'label_replace(topk(3, a), "to", "$1", "from", "(.*)")'],
    ['a regular expression that only RE2 reads', 'a{b=~"(?i)x[[:alpha:]]"}'],
  ])('accepts %s', (_, expression) => {
    expect(checkPromql(expression)).toBeUndefined();
  });

  test.each([
    ['nothing', '', 0, 'unexpected end'],
    ['a comment alone', '# up', 4, 'unexpected end'],
    ['a parenthesis that is not closed', 'sum(rate(a[5m])', 15, 'unexpected end'],
    ['a parenthesis too many', 'sum(a))', 6, "unexpected ')'"],
    ['a word too many', 'foo bar', 4, "unexpected 'bar'"],
    ['an unquoted value', 'a{b=c}', 4, "unexpected 'c'"],
    ['an unknown unit', 'a[5x]', 3, "unexpected 'x'"],
    ['an unknown function', 'avg_rate(a[5m])', 8, "unknown function 'avg_rate'"],
    ['a string that is not closed', 'a{b="c}', 7, 'unexpected end'],
    ['an escape that Go does not have', String.raw`a{b=~"5\."}`, 5, 'escape'],
    ['a regular expression that does not compile', 'a{b=~"("}', 2, 'no regular expression'],
    ['a selector of everything', 'sum({job=~".*"})', 4, 'empty string'],
    ['two names of a metric', 'a{__name__="b"}', 0, 'given twice'],
    ['a pattern beside the name of a metric', 'a{__name__=~"b.*"}', 0, 'given twice'],
    ['a rate without a range', 'rate(up)', 5, 'takes range vector, got instant vector'],
    ['a range without a function', 'up[5m]', 0, 'takes scalar or instant vector, got range vector'],
    ['a range of an expression', 'rate(sum(a)[5m])', 5, 'only allowed after a selector'],
    ['a range as an operand', 'a + b[5m]', 0, 'not as an operand'],
    ['a subquery as an operand', 'a + max(b)[5m:1m]', 0, 'not allowed as an operand'],
    ['an offset of a function', 'rate(a[5m]) offset 5m', 0, 'only allowed after a selector'],
    ['a string as a whole', '"up"', 0, 'got string'],
    ['an argument missing', 'histogram_quantile(a)', 0, 'takes 2 arguments, got 1'],
    ['arguments in the wrong order', 'histogram_quantile(sum(a) by (le), 0.9)', 19, 'takes scalar'],
    ['a comparison of numbers', '1 > 0', 0, 'needs bool'],
    ['a set operation on a number', 'a and 1', 6, 'operator and takes instant vector, got scalar'],
    ['a join with a number', 'a * on (pod) 2', 4, 'both sides are vectors'],
    ['a variable of Grafana', 'rate(a[$__rate_interval])', 7, "unexpected '$'"],
  ])('fails for %s, with its place', (_, expression, offset, message) => {
    const problem = checkPromql(expression);
    expect(problem).toMatchObject({ offset, message: expect.stringContaining(message) });
  });

  it('shows the text around the mistake', () => {
    expect(checkPromql('sum(rate(http_requests_total[5m])) /\n  by (job)')?.message).toBe(
      "unknown function 'by' at offset 42, near 'ts_total[5m])) / by »(job)'",
    );
  });

  it("accepts Grafana's variables for Grafana", () => {
    const expression = `sum(rate(a{job="$job"}[$__rate_interval])) * \${__range_s}`;
    expect(checkPromql(expression, 'grafana')).toBeUndefined();
    expect(withMatchers(expression, matchers, 'grafana')).toBe(
      `sum(rate(a{job="$job", namespace="shop"}[$__rate_interval])) * \${__range_s}`,
    );
  });
});

describe('withMatchers', () => {
  test.each([
    ['up', 'up{namespace="shop"}'],
    ['up{}', 'up{namespace="shop"}'],
    ['up{job="api"}', 'up{job="api", namespace="shop"}'],
    ['up{job="api",}', 'up{job="api", namespace="shop",}'],
    ['up{job="api" # why\n}', 'up{job="api", namespace="shop" # why\n}'],
    ['{__name__="up"}', '{__name__="up", namespace="shop"}'],
    ['{"up"}', '{"up", namespace="shop"}'],
    ['rate(a[5m] offset 1h)', 'rate(a{namespace="shop"}[5m] offset 1h)'],
    ['a @ start()', 'a{namespace="shop"} @ start()'],
    ['max_over_time(a[1h:5m])', 'max_over_time(a{namespace="shop"}[1h:5m])'],
    ['absent(up{job="api"})', 'absent(up{job="api", namespace="shop"})'],
    ['sum(a) by (a, namespace)', 'sum(a{namespace="shop"}) by (a, namespace)'],
    ['a * on (pod) group_left (node) b', 'a{namespace="shop"} * on (pod) group_left (node) b{namespace="shop"}'],
    ['label_replace(a, "a", "b", "c", "d")', 'label_replace(a{namespace="shop"}, "a", "b", "c", "d")'],
    ['a # a\n  / b', 'a{namespace="shop"} # a\n  / b{namespace="shop"}'],
    ['sum + rate{by="on"}', 'sum{namespace="shop"} + rate{by="on", namespace="shop"}'],
    ['vector(1) + time()', 'vector(1) + time()'],
  ])('adds to every selector of %j and nowhere else', (expression, expected) => {
    expect(withMatchers(expression, matchers)).toBe(expected);
  });

  test.each(['a{namespace="other"}', 'a{namespace!="x"}', 'a{"namespace"=~"x|y"}'])(
    'leaves %s, which has the label',
    (own) => {
      expect(withMatchers(own, matchers)).toBe(own);
    },
  );

  it('adds several matchers, and only those that are missing', () => {
    expect(withMatchers('a{job="x"} + b', { job: 'y', 'k8s.cluster': 'z' })).toBe(
      'a{job="x", "k8s.cluster"="z"} + b{job="y", "k8s.cluster"="z"}',
    );
  });

  it('quotes values', () => {
    expect(withMatchers('a', { b: 'x"y\\z' })).toBe(String.raw`a{b="x\"y\\z"}`);
  });

  it('returns an expression that does not parse as it is', () => {
    expect(withMatchers('sum(a', matchers)).toBe('sum(a');
  });

  const added = /\{namespace="shop"\}|, namespace="shop"/g;

  it('gives an expression that parses, changes no more when repeated, and leaves all else as it was', () => {
    fc.assert(
      fc.property(expressions, (expression) => {
        const result = withMatchers(expression, matchers);
        expect(checkPromql(expression)).toBeUndefined();
        expect(checkPromql(result)).toBeUndefined();
        expect(withMatchers(result, matchers)).toBe(result);
        expect(result.replace(added, '')).toBe(expression);
        expect(result.match(added)).toHaveLength(expression.match(/metric_\w/g)?.length ?? 0);
      }),
    );
  });
});

describe('what an expression names', () => {
  const expression =
    'sum(rate(a{code=~"5..", job="x"}[5m])) by (path) / on (path) {__name__="b"} + {"c", "k8s.pod"="y"} - a';

  it('metrics', () => {
    expect(metricNames(expression)).toEqual(['a', 'b', 'c']);
  });

  it('labels', () => {
    expect(labelNames(expression)).toEqual(['code', 'job', 'path', '__name__', 'k8s.pod']);
  });
});

/** Instant vectors, with every `metric_<letter>` in a selector of its own that has no namespace. */
const { expression: expressions } = fc.letrec<{ expression: string }>((tie) => {
  const metric = fc.constantFrom('metric_a', 'metric_b', 'metric_c');
  const matcher = fc.constantFrom('a="b"', "by!='{}'", 'c=~`x"(y)`', '"quoted label"="\\"}"', 'on = "# no comment"');
  const selector = fc
    .tuple(metric, fc.array(matcher, { minLength: 1, maxLength: 3 }), fc.constantFrom('', ',', ' # {\n'))
    .map(([name, list, end]) => `${name}{${list.join(',')}${end}}`);
  const series = fc.oneof(metric, selector);
  const operator = fc.constantFrom('+', ' / on (a, namespace) ', '\nand\n', ' > bool ', ' unless ignoring (b) ');
  const wrap = fc.constantFrom('sum(@) by (namespace, le)', 'absent(@)', '(@)', '-@', 'topk(2, @) # sum(x)\n');
  return {
    expression: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      series,
      series.map((text) => `rate(${text}[5m] offset 1h)`),
      fc.tuple(wrap, tie('expression')).map(([text, inner]) => text.replace('@', () => inner)),
      fc.tuple(tie('expression'), operator, tie('expression')).map((parts) => parts.join('')),
    ),
  };
});
