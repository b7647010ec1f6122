import { describe, expect, it } from 'vitest';
import { languages, type LanguageId, type Where } from '#azure/export/code.ts';
import { codeOf } from '#azure/export/index.ts';
import { acts, where } from './fixtures.ts';
import { compilePython, has, runShell } from './interpreters.ts';

const start = acts['start'];
if (start === undefined) throw new Error('the fixture is gone');

const textIn = (cloud: Where['cloud'], id: LanguageId): string => {
  const code = codeOf(id, start, { ...where, cloud });
  if (code.is !== 'code') throw new Error(code.why);
  return code.text;
};

describe('code for another cloud than the public one', () => {
  it.each([
    ['usgov', 'AzureUSGovernment', 'https://management.usgovcloudapi.net', 'login.microsoftonline.us'],
    ['china', 'AzureChinaCloud', 'https://management.chinacloudapi.cn', 'login.chinacloudapi.cn'],
  ] as const)('names it as each of the tools does: %s', (cloud, name, endpoint, authority) => {
    expect(textIn(cloud, 'rest')).toContain(`--resource ${endpoint} `);
    expect(textIn(cloud, 'rest')).toContain(`--url '${endpoint}/subscriptions/`);
    for (const id of ['cli-v1', 'cli-v2'] as const)
      expect(textIn(cloud, id)).toContain(`# First: az cloud set --name ${name}\n`);
    for (const id of ['python-v1', 'python-v2'] as const)
      expect(textIn(cloud, id)).toContain(`cloud="${name}"`);
    expect(textIn(cloud, 'python-v2')).toContain(`authority="${authority}"`);
  });

  it.skipIf(!has.bash)("takes the address of a cloud of one's own from the environment", () => {
    const { calls } = runShell(textIn('custom', 'rest'), { ARM_ENDPOINT: 'https://arm.contoso.example' });
    const { words = [] } = calls[0] ?? {};
    expect(words[words.indexOf('--url') + 1]).toMatch(
      /^https:\/\/arm\.contoso\.example\/subscriptions\/.*\/ada-box\/start\?api-version=2022-10-01$/u,
    );
    expect(runShell(textIn('custom', 'rest'), {}).calls).toEqual([]);
    expect(textIn('custom', 'cli-v2')).toContain('az cloud register');
  });

  it.skipIf(!has.python3)('is compiled by Python without a complaint', () => {
    const codes = (['usgov', 'china', 'custom'] as const).flatMap((cloud) =>
      languages.filter(({ ending }) => ending === 'py').map(({ id }) => textIn(cloud, id)),
    );
    expect(compilePython(codes)).toBe('');
  });
});
