import type { SyntaxNode } from '@lezer/common';
import { childrenOf, near, type PromqlProblem } from './promql-parser';

/** What an expression evaluates to. */
export type PromqlType = 'scalar' | 'instant vector' | 'range vector' | 'string';

const letters: Record<string, PromqlType> = { s: 'scalar', v: 'instant vector', m: 'range vector', t: 'string' };

/**
 * Parameters of functions, a letter each; `?` may be left out, `*` may come any number of times. What is not listed
 * takes a range vector if its name ends in `_over_time`, and an instant vector otherwise.
 *
 * @see https://prometheus.io/docs/prometheus/latest/querying/functions/
 */
const functions: Readonly<Record<string, string>> = {
  ...all('m', 'changes', 'delta', 'deriv', 'idelta', 'increase', 'irate', 'rate', 'resets'),
  ...all('v?', 'day_of_month', 'day_of_week', 'day_of_year', 'days_in_month', 'hour', 'minute', 'month', 'year'),
  ...all('', 'end', 'pi', 'range', 'start', 'step', 'time'),
  ...all('vt*', 'sort_by_label', 'sort_by_label_desc'),
  ...all('vs', 'clamp_max', 'clamp_min'),
  clamp: 'vss',
  double_exponential_smoothing: 'mss',
  histogram_fraction: 'ssv',
  histogram_quantile: 'sv',
  histogram_quantiles: 'vts*',
  info: 'vv?',
  label_join: 'vttt*',
  label_replace: 'vtttt',
  predict_linear: 'ms',
  quantile_over_time: 'sm',
  round: 'vs?',
  vector: 's',
};
const scalarFunctions = new Set(['end', 'pi', 'range', 'scalar', 'start', 'step', 'time']);

const aggregations: Readonly<Record<string, string>> = {
  ...all('sv', 'bottomk', 'limit_ratio', 'limitk', 'quantile', 'topk'),
  count_values: 'tv',
};

const comparisons = new Set(['Eql', 'Neq', 'Lte', 'Lss', 'Gte', 'Gtr']);
const setOperators = new Set(['And', 'Or', 'Unless']);
const selected = ['VectorSelector', 'MatrixSelector', 'SubqueryExpr', 'OffsetExpr', 'StepInvariantExpr'];

/** What Prometheus refuses about types although the grammar allows it, `rate(up)` for example. */
export function typeProblems(expression: string, top: SyntaxNode): readonly PromqlProblem[] {
  const problems: PromqlProblem[] = [];
  const whole = childrenOf(top)[0];
  if (whole) expect(whole, ['scalar', 'instant vector'], 'a rule or a panel');
  return problems;

  function refuse({ from }: SyntaxNode, message: string): void {
    problems.push({ offset: from, message: `${message}${near(expression, from)}` });
  }

  function expect(node: SyntaxNode, allowed: readonly PromqlType[], what: string): PromqlType {
    const type = typeOf(node);
    if (!allowed.includes(type)) refuse(node, `${what} takes ${allowed.join(' or ')}, got ${type}`);
    return type;
  }

  function typeOf(node: SyntaxNode): PromqlType {
    const [first, second] = node.getChildren('Expr');
    switch (node.name) {
      case 'NumberDurationLiteral':
        return 'scalar';
      case 'StringLiteral':
        return 'string';
      case 'FunctionCall':
        return call(node, 'FunctionIdentifier');
      case 'AggregateExpr':
        return call(node, 'AggregateOp');
      case 'BinaryExpr':
        return first && second ? binary(node, first, second) : 'instant vector';
      case 'MatrixSelector':
        if (first?.name !== 'VectorSelector') {
          refuse(node, 'a range is only allowed after a selector, and not as an operand');
        }
        return 'range vector';
      case 'SubqueryExpr':
        if (first && lastOperand(first) !== first) refuse(node, 'a subquery is not allowed as an operand');
        else if (first) expect(first, ['instant vector'], 'a subquery');
        return 'range vector';
      case 'OffsetExpr':
      case 'StepInvariantExpr': {
        if (first && !selected.includes(lastOperand(first).name)) {
          refuse(node, 'offset and @ are only allowed after a selector or a subquery');
        }
        return first ? typeOf(first) : 'instant vector';
      }
      case 'UnaryExpr':
        return first ? expect(first, ['scalar', 'instant vector'], 'a sign') : 'scalar';
      default:
        return first && node.name !== 'VectorSelector' ? typeOf(first) : 'instant vector';
    }
  }

  function call(node: SyntaxNode, nameOf: 'FunctionIdentifier' | 'AggregateOp'): PromqlType {
    const identifier = node.getChild(nameOf);
    const name = identifier ? expression.slice(identifier.from, identifier.to).toLowerCase() : '';
    const fallback = name.endsWith('_over_time') ? 'm' : 'v';
    const signature = nameOf === 'AggregateOp' ? (aggregations[name] ?? 'v') : (functions[name] ?? fallback);
    const parameters = [...signature.matchAll(/([svmt])([?*]?)/g)].map(([, letter = '', repeat]) => ({
      type: letters[letter] as PromqlType,
      repeat,
    }));
    const last = parameters.at(-1);
    const least = parameters.filter(({ repeat }) => repeat === '').length;
    const most = last?.repeat === '*' ? Number.POSITIVE_INFINITY : parameters.length;
    const given = node.getChild('FunctionCallBody')?.getChildren('Expr') ?? [];
    if (given.length < least || given.length > most) {
      const allowed = most === Number.POSITIVE_INFINITY ? `${least} or more` : [...new Set([least, most])].join(' or ');
      refuse(node, `${name}() takes ${allowed} arguments, got ${given.length}`);
    }
    for (const [index, argument] of given.entries()) {
      const parameter = parameters[index] ?? last;
      if (parameter) expect(argument, [parameter.type], `argument ${index + 1} of ${name}()`);
    }
    return nameOf === 'FunctionIdentifier' && scalarFunctions.has(name) ? 'scalar' : 'instant vector';
  }

  function binary(node: SyntaxNode, left: SyntaxNode, right: SyntaxNode): PromqlType {
    const { name: operator = '', from = 0, to = 0 } = childrenOf(node)[1] ?? {};
    const what = `operator ${expression.slice(from, to)}`;
    const operands: PromqlType[] = setOperators.has(operator) ? ['instant vector'] : ['scalar', 'instant vector'];
    const types = [left, right].map((operand) => expect(operand, operands, what));
    const scalars = types.every((type) => type === 'scalar');
    const bool = node.getChild('BoolModifier');
    if (bool && !comparisons.has(operator)) refuse(bool, 'bool is only allowed after a comparison');
    if (!bool && comparisons.has(operator) && scalars) refuse(node, 'a comparison of two scalars needs bool');
    const matching = node.getChild('MatchingModifierClause');
    if (matching && types.includes('scalar')) refuse(matching, 'vectors are matched only where both sides are vectors');
    return scalars ? 'scalar' : 'instant vector';
  }
}

/**
 * What a suffix such as `[5m]`, `offset` or `@` applies to: Prometheus binds it to the term right before it, the
 * grammar to the whole expression before it.
 */
function lastOperand(node: SyntaxNode): SyntaxNode {
  const last = node.name === 'BinaryExpr' || node.name === 'UnaryExpr' ? node.getChildren('Expr').at(-1) : undefined;
  return last ? lastOperand(last) : node;
}

function all(signature: string, ...names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, signature]));
}
