import { describe, expect, it } from 'vitest';
import { maskJson, maskQuery } from '#simulator/server/mask.ts';

const planted = 'Planted-Secret-1';

describe('masking', () => {
  it.each([
    'client_secret',
    'clientSecret',
    'client_assertion',
    'refresh_token',
    'access_token',
    'device_code',
    'code',
    'password',
    'adminUserPassword',
    'accountPassword',
    'databricksAccessToken',
    'privateKeyData',
    'publicKeyPassphrase',
    'passphrase',
    'primaryKey',
    'accountKey',
    'key',
    'connectionString',
    'sasToken',
    'userStorageKey',
    'credentials',
    'environmentVariables',
  ])('hides the value of %s wherever it stands, also inside', (name) => {
    const body = { properties: { list: [{ [name]: planted }], [name]: { value: planted } } };
    const shown = JSON.stringify(maskJson(body));
    expect(shown).not.toContain(planted);
    expect(shown).toContain(`"${name}":"***"`);
  });

  it('leaves everything else as it is, public keys and continuation tokens among it', () => {
    const body = {
      location: 'westeurope',
      grant_type: 'client_credentials',
      options: { $skipToken: 'abc', $top: 3 },
      properties: { sshPublicKey: 'ssh-rsa AAAA', enabled: true, count: 0, nothing: null, list: [1, 'a'] },
      password: null,
    };
    expect(maskJson(body)).toEqual(body);
  });

  it.each(['t', 'c', 's', 'h'])(
    'hides the parameter %s of the address of an operation, and only there',
    (name) => {
      const operation = `https://h/subscriptions/x/providers/P/locations/y/computeOperationsStatus/z?api-version=1&${name}=${planted}`;
      expect(maskQuery(new URL(operation))).toEqual({ 'api-version': '1', [name]: '***' });
      for (const kind of ['computeOperationsResults', 'jobOperationsResults'])
        expect(maskQuery(new URL(operation.replace('computeOperationsStatus', kind)))[name]).toBe('***');
      expect(maskQuery(new URL(`https://h/subscriptions?${name}=shown`))).toEqual({ [name]: 'shown' });
    },
  );

  it('hides secrets in any query', () => {
    const url = new URL(`https://h/a?sig=${planted}&access_token=${planted}&%24skip=abc`);
    expect(maskQuery(url)).toEqual({ sig: '***', access_token: '***', $skip: 'abc' });
  });
});
