import { describe, expect, it } from 'vitest';
import { ana, expired, fakeSignIn } from '#test/support/fake-sign-in.ts';
import { openBoardScreen, openShell, type OpenShell, type ShellOptions } from '#test/support/shell.tsx';

type Signed = OpenShell & { readonly fake: ReturnType<typeof fakeSignIn> };

const signed = async (
  open: (options: ShellOptions) => Promise<OpenShell>,
  options: ShellOptions = {},
): Promise<Signed> => {
  const fake = fakeSignIn();
  const shell = await open({ ...options, besides: { signIn: fake.signIn, way: 'cli', ...options.besides } });
  return { ...shell, fake };
};

/** What is between the rules: the card, without empty lines at its end. */
const card = (shell: OpenShell): string =>
  shell
    .screen()
    .slice(3, -3)
    .map((row) => row.trimEnd())
    .join('\n')
    .trimEnd();

/** The card is loaded when it is first needed. */
const cardIsUp = async (shell: OpenShell): Promise<void> => {
  do await shell.drawn();
  while (!card(shell).includes('run az login'));
};

/** The board of somebody who is signed in no more. */
const lostBoard = async (options: ShellOptions = {}): Promise<Signed> => {
  const shell = await signed(openBoardScreen, options);
  shell.fake.know();
  shell.fake.lose();
  await cardIsUp(shell);
  return shell;
};

