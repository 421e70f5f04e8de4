import type { SyntaxNode } from '@lezer/common';
import type { LRParser } from '@lezer/lr';

/** What is wrong with an expression, and where: the offset counts UTF-16 units from 0. */
export interface PromqlProblem {
  readonly offset: number;
  readonly message: string;
}

// The package ships CommonJS, but declares the types of its ES module only.
const { parser } = require('@prometheus-io/lezer-promql') as { readonly parser: LRParser };

/** Kinds of nodes that a message may not rely on: the grammar keeps comments and errors in the tree. */
const noise = new Set(['LineComment', '⚠']);

/** The syntax tree of an expression, whole even where the expression is broken. */
export function parsePromql(expression: string): SyntaxNode {
  return parser.parse(expression).topNode;
}

/** The first place that the grammar does not allow. */
export function syntaxProblem(expression: string, top: SyntaxNode): PromqlProblem | undefined {
  let first: number | undefined;
  top.cursor().iterate((node) => {
    if (node.type.isError) first = Math.min(first ?? node.from, node.from);
  });
  if (first === undefined) return undefined;
  const offset = first + (/^(?:\s|#[^\n]*(?:\n|$))*/.exec(expression.slice(first))?.[0].length ?? 0);
  const rest = expression.slice(offset);
  if (rest === '') return { offset, message: `unexpected end of expression${near(expression, offset)}` };
  const called = rest.startsWith('(') && /([A-Za-z_]\w*)\s*$/.exec(expression.slice(0, offset))?.[1];
  const found = /^(?:\w+|.)/su.exec(rest)?.[0];
  const what = called ? `unknown function '${called}'` : `unexpected '${found}'`;
  return { offset, message: `${what}${near(expression, offset)}` };
}

/** The text around an offset, with the offset marked. */
export function near(expression: string, offset: number): string {
  const oneLine = (text: string) => text.replace(/\s+/g, ' ');
  const before = oneLine(expression.slice(0, offset)).slice(-20);
  const after = oneLine(expression.slice(offset)).slice(0, 20);
  return ` at offset ${offset}, near '${before}»${after}'`;
}

/** Children that mean something, in the order of the text. */
export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (!noise.has(child.name)) children.push(child);
  }
  return children;
}

/** The value of a string literal in any of the three quotes; escapes other than of quotes and `\\` are kept as written. */
export function unquote(literal: string): string {
  const inner = literal.slice(1, -1);
  return literal.startsWith('`') ? inner : inner.replace(/\\(["'\\])/g, '$1');
}
