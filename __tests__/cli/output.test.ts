import { colored, plain } from '../../cli/output/color';
import { diffJson } from '../../cli/output/diff-json';
import { diffText } from '../../cli/output/diff-text';
import { shownValues } from '../../cli/output/shown-value';
import { compare } from '../../lib/change/compare';
import { object, renderOf } from '../change/renders';

describe('shownValues', () => {
  test.each([
    ['words are plain', 'v1.0', 'registry.example/web:v1', 'v1.0', 'registry.example/web:v1'],
    ['what could be mistaken is JSON', '1', 1, '"1"', '1'],
    ['so is what has spaces or line feeds', 'a b', 'a\n', '"a b"', '"a\\n"'],
    ['what is not there is said to be none', undefined, null, '(none)', 'null'],
    ['maps and lists are on one line', { a: [1] }, [], '{"a":[1]}', '[]'],
  ])('%s', (_, before, after, old, fresh) => {
    expect(shownValues(before, after)).toEqual({ before: old, after: fresh });
  });

  test('long values are shown around their first difference', () => {
    const long = 'x'.repeat(200);
    const around = `…${'x'.repeat(20)}`;
    expect(shownValues(`${long}1${long}`, `${long}2`)).toEqual({
      before: `${around}1${'x'.repeat(59)}…`,
      after: `${around}2`,
    });
    expect(shownValues(undefined, long)).toEqual({ before: '(none)', after: `${'x'.repeat(80)}…` });
  });
});

const secret = (token: string) => object('v1', 'Secret', { stringData: { token } });
const secrets = compare(renderOf(secret('hunter1')), renderOf(secret('hunter2')));

test('values of a Secret are shown by neither format', () => {
  expect(diffText(secrets, plain)).toContain('stringData.token: (hidden)');
  expect(diffText(secrets, plain)).not.toContain('hunter');
  expect(diffJson(secrets)).toContain('"hidden": true');
  expect(diffJson(secrets)).not.toContain('hunter');
});

test('severe effects are red, what is new is green, and what is harmless has no color', () => {
  const effect = (...changes: Parameters<typeof compare>) => diffText(compare(...changes), colored).split(' ')[0];
  const [none, namespace] = [renderOf(), renderOf(object('v1', 'Namespace'))];
  expect(effect(namespace, none)).toBe('\u001b[31mdestroys');
  expect(effect(none, namespace)).toBe('\u001b[32mcreates');
  expect(effect(renderOf(secret('a')), renderOf(secret('b')))).toBe('updates');
});

test('an effect that needs an explanation gets it', () => {
  const claim = (storage: string) =>
    object('v1', 'PersistentVolumeClaim', { spec: { resources: { requests: { storage } } } });
  const text = diffText(compare(renderOf(claim('2Gi')), renderOf(claim('1Gi'))), plain);
  expect(text).toContain('~ PersistentVolumeClaim web: destroys (spec.resources.requests.storage shrinks, and');
});
