import type { Construct } from 'constructs';
import { isLabelValue } from '../names';
import { report } from './report';

type Texts = Readonly<Record<string, string>>;

/** Key of a label or an annotation: a name, with the DNS name of its owner in front where it is not the user's own. */
const key = /^([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;

/** Reports labels that the API server refuses. */
export function checkLabels(scope: Construct, labels: Texts = {}): void {
  for (const [label, value] of Object.entries(labels)) {
    checkKey(scope, 'label', label);
    if (isLabelValue(value)) continue;
    const fix = 'use at most 63 letters, digits, -, _ and ., with a letter or digit at both ends';
    report(scope, 'invalid-label', `label ${label} is '${value}', no label value`, fix);
  }
}

/** Reports annotations that the API server refuses. */
export function checkAnnotations(scope: Construct, annotations: Texts = {}): void {
  for (const [annotation, value] of Object.entries(annotations)) {
    checkKey(scope, 'annotation', annotation);
    if (typeof value === 'string') continue;
    const message = `annotation ${annotation} is ${JSON.stringify(value)}, expected a string`;
    report(scope, 'invalid-annotation', message, `put the value in quotes: '${JSON.stringify(value)}'`);
  }
}

function checkKey(scope: Construct, what: 'label' | 'annotation', given: string): void {
  if (key.test(given)) return;
  const fix = 'use at most 63 letters, digits, -, _ and ., with `<DNS name>/` in front where it is not your own';
  report(scope, `invalid-${what}`, `'${given}' is no key of a ${what}`, fix);
}
