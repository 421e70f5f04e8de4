import type { SyntaxNode } from '@lezer/common';
import { childrenOf, unquote } from './promql-parser';

/** One selector of series in an expression. */
export interface Selector {
  readonly metric?: string;
  readonly labels: readonly string[];
  /** Where matchers are added, and what is there: no braces, empty ones, or a matcher. */
  readonly insertAt: number;
  readonly shape: 'bare' | 'empty' | 'filled';
}

/**
 * Reads a selector.
 *
 * @param refuse told what Prometheus refuses about it although the grammar allows it
 */
export function selectorOf(
  text: string,
  node: SyntaxNode,
  refuse: (node: SyntaxNode, message: string) => void,
): Selector {
  const written = ({ from, to }: SyntaxNode) => text.slice(from, to);
  const name = node.getChild('Identifier');
  const names = name ? [written(name)] : [];
  const braces = node.getChild('LabelMatchers');
  if (!braces) return { metric: names[0], labels: [], insertAt: node.to, shape: 'bare' };
  const labels: string[] = [];
  let narrows = false;
  const parts = childrenOf(braces);
  for (const part of parts) {
    if (part.name === 'QuotedLabelName') {
      names.push(unquote(written(part)));
      continue;
    }
    const [labelNode, operatorNode, valueNode] = childrenOf(part).map(written) as [string, string, string];
    const label = /^\w/.test(labelNode) ? labelNode : unquote(labelNode);
    const value = unquote(valueNode);
    if (operatorNode.endsWith('~') && !isRegularExpression(value)) {
      refuse(part, `${valueNode} is no regular expression`);
    } else if (!matchesEmpty(operatorNode, value)) {
      narrows = true;
    }
    if (label === '__name__' && (operatorNode === '=' || names.length > 0)) names.push(value);
    labels.push(label);
  }
  if (names.length > 1) refuse(node, `metric name is given twice: ${names.join(' and ')}`);
  if (names.length === 0 && !narrows) refuse(node, 'selector has no matcher that the empty string does not match');
  const last = parts.at(-1);
  if (!last) return { metric: names[0], labels, insertAt: braces.from + 1, shape: 'empty' };
  return { metric: names[0], labels, insertAt: last.to, shape: 'filled' };
}

/** Prometheus refuses a selector of every series: at least one matcher must not match a label that is not there. */
function matchesEmpty(operator: string, value: string): boolean {
  const found = operator.endsWith('~') ? isPlain(value) && new RegExp(`^(?:${value})$`).test('') : value === '';
  return operator.startsWith('!') ? !found : found;
}

/** RE2's own syntax is left to Prometheus; what both languages write alike must compile. */
function isRegularExpression(pattern: string): boolean {
  if (!isPlain(pattern)) return true;
  try {
    new RegExp(pattern);
    return true;
  } catch {
    return false;
  }
}

function isPlain(pattern: string): boolean {
  return !/\(\?|\\|\[\[:/.test(pattern);
}
