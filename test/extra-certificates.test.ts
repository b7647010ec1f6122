import { execFileSync } from 'node:child_process';
import { writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { makeCertificate } from '#simulator/server/certificate.ts';

const folder = mkdtempSync(join(tmpdir(), 'aml-workbench-certificates-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What is told in a process of its own: Node reads the variable once, when it starts. */
const told = (path: string): string => {
  const module = join(import.meta.dirname, '../src/extra-certificates.ts');
  const script = `const { loadExtraCertificates } = await import(${JSON.stringify(module)}); console.log(String(await loadExtraCertificates(process.env)));`;
  return execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], NODE_EXTRA_CA_CERTS: path },
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();
};

test('the file of NODE_EXTRA_CA_CERTS is told to be ignored when it is not there or has no certificate', async () => {
  const [good, bad] = [join(folder, 'good.pem'), join(folder, 'bad.pem')];
  const { ca } = await makeCertificate(Date.now());
  writeFileSync(good, ca);
  writeFileSync(bad, 'no certificate');
  expect(told(good)).toBe('undefined');
  for (const path of [bad, join(folder, 'missing.pem')])
    expect(told(path)).toBe(`NODE_EXTRA_CA_CERTS is ignored: no certificate can be read from ${path}.`);
});
