import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runProgram } from './support/run-program.ts';
import { openStandAlone, type StandAlone } from './support/stand-alone.ts';

describe('doctor, over HTTPS', () => {
  const home = mkdtempSync(join(tmpdir(), 'aml-workbench-doctor-'));
  let azure: StandAlone;
  beforeAll(async () => {
    azure = await openStandAlone();
  });
  afterAll(async () => {
    await azure.close();
    rmSync(home, { recursive: true, force: true });
  });

  const run = (env: Readonly<Record<string, string>>) =>
    runProgram(home, ['doctor', ...azure.cloudArgs, ...azure.placeArgs], { env });

  it('finds nothing in the way where everything is right', async () => {
    const { code, out } = await run(azure.env);
    expect({ code, faults: out.split('\n').filter((line) => line.startsWith('fail')) }).toEqual({
      code: 0,
      faults: [],
    });
    expect(out).toMatch(/ok {6}sign-in/u);
    expect(out).not.toContain(azure.clientSecret);
  });

  it('names the certificate that is not trusted', async () => {
    const { NODE_EXTRA_CA_CERTS: _, ...env } = azure.env;
    const { code, out } = await run(env);
    expect(code).toBe(1);
    expect(out).toMatch(/fail {4}TLS/u);
    expect(out).toContain('NODE_EXTRA_CA_CERTS');
  });

  it('tells what the sign-in service says of a wrong secret, and asks no further', async () => {
    const { code, out } = await run({ ...azure.env, AZURE_CLIENT_SECRET: 'wrong-secret' });
    expect(code).toBe(1);
    expect(out).toMatch(/fail {4}sign-in/u);
    expect(out).not.toContain('wrong-secret');
    expect(out).toContain('nobody is signed in');
  });

  it('takes wrong usage for what it is', async () => {
    const { code, errors } = await runProgram(home, ['doctor', '--once']);
    expect({ code, errors }).toEqual({
      code: 2,
      errors: 'aml-workbench doctor: There is no option "--once".\n',
    });
  });
});
