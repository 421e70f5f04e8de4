import { parsePort } from '../../lib/compose/port';

describe('a port', () => {
  it.each([
    ['8000', { container: 8000, protocol: 'tcp' }],
    ['80:8000', { container: 8000, host: 80, protocol: 'tcp' }],
    ['53:5353/udp', { container: 5353, host: 53, protocol: 'udp' }],
    ['127.0.0.1:80:8000', { container: 8000, host: 80, protocol: 'tcp' }],
    ['[::1]:80:8000', { container: 8000, host: 80, protocol: 'tcp' }],
    ['127.0.0.1::8000', { container: 8000, protocol: 'tcp' }],
    ['$' + '{PORT:-80}:8000', { container: 8000, host: 80, protocol: 'tcp' }],
  ])('%s is read', (text, port) => {
    expect(parsePort(text)).toEqual(port);
  });

  it.each([
    '',
    'http',
    '0',
    '65536',
    '0:80',
    '80:',
    ':80',
    '80:8000/sctp',
    '80-81:80-81',
    '$' + '{PORT}:80',
    '80:80:80:80',
  ])('fails on %j', (text) => {
    expect(parsePort(text)).toBeUndefined();
  });
});
