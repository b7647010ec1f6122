import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { childEnvironment } from '#local/child-environment.ts';

const secretNames = [
  'AZURE_CLIENT_SECRET',
  'AZURE_CLIENT_CERTIFICATE_PASSWORD',
  'AZURE_PASSWORD',
  'SSH_PASSWORD',
  'SSH_PASSPHRASE',
  'AML_DATABRICKS_ACCESS_TOKEN',
  'IDENTITY_HEADER',
  'MSI_SECRET',
  'AZURE_STORAGE_KEY_SAS',
  'AZURE_STORAGE_CONNECTION_STRING',
  'STORAGE_ACCOUNT_KEY',
  'client_secret',
] as const;

describe('programs that are started for the user', () => {
  test.each(secretNames)('are not given %s', (name) => {
    expect(childEnvironment({ [name]: 'hush', HOME: '/home/ada' })).toEqual({ HOME: '/home/ada' });
  });

  test('are given no address with a password or a signature in it, whatever it is called (100 passwords)', () => {
    const word = fc.string({
      unit: fc.constantFrom('Q', 'x', '7', '%', '!', ':'),
      minLength: 1,
      maxLength: 40,
    });
    fc.assert(
      fc.property(word, (password) => {
        const given = childEnvironment({
          HTTPS_PROXY: `http://ada:${password}@proxy.example:3128`,
          all_proxy: `socks5://:${password}@proxy.example`,
          LOGS: `https://x.blob.core.windows.net/a?sv=1&sig=${password}`,
          NO_PROXY: 'localhost',
        });
        expect(given).toEqual({ NO_PROXY: 'localhost' });
      }),
    );
  });

  test('keep everything else, the folder and the terminal, too', () => {
    const env = {
      PWD: '/w',
      OLDPWD: '/',
      EDITOR: 'code --wait',
      KEYBOARD: 'us',
      AZURE_TENANT_ID: 't',
      AZURE_CLIENT_CERTIFICATE_PATH: '/c.pem',
      HTTPS_PROXY: 'http://proxy.example:3128',
      SSH_AUTH_SOCK: '/agent',
      TMUX: '/tmp/tmux,1,0',
      DOCKER_HOST: 'ssh://ada@host',
      EMPTY: undefined,
    };
    expect(childEnvironment(env)).toEqual(env);
  });
});
