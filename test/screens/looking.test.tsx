import { describe, expect, test } from 'vitest';
import { openBoardScreen, type OpenShell } from '#test/support/shell.tsx';

const line = (shell: OpenShell, start: RegExp): string =>
  shell.screen().find((each) => start.test(each)) ?? '';
const settle = async (shell: OpenShell): Promise<void> => {
  // The nodes of the compute on which the cursor has come to rest are asked for.
  await shell.run(500);
};

describe('w shows other columns', () => {
  test('of the computes, the nodes and the queue, whose titles say which, and shows the usual ones again', async () => {
    const shell = await openBoardScreen();
    await shell.press('j', 'j');
    await settle(shell);
    const before = shell.text();
    await shell.press('w', '2', 'w', '3', 'w');
    expect(line(shell, /1 COMPUTES/u)).toMatch(/17 +STATE +NODES +MIN-MAX +IDLE +REGION +CREATED/u);
    expect(line(shell, /gpu-train/u)).toMatch(/ 1-10 +10m +westeurope +\d{4}-\d\d-\d\d/u);
    expect(line(shell, /2 NODES/u)).toMatch(/STATE +PRIVATE IP +PUBLIC IP +PORT +JOB/u);
    expect(line(shell, /3 QUEUE/u)).toMatch(/STATUS +NODES +USER +EXPERIMENT +CREATED/u);
    await shell.press('w', '2', 'w', '1', 'w');
    expect(shell.text()).toBe(before);
  });

  test('in two panes too, and never more than fit', async () => {
    const shell = await openBoardScreen({ columns: 120, rows: 40 });
    await shell.press('w', '2', 'w', '3', 'w');
    for (const each of shell.screen()) expect(each.length).toBeLessThan(120);
    expect(line(shell, /3 QUEUE/u)).toContain('CREATED');
    expect(line(shell, /1 COMPUTES/u)).toContain('CREATED');
  });

  test('says where there are none', async () => {
    const shell = await openBoardScreen();
    await shell.press('t', 'w');
    expect(shell.text()).toContain('this list has no other columns');
  });
});

describe('a filter', () => {
  test('counts in the title, survives refreshes, and is explained below the title when it cannot be used', async () => {
    const shell = await openBoardScreen();
    await shell.type('/gpu');
    expect(line(shell, /1 COMPUTES/u)).toMatch(/1 COMPUTES \d+ of 17/u);
    await shell.press('enter');
    await shell.run(60_000);
    expect(line(shell, /1 COMPUTES/u)).toMatch(/1 COMPUTES \d+ of 17/u);
    await shell.press('/', 'ctrl-u');
    await shell.type('re:(');
    await shell.press('enter');
    expect(line(shell, /1 COMPUTES/u)).toMatch(/17 .*STATE/u);
    expect(shell.screen()[4]).toContain('"(" is not a regular expression');
  });

  test.each([80, 120])(
    'says which fields there are when another is named, at %i columns',
    async (columns) => {
      const shell = await openBoardScreen({ columns });
      await shell.type('/owner:x');
      expect(shell.text()).toContain('owner is no field');
      expect(shell.text()).toContain('fields: name type state size region');
      await shell.press('esc', '3');
      await shell.type('/bogus:xx');
      expect(shell.text()).toContain('bogus is no field');
      expect(shell.text()).toContain('fields: name status phase user experiment type compute');
      await shell.press('enter');
      expect(shell.screen().at(-2)).toMatch(/filter bogus:xx: 0 of \d+, bogus is no field +Esc clears/u);
    },
  );

  test('of the workspaces understands the same language, and letters in order besides', async () => {
    const shell = await openBoardScreen();
    await shell.press('q');
    await shell.type('/mdm');
    expect(shell.text()).toContain('mlw-demo');
    await shell.press('ctrl-u');
    await shell.type('!region:westeurope');
    expect(line(shell, /WORKSPACES/u)).toMatch(/WORKSPACES \d of \d/u);
    expect(shell.screen().filter((each) => /^.✓ .*westeurope/u.test(each))).toEqual([]);
  });
});

describe('faults only', () => {
  test('counts what needs a person, and says so in words', async () => {
    const shell = await openBoardScreen();
    await shell.press('!');
    const faults = shell.screen().filter((each) => /^[› ]✗ .* !  /u.test(each)).length;
    expect(faults).toBeGreaterThan(0);
    expect(shell.text()).toMatch(new RegExp(`faults only: ${faults} of 17`, 'u'));
    expect(line(shell, /1 COMPUTES/u)).toContain(`${faults} of 17 !`);
  });

  test('of a list without any are none, which is said', async () => {
    const shell = await openBoardScreen();
    await shell.press('j', 'j');
    await settle(shell);
    await shell.press('2', '!');
    expect(shell.text()).toContain('Nothing here needs a person. ! shows all.');
    await shell.press('!', '/');
    await shell.type('no such node');
    expect(shell.text()).toContain('Nothing passes the filter. Esc clears it.');
  });
});

describe('the way back and forth', () => {
  test('- toggles between the last two views; [ and ] go along all of them', async () => {
    const shell = await openBoardScreen();
    await shell.press('enter', '-');
    expect(shell.text()).toContain('1 COMPUTES');
    await shell.press('-');
    expect(shell.screen()[0]).toContain('› details');
    await shell.press('q', 't', '[', '[');
    expect(shell.screen()[0]).toContain('› details');
    await shell.press(']', ']');
    expect(shell.screen()[0]).toContain('› operations');
    await shell.press(']');
    expect(shell.text()).toContain('there is no view after this one');
  });

  test('every screen says where it is, in 80 columns, with its last word', async () => {
    const shell = await openBoardScreen();
    const where = async (...keys: readonly string[]): Promise<string> => {
      await shell.press(...keys);
      return shell.screen()[0] ?? '';
    };
    expect(await where('enter')).toContain('› details');
    expect(await where('E')).toContain('› code');
    expect(await where('q', 'q', 'u')).toContain('› what to do with it');
    expect(await where('q', '3', 'enter')).toContain('› jobs ›');
    expect(await where('q', 't')).toContain('› operations');
    expect(await where('q', 'c')).toContain('› target types');
    expect(await where('enter')).toContain('› create ›');
    expect(await where('esc', 'q', 'q')).toContain('aml-workbench');
  });
});
