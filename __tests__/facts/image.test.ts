import { imageFault, isMovingTag, parsePin } from '../../lib/facts/image';

const digest = `sha256:${'a'.repeat(64)}`;

test.each([
  'api:v1',
  'registry.example/shop/api:v1.0.0',
  'localhost:5000/api:1',
  `registry.example/api@${digest}`,
  `registry.example:8443/a/b-c_d:v1@${digest}`,
  `api:latest@${digest}`,
])('%s is pinned', (image) => {
  expect(imageFault(image)).toBeUndefined();
});

test.each([
  ['nginx', 'without a tag'],
  ['registry.example:5000/nginx', 'without a tag'],
  ['nginx:latest', 'latest is a tag that moves'],
  ['registry.example/api:MAIN', 'MAIN is a tag that moves'],
])('%s is not pinned', (image, why) => {
  expect(imageFault(image)).toContain(why);
});

test.each([
  '',
  ' ',
  'nginx:v1 ',
  'https://registry.example/api:v1',
  'Api:v1',
  'api:',
  'api:v1@sha256:123',
  `api@${digest.toUpperCase()}`,
  '/api:v1',
  undefined,
  1,
])('%p is no image reference', (image) => {
  expect(imageFault(image)).toBe('no image reference');
});

test('a pin has a tag, a digest or both', () => {
  expect(parsePin('v1')).toEqual({ tag: 'v1' });
  expect(parsePin(digest)).toEqual({ digest: 'a'.repeat(64) });
  expect(parsePin(`v1@${digest}`)).toEqual({ tag: 'v1', digest: 'a'.repeat(64) });
  expect(parsePin('')).toBeUndefined();
});

test('a version is no moving tag', () => {
  expect(isMovingTag('v1.0.0')).toBe(false);
});
