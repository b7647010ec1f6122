import { afterEach, describe, expect, it } from 'vitest';
import { fillCluster, submit } from './support/flows.ts';
import { openStandAlone, type StandAlone } from './support/stand-alone.ts';
import { openTerminal, type Terminal } from './support/terminal.ts';

let azure: StandAlone | undefined;
let terminal: Terminal | undefined;
afterEach(async () => {
  await terminal?.close();
  await azure?.close();
  [terminal, azure] = [undefined, undefined];
});

/** Enters the code that is on the screen, as the user does in a browser. */
const enterCode = async (open: Terminal, { control }: StandAlone): Promise<void> => {
  await open.waitFor('copies the code');
  const rows = open.screen().map((row) => row.trim());
  const code = rows[rows.indexOf('and enter this code:') + 2] ?? '';
  expect(code).toMatch(/^[A-Z\d]{8,9}$/u);
  await control('POST', `device-codes/${code}`, { decision: 'approve' });
};

/** The screen but for its first line, where a clock and the name are. */
const below = (open: Terminal): readonly string[] => open.screen().slice(1);

const longest = 30_000;

describe('signing in on the screen, over HTTPS with the real sign-in library', () => {
  it('by a code; and again after an expiry in the middle, with the same view afterwards', async () => {
    azure = await openStandAlone('--speed', '0');
    const { tenantId, caFile, cloudArgs } = azure;
    terminal = openTerminal({
      args: ['--auth', 'device-code', '--tenant', tenantId, ...cloudArgs],
      env: { NODE_EXTRA_CA_CERTS: caFile },
    });
    const open = terminal;

    // Nobody is signed in: the card is the first thing, and nothing asks before the user does.
    await open.waitFor('try again: device code', longest);
    expect(open.screen()[0]).toContain('signed out');
    open.press('enter');
    await enterCode(open, azure);
    await open.waitFor('WORKSPACES 4', longest);
    expect(open.screen()[0]).toMatch(/ \S+@\S+ {2}RW {2}ok /u);

    open.press('enter');
    await open.waitFor('1 COMPUTES 17', longest);
    open.press('G', 'k', 'k', '/');
    open.type('d');
    await open.settled(1000);
    const before = below(open);
    expect(before.join('\n')).toContain('/ [ d');

    await azure.control('POST', 'faults', { kind: 'expire', refresh: true });
    await open.waitFor('as before: device code', longest);
    expect(open.screen()[0]).toContain('signed out');
    // In the middle of a word, which stays to be seen.
    expect(open.screen().join('\n')).toContain('/ [ d');
    open.press('enter');
    await enterCode(open, azure);
    await open.waitFor((screen) => !screen.includes('copies the code') && / ok \d/u.test(screen), longest);
    await open.settled(1000);
    expect(below(open)).toEqual(before);
  }, 120_000);
});

describe('an expiry in the middle of a write, over HTTPS with the real sign-in library', () => {
  it('leaves what was refused to be sent again, and what was accepted going on', async () => {
    azure = await openStandAlone('--speed', '30');
    terminal = openTerminal({ args: [...azure.cloudArgs, ...azure.placeArgs], env: azure.env });
    const open = terminal;
    await open.waitFor('1 COMPUTES 17', longest);
    const signInAgain = async (): Promise<void> => {
      await open.waitFor('as before: service principal', longest);
      open.press('enter');
      await open.waitFor((screen) => !screen.includes('as before: '), longest);
    };
    const puts = () =>
      azure
        ?.log()
        .filter(({ method, path }) => method === 'PUT' && path.includes('/computes/'))
        .map(({ status }) => status);

    // The write itself is refused: nothing is done, and nothing is sent a second time unasked.
    await azure.control('PUT', 'faults', 'expire PUT *');
    await fillCluster(open, 'train-1');
    await submit(open);
    await signInAgain();
    await open.waitFor('train-1 could not be created', longest);
    await open.waitFor('Somebody is signed in again: it can be sent now.', longest);
    expect(open.screen().join('\n')).not.toContain('Sign in again.');
    expect(puts()).toEqual([401]);

    // The form is as it was left; what it sends now is accepted, and the sign-in ends while that is under way.
    open.press('enter');
    await open.waitFor('[ Review ]');
    await azure.control('PUT', 'faults', 'expire GET */computeOperationsStatus/*');
    await open.waitFor(/CHECKS BEFORE ANY WRITE: \d+ pass\n/u);
    await submit(open);
    await signInAgain();
    await open.waitFor('train-1 is created', 60_000);
    expect(puts()).toEqual([401, 201]);
  }, 180_000);
});
