import { near, type PromqlProblem, parsePromql, syntaxProblem, unquote } from './promql-parser';
import { type Selector, selectorOf } from './promql-selector';
import { typeProblems } from './promql-types';

export type { PromqlProblem };

/**
 * Who reads an expression. Grafana replaces its own variables, `$__rate_interval` for example, before Prometheus sees
 * them; variables of a dashboard may stand in strings.
 */
export type PromqlDialect = 'prometheus' | 'grafana';

/** What is wrong with an expression: its syntax, or what Prometheus refuses about its types, strings and selectors. */
export function checkPromql(expression: string, dialect: PromqlDialect = 'prometheus'): PromqlProblem | undefined {
  return analyse(expression, dialect).problem;
}

/**
 * The expression with label matchers added to every selector of series; a selector that has a label already keeps its
 * own. Every other character stays. An expression that does not parse is returned as it is.
 *
 * @param matchers values by label, matched by `=`
 */
export function withMatchers(
  expression: string,
  matchers: Readonly<Record<string, string>>,
  dialect: PromqlDialect = 'prometheus',
): string {
  const { problem, selectors } = analyse(expression, dialect);
  if (problem) return expression;
  let result = '';
  let copied = 0;
  for (const { labels, insertAt, shape } of selectors) {
    const missing = Object.entries(matchers).filter(([label]) => !labels.includes(label));
    if (missing.length === 0) continue;
    const text = missing.map(([label, value]) => `${labelText(label)}=${JSON.stringify(value)}`).join(', ');
    const inserted = { bare: `{${text}}`, empty: text, filled: `, ${text}` }[shape];
    result += expression.slice(copied, insertAt) + inserted;
    copied = insertAt;
  }
  return result + expression.slice(copied);
}

/** Names of the metrics that an expression selects, each once, in the order of the text. */
export function metricNames(expression: string, dialect: PromqlDialect = 'prometheus'): readonly string[] {
  return [...new Set(analyse(expression, dialect).selectors.flatMap(({ metric }) => metric ?? []))];
}

/** Labels that an expression matches, groups by or joins on, each once, in the order of the text. */
export function labelNames(expression: string, dialect: PromqlDialect = 'prometheus'): readonly string[] {
  return analyse(expression, dialect).labels;
}

interface Analysis {
  readonly problem?: PromqlProblem;
  readonly selectors: readonly Selector[];
  readonly labels: readonly string[];
}

/** The same expressions come back for every service; the oldest are not worth keeping apart from the others. */
const memo = new Map<string, Analysis>();
const memoLimit = 10_000;

function analyse(expression: string, dialect: PromqlDialect): Analysis {
  // Of equal length, so that every offset holds in the expression as it was written.
  const text = dialect === 'grafana' ? expression.replace(grafanaVariable, durationOfLength) : expression;
  const known = memo.get(text);
  if (known) return known;
  if (memo.size === memoLimit) memo.clear();
  const analysis = analyseText(text);
  memo.set(text, analysis);
  return analysis;
}

const grafanaVariable = /\$__\w+|\$\{__\w+(?::\w+)?\}/g;

function durationOfLength({ length }: string): string {
  return `${'1'.repeat(length - 1)}s`;
}

function analyseText(text: string): Analysis {
  const top = parsePromql(text);
  const broken = syntaxProblem(text, top);
  if (broken) return { problem: broken, selectors: [], labels: [] };
  const selectors: Selector[] = [];
  const labels = new Set<string>();
  const problems: PromqlProblem[] = [];
  const refuse = ({ from }: { from: number }, message: string) =>
    problems.push({ offset: from, message: `${message}${near(text, from)}` });
  top.cursor().iterate((node) => {
    const written = () => text.slice(node.from, node.to);
    if (node.name === 'VectorSelector') selectors.push(selectorOf(text, node.node, refuse));
    if (node.name === 'LabelName') labels.add(written());
    if (node.name === 'QuotedLabelName' && node.node.parent?.name !== 'LabelMatchers') labels.add(unquote(written()));
    if (node.name === 'StringLiteral' && !validString.test(written())) {
      refuse(node, `string ${written()} is not closed, or has an escape that Prometheus does not know`);
    }
  });
  problems.push(...typeProblems(text, top));
  return { problem: problems.sort((a, b) => a.offset - b.offset)[0], selectors, labels: [...labels] };
}

const stringEscape = String.raw`\\(?:[abfnrtv\\]|x[\da-fA-F]{2}|[0-7]{3}|u[\da-fA-F]{4}|U[\da-fA-F]{8}`;
const validString = new RegExp(
  `^(?:"(?:[^"\\\\\\n]|${stringEscape}|"))*"|'(?:[^'\\\\\\n]|${stringEscape}|'))*'|\`[^\`]*\`)$`,
);

function labelText(label: string): string {
  return /^[A-Za-z_]\w*$/.test(label) ? label : JSON.stringify(label);
}
