import { describe, expect, test } from 'vitest';
import { prepareProxyVariables } from '../src/proxy-variables.ts';

describe('variables that name a proxy', () => {
  test.each([
    ['proxy.example:8080', 'http://proxy.example:8080'],
    ['127.0.0.1:3128', 'http://127.0.0.1:3128'],
    ['https://proxy.example', 'https://proxy.example'],
    ['http://ana:pass%23word@proxy.example:8080', 'http://ana:pass%23word@proxy.example:8080'],
  ])('%s is understood', (given, used) => {
    const env = { https_proxy: given };
    expect(prepareProxyVariables(env)).toBeUndefined();
    expect(env.https_proxy).toBe(used);
  });

  test.each(['http://ana:pass#word@proxy.example:8080', 'socks5://proxy.example:1080', 'http://'])(
    '%s is none, and is told by the name of its variable',
    (given) => {
      const env = { HTTPS_PROXY: given, HTTP_PROXY: '' };
      expect(prepareProxyVariables(env)).toBe('HTTPS_PROXY');
      expect(env).toEqual({ HTTP_PROXY: '' });
    },
  );
});
