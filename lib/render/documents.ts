import { type Document, type LineCounter, parseAllDocuments, type ScalarTag, type Tags } from 'yaml';

/**
 * The documents of a YAML or JSON text, empty ones included, read as Kubernetes' own parser (go-yaml) does: YAML 1.1
 * without dates and base 60 numbers, and with the octal numbers of YAML 1.2. Syntax errors are in `errors` of each.
 */
export function parseDocuments(text: string, lineCounter: LineCounter): readonly Document[] {
  return parseAllDocuments(text, { version: '1.1', customTags: asKubernetes, logLevel: 'silent', lineCounter });
}

const octal: ScalarTag = {
  tag: 'tag:yaml.org,2002:int',
  default: true,
  test: /^[-+]?0o[0-7]+$/,
  resolve: (text) => Number(text.replace(/^[-+]/, '')) * (text.startsWith('-') ? -1 : 1),
};

function asKubernetes(tags: Tags): Tags {
  const kept = tags.filter((tag) => {
    if (typeof tag !== 'object') return true;
    return !tag.tag.endsWith(':timestamp') && !('format' in tag && tag.format === 'TIME');
  });
  return [...kept, octal];
}
