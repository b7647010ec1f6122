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

  const run = (env: Readonly<Record<string, string>>, ...more: readonly string[]) =>
    runProgram(home, ['doctor', ...azure.cloudArgs, ...azure.placeArgs, ...more], { env });

  it('finds nothing in the way where everything is right', async () => {
    const { code, out } = await run(azure.env);
    expect({ code, faults: out.split('\n').filter((line) => line.startsWith('fail')) }).toEqual({
      code: 0,
      faults: [],
    });
    expect(out).toMatch(/ok {6}sign-in/u);
    expect(out).not.toContain(azure.clientSecret);
  });

  it.each(['text', 'json'])('shows nobody a name with --redact, as %s', async (format) => {
    const { subscriptions } = await azure.world();
    const secret = [
      azure.subscriptionId,
      azure.workspaceName,
      ...subscriptions.map(({ name }) => name),
      azure.env['AZURE_CLIENT_ID'],
      azure.env['AZURE_TENANT_ID'],
      new URL(azure.cloudArgs[1] ?? '').hostname,
    ].filter((each) => each !== undefined);
    const plainly = (await run(azure.env, '-o', 'json')).out;
    expect(secret.filter((each) => plainly.includes(each)).length).toBeGreaterThan(3);
    const { code, out } = await run(azure.env, '--redact', '-o', format);
    expect(code).toBe(0);
    expect(secret.filter((each) => out.includes(each))).toEqual([]);
    // What is public, and what was found, is told as without it.
    expect(out).toMatch(/Microsoft\.MachineLearningServices\s+is\s+Registered/u);
    expect(out).toMatch(/you may delete, detach/u);
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