describe('the card that offers to sign in', () => {
  it('says what has happened, why, who it was, and what there is to choose: 80x24', async () => {
    const shell = await lostBoard();
    expect(card(shell)).toMatchInlineSnapshot(`
      " The sign-in has ended.
         Until 09:00 it was ana@contoso.example, by Azure CLI.
         ExpiredAuthenticationToken: The access token has expired.
         Sign in again.

       › as before: Azure CLI         run az login in another window first
         device code                  a code for the browser of any machine
         managed identity             of the Azure machine that this runs on
         service principal            AZURE_CLIENT_ID and the like are set
         workload identity            AZURE_FEDERATED_TOKEN_FILE is set
         default chain                what is set, then identities, then az"
    `);
    expect(shell.screen()[0]).toContain('signed out since 09:00');
    expect(shell.screen().at(-1)).toContain('Enter choose');
  });

  it('offers other clouds and the demo while no workspace is open: 120x40', async () => {
    const shell = await signed(openShell, { columns: 120, rows: 40, besides: { cloud: 'public' } });
    shell.fake.lose();
    await cardIsUp(shell);
    expect(card(shell)).toMatchInlineSnapshot(`
      " The sign-in has ended.
         ExpiredAuthenticationToken: The access token has expired.
         Sign in again.

       › try again: Azure CLI         run az login in another window first
         device code                  a code for the browser of any machine
         managed identity             of the Azure machine that this runs on
         service principal            AZURE_CLIENT_ID and the like are set
         workload identity            AZURE_FEDERATED_TOKEN_FILE is set
         default chain                what is set, then identities, then az
         Azure US Government          another cloud: begins anew
         Azure China (21Vianet)       another cloud: begins anew
         Demo workspace               no Azure needed"
    `);
  });

  it('fits on the smallest screen, the choices scrolled: 60x16', async () => {
    const shell = await signed(openShell, { columns: 60, rows: 16, besides: { cloud: 'public' } });
    shell.fake.lose();
    await cardIsUp(shell);
    expect(card(shell)).toMatchInlineSnapshot(`
      " The sign-in has ended.
         ExpiredAuthenticationToken: The access token has
         expired.
         3 of 9 are further up or down
       › try again: Azure CLI         run az login in another..
         device code                  a code for the browser ..
         managed identity             of the Azure machine th..
         service principal            AZURE_CLIENT_ID and the..
         workload identity            AZURE_FEDERATED_TOKEN_F..
         default chain                what is set, then ident.."
    `);
    await shell.press('G');
    expect(card(shell)).toContain('› Demo workspace');
  });

  it.each([
    { columns: 60, rows: 16 },
    { columns: 80, rows: 24 },
    { columns: 120, rows: 40 },
  ])('never writes the last column, in colour or without, in ASCII or not: %j', async (size) => {
    const withCode = async (look: ShellOptions): Promise<string> => {
      const shell = await lostBoard({ ...size, ...look });
      const offered = shell.frame();
      await shell.press('j', 'j', 'enter');
      shell.fake.asked[0]?.prompt({
        userCode: 'K7QX2M4DP',
        verificationUrl: 'https://microsoft.com/devicelogin',
        expiresAtMs: shell.workbench.now() + 900_000,
      });
      await shell.drawn();
      for (const row of shell.screen()) expect(row.length).toBeLessThan(size.columns);
      expect(shell.screen()).toHaveLength(size.rows);
      return offered + shell.frame();
    };
    expect(await withCode({ colour: false })).not.toMatch(/\u001b\[(?:3\d|9\d|2)m/u);
    expect(await withCode({ colour: true })).toMatch(/\u001b\[31m/u);
    expect(await withCode({ ascii: true })).toMatch(/^[\u0000-\u007f]*$/u);
  });

  it('is the first thing shown when nobody is signed in at the start', async () => {
    const fake = fakeSignIn();
    const shell = await openShell({
      besides: { signIn: fake.signIn },
      wrap: (gateway) => ({
        ...gateway,
        listWorkspaces: () => {
          fake.lose();
          return Promise.resolve({ ok: false, problem: expired });
        },
      }),
    });
    expect(card(shell)).toContain('The sign-in has ended');
    expect(card(shell)).toContain('› try again: default chain');
  });

  it('closed, leaves rows to be read and moved about in; A opens it again, and so does r', async () => {
    const shell = await lostBoard();
    await shell.press('esc');
    expect(shell.text()).toContain('1 COMPUTES 17');
    expect(shell.screen()[0]).toContain('signed out since');
    const before = shell.workbench.store.getState().lists.computes.cursor;
    await shell.press('j');
    expect(shell.workbench.store.getState().lists.computes.cursor).not.toEqual(before);
    for (const key of ['A', 'r', 'A']) {
      await shell.press(key);
      expect(card(shell)).toContain('as before');
      await shell.press('q');
      expect(shell.text()).toContain('1 COMPUTES 17');
    }
    expect(shell.left.quit).toBe(0);
  });

  it('leaves the picture as it was to the letter, down to how far a table is scrolled', async () => {
    const shell = await signed(openBoardScreen);
    shell.fake.know();
    await shell.press('G', 'k', 'k');
    const before = shell.screen().slice(1);
    shell.fake.lose();
    await cardIsUp(shell);
    expect(card(shell)).toContain('as before');
    await shell.press('enter');
    shell.fake.asked[0]?.answer({ ok: true, value: ana });
    await shell.press('left');
    expect(shell.screen().slice(1)).toEqual(before);
  });

  it('gives no key of the screen under it a meaning', async () => {
    const shell = await lostBoard();
    const { stack, lists } = shell.workbench.store.getState();
    await shell.press('D', 'c', 'z', 's', '/', 'a', '2', 'R');
    expect(shell.workbench.store.getState()).toMatchObject({ stack, lists, about: { readOnly: false } });
    expect(shell.workbench.store.getState().overlay).toBeUndefined();
  });

  it('keeps writes away until somebody is signed in, and says so', async () => {
    const shell = await lostBoard();
    const from = shell.requests.length;
    await shell.press('esc', 'D');
    expect(shell.text()).toContain('nobody is signed in: A signs in');
    expect(shell.workbench.store.getState().overlay).toBeUndefined();
    expect(shell.requests.length).toBe(from);
  });

  it('a write that finds it out is told as not done, once somebody is signed in again', async () => {
    let refused = 0;
    const shell = await signed(openBoardScreen, {
      instead: ({ method }) => {
        if (method !== 'DELETE') return undefined;
        refused += 1;
        return {
          status: 401,
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ error: { code: 'ExpiredAuthenticationToken', message: 'It has expired.' } }),
        };
      },
    });
    await shell.press('D');
    await shell.type('cpu-batch');
    await shell.press('enter');
    shell.fake.lose();
    await cardIsUp(shell);
    await shell.press('esc');
    expect(shell.text()).toContain('cpu-batch could not be deleted');
    expect(shell.text()).toMatch(/next +Sign in again\./u);
    await shell.press('A', 'enter');
    shell.fake.asked[0]?.answer({ ok: true, value: ana });
    await shell.press('left');
    await shell.run(60_000);
    expect(shell.text()).toContain('cpu-batch could not be deleted');
    expect(shell.text()).not.toContain('Sign in again.');
    expect(shell.text()).toMatch(/next +Somebody is signed in again: it can be sent now\./u);
    expect(shell.text()).toContain('Nothing was changed; it is not sent again by itself.');
    expect(shell.text()).toContain('ExpiredAuthenticationToken');
    expect(refused).toBe(1);
  });

  it('tells why a sign-in has failed, and stays on the same choice', async () => {
    const shell = await lostBoard();
    await shell.press('j', 'enter');
    expect(card(shell)).toContain('Signing in by device code');
    shell.fake.asked[0]?.answer({ ok: false, problem: { kind: 'unreachable', reason: 'ENOTFOUND' } });
    await shell.press('left');
    expect(card(shell)).toMatch(/Signing in by device code did not work\.[^]*ENOTFOUND[^]*› device code/u);
  });

  it('takes the user to the demo or to another cloud', async () => {
    const shell = await signed(openShell, { besides: { cloud: 'china' } });
    shell.fake.lose();
    await shell.press('G', 'enter');
    await shell.press('k', 'enter');
    expect(shell.reopened).toEqual([{ to: 'demo' }, { to: 'cloud', cloud: 'usgov' }]);
  });

  it('opens by A while somebody is signed in, and says who', async () => {
    const shell = await signed(openBoardScreen);
    shell.fake.know();
    await shell.press('A');
    expect(card(shell)).toContain('Signed in: ana@contoso.example, by Azure CLI.');
  });

  it('is not there in the demo, which knows nobody', async () => {
    const shell = await openBoardScreen();
    await shell.press('A');
    expect(shell.text()).toContain('nobody signs in to the demo');
    expect(shell.workbench.store.getState().session.card).toBeUndefined();
  });
});

describe('while text is typed', () => {
  it('the card takes no letter of it: what is typed goes on into the field, and Tab to the next', async () => {
    const shell = await signed(openBoardScreen);
    await shell.press('c', 'enter');
    await shell.type('tra');
    shell.fake.lose();
    await cardIsUp(shell);
    expect(card(shell)).toContain('Typing goes on in Name: [ tra');
    await shell.type('in-jkqyg');
    expect(card(shell)).toContain('[ train-jkqyg ');
    await shell.press('backspace', 'tab');
    expect(card(shell)).not.toContain('Typing goes on in Name');
    await shell.press('shift-tab', 'down', 'enter');
    expect(shell.fake.asked.map(({ way }) => way)).toEqual(['device-code']);
    shell.fake.asked[0]?.answer({ ok: true, value: ana });
    await shell.press('left');
    expect(shell.text()).toContain('[ train-jkqy ');
  });

  it('a filter is typed to its end under the card', async () => {
    const shell = await signed(openBoardScreen);
    await shell.press('/');
    await shell.type('gp');
    shell.fake.lose();
    await shell.type('u-t');
    await shell.press('esc');
    expect(shell.workbench.store.getState()).toMatchObject({
      overlay: { is: 'filter', line: { text: 'gpu-t' } },
      lists: { computes: { filter: 'gpu-t' } },
    });
    expect(shell.text()).toContain('gpu-train');
  });

  it('a secret stays masked on the card', async () => {
    const shell = await signed(openBoardScreen, { rows: 40 });
    const { commands } = shell.workbench;
    commands.openForm('AmlCompute');
    commands.setLine('ssh', { text: 'password', cursor: 8 });
    while (shell.workbench.store.getState().forms['create AmlCompute']?.focus !== 'button') {
      const { focus } = shell.workbench.store.getState().forms['create AmlCompute'] ?? {};
      if (typeof focus === 'object' && focus.field === 'password') break;
      commands.focus(1);
    }
    commands.setLine('password', { text: 'Tr0ub4dor', cursor: 9 });
    shell.fake.lose();
    await cardIsUp(shell);
    expect(card(shell)).toMatch(/Typing goes on in .*: \[ \*{9}/u);
    expect(shell.text()).not.toContain('Tr0ub4dor');
  });

  it('the list over a form keeps Tab for itself', async () => {
    const shell = await signed(openBoardScreen);
    await shell.press('c', 'enter', 'tab', 'enter');
    await shell.type('nc');
    const { overlay, forms } = shell.workbench.store.getState();
    expect(overlay?.is).toBe('sizes');
    shell.fake.lose();
    await shell.press('tab', 'tab');
    expect(shell.workbench.store.getState()).toMatchObject({ overlay, forms });
  });
});

describe('a device code', () => {
  const shown = async (options: ShellOptions = {}): Promise<Signed> => {
    const shell = await lostBoard(options);
    await shell.press('j', 'enter');
    shell.fake.asked[0]?.prompt({
      userCode: 'K7QX2M4DP',
      verificationUrl: 'https://microsoft.com/devicelogin',
      expiresAtMs: shell.workbench.now() + 900_000,
    });
    await shell.drawn();
    return shell;
  };

  it('stands alone on its line, and so does the address', async () => {
    const shell = await shown();
    expect(card(shell)).toMatchInlineSnapshot(`
      " ↻ Signing in by device code
         Open this address in a browser, of any machine:

         https://microsoft.com/devicelogin

         and enter this code:

         K7QX2M4DP

         15m00s left. y copies the code, Esc cancels."
    `);
  });

  it('has everything on the smallest screen, too', async () => {
    const shell = await shown({ columns: 60, rows: 16 });
    const lines = card(shell)
      .split('\n')
      .map((line) => line.trim());
    expect(lines).toContain('K7QX2M4DP');
    expect(lines).toContain('https://microsoft.com/devicelogin');
    expect(lines.at(-1)).toBe('15m00s left. y copies the code, Esc cancels.');
  });

  it('counts its time down once a second, and has no timer before and after', async () => {
    const shell = await lostBoard();
    expect(shell.timersWaiting()).toBe(0);
    await shell.press('j', 'enter');
    expect(shell.timersWaiting()).toBe(0);
    shell.fake.asked[0]?.prompt({
      userCode: 'K7QX2M4DP',
      verificationUrl: 'https://microsoft.com/devicelogin',
      expiresAtMs: shell.workbench.now() + 3000,
    });
    await shell.drawn();
    expect(shell.timersWaiting()).toBe(1);
    expect(card(shell)).toContain('3s left');
    await shell.run(1000);
    expect(card(shell)).toContain('2s left');
    await shell.run(1000);
    expect(card(shell)).toContain('1s left');
    expect(shell.timersWaiting()).toBe(1);
    await shell.run(1000);
    expect(card(shell)).toContain('The code has ended. Enter asks for a new one');
    expect(shell.timersWaiting()).toBe(0);
    await shell.press('enter');
    expect(shell.fake.asked.map(({ way, signal }) => [way, signal.aborted])).toEqual([
      ['device-code', true],
      ['device-code', false],
    ]);
  });

  it('is copied by y, which says where it was sent', async () => {
    const shell = await shown();
    await shell.press('y');
    expect(shell.copied).toEqual(['K7QX2M4DP']);
    expect(shell.text()).toContain('the code was sent to the terminal');
  });

  it('is not asked for twice while it can be used', async () => {
    const shell = await shown();
    await shell.press('enter');
    expect(shell.fake.asked).toHaveLength(1);
    expect(shell.text()).toContain('the sign-in is under way');
  });

  it('is given up by Esc, back to the choices; and is gone once it has been entered', async () => {
    const shell = await shown();
    await shell.press('esc');
    expect(shell.fake.asked[0]?.signal.aborted).toBe(true);
    expect(card(shell)).toContain('› device code');
    await shell.press('enter');
    shell.fake.asked[1]?.answer({ ok: true, value: ana });
    await shell.press('left');
    expect(shell.text()).toContain('1 COMPUTES 17');
    expect(shell.text()).not.toContain('signed out');
  });

  it('from somewhere else cannot drive the terminal', async () => {
    const shell = await lostBoard();
    await shell.press('j', 'enter');
    shell.fake.asked[0]?.prompt({
      userCode: '\u001b[2JK7\u0007',
      verificationUrl: 'https://x.example/\u001b]0;title\u0007',
      expiresAtMs: shell.workbench.now() + 3000,
    });
    await shell.drawn();
    expect(shell.frame()).not.toContain('\u001b[2J');
    expect(shell.frame()).not.toContain('\u001b]0');
  });
});

describe('the header names who is signed in', () => {
  const header = async (columns: number, name: string): Promise<string> => {
    const shell = await signed(openBoardScreen, { columns });
    shell.fake.know({ ...ana, name });
    await shell.drawn();
    return shell.screen()[0] ?? '';
  };

  it('in full from 100 columns on, whatever the place is called', async () => {
    const name = 'ana.longname@contoso.example';
    for (const columns of [100, 120, 160]) {
      const row = await header(columns, name);
      expect(row).toContain(`  ${name}  RW  ok `);
      expect(row).toContain('mlw-demo');
      expect(row.length).toBeLessThan(columns);
    }
  });

  it('at 80 columns in full, in short, or not at all, by the room there is', async () => {
    expect(await header(80, 'ana@contoso.example')).toContain(' ana@contoso.example  RW');
    const long = `ana@${'department.'.repeat(8)}contoso.example`;
    expect(await header(80, long)).toMatch(/mlw-demo .* ana {2}RW/u);
    expect(await header(80, 'a'.repeat(70))).toMatch(/mlw-demo {10,}RW/u);
  });

  it('no more once nobody is', async () => {
    const shell = await lostBoard({ columns: 120 });
    expect(shell.screen()[0]).not.toContain('ana');
    expect(shell.screen()[0]).toContain('signed out since');
  });
});
