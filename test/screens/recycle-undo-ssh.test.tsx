import { describe, expect, it } from 'vitest';
import { openBoardScreen, type OpenShell, type ShellOptions } from '#test/support/shell.tsx';

const notice = (shell: OpenShell): string => shell.screen().at(-2) ?? '';
const patches = ({ requests }: OpenShell) => requests.filter(({ method }) => method === 'PATCH');

/** The board in alphabetical order of its kinds: four clusters, then three instances. */
const open = (options: ShellOptions = {}): Promise<OpenShell> => openBoardScreen({ speed: 60, ...options });

const until = async (shell: OpenShell, words: string | RegExp): Promise<void> => {
  const there = (): boolean =>
    typeof words === 'string' ? shell.text().includes(words) : words.test(shell.text());
  for (let turn = 0; turn < 300 && !there(); turn += 1) await shell.run(3000);
  expect(shell.text()).toMatch(words);
};

describe('the question before the nodes of a cluster are recycled', () => {
  it('fits 80x24: it says the steps, what runs, what is written down, and wants the name', async () => {
    const shell = await open({ columns: 80, rows: 24 });
    await shell.press('j', 'K');
    expect(shell.text()).toContain('Recycle the nodes of cpu-etl: 1 unusable, and billed');
    expect(shell.text()).toContain('1  give it min 0, max 0 in place of min 1, max 10, idle 300s');
    expect(shell.text()).toContain('3  give it min 1, max 10, idle 300s again');
    expect(shell.text()).toContain('The scale is written down before anything is sent.');
    expect(shell.text()).toMatch(/On it now: \d running jobs?, .*3 nodes/u);
    expect(shell.text()).toContain('Running jobs may be ended');
    expect(shell.text()).toContain('Type the name to confirm');
    expect(shell.text()).not.toContain('…');
    await shell.press('enter');
    expect(notice(shell)).toContain('type cpu-etl to confirm');
    expect(patches(shell)).toEqual([]);
    expect(shell.screen().at(-1)).not.toContain('Enter');
    await shell.type('cpu-etl');
    expect(shell.screen().at(-1)).toContain('Enter recycle nodes');
  });

  it('leads to the steps as they go, and to the board when they are done', async () => {
    const shell = await open();
    await shell.press('j', 'K');
    await shell.type('cpu-etl');
    await shell.press('enter');
    expect(shell.text()).toContain('Recycling the nodes of cpu-etl');
    expect(shell.text()).toMatch(/↻ 1 {2}under way +give it min 0, max 0/u);
    await until(shell, /✓ 1 {2}done .*\n.*↻ 2 {2}under way +wait until no node is left: \d now/u);
    await shell.press('enter');
    expect(notice(shell)).toContain('U restores the scale');
    await until(shell, 'cpu-etl is recycled: it has min 1, max 10, idle 300s again');
    await shell.press('enter');
    expect(shell.text()).toContain('1 COMPUTES 17');
    expect(patches(shell)).toHaveLength(2);
    await shell.press('t');
    expect(shell.text()).toMatch(/cpu-etl +recycle +succeeded/u);
  });

  it('is not asked where no node is unusable, where there is no cluster, and where nothing may be changed', async () => {
    const shell = await open();
    await shell.press('K');
    expect(notice(shell)).toContain('no node of cpu-batch is unusable');
    await shell.press('G', 'K');
    expect(notice(shell)).toContain('only the nodes of a cluster can be recycled');
    await shell.press('g', 'j', 'R', 'enter', 'K');
    expect(notice(shell)).toContain('read-only');
  });

  it('wants the workspace’s name, too, in a protected one', async () => {
    const shell = await open({ configured: { protectedWorkspace: () => true } });
    await shell.press('j', 'K');
    await shell.type('cpu-etl');
    await shell.press('enter');
    expect(notice(shell)).toContain('type mlw-demo/cpu-etl to confirm');
    expect(patches(shell)).toEqual([]);
  });

  it('says before the program is left that the scale waits for the next start', async () => {
    const shell = await open();
    await shell.press('j', 'K');
    await shell.type('cpu-etl');
    await shell.press('enter', 'q', 'q', 'q');
    expect(notice(shell)).toContain('the scale of cpu-etl waits for the next start: q again quits');
    expect(shell.left.quit).toBe(0);
    await shell.press('q');
    expect(shell.left.quit).toBe(1);
  });
});

describe('restoring the scale of a cluster that is being recycled', () => {
  const recycling = async (): Promise<OpenShell> => {
    const shell = await open();
    await shell.press('j', 'K');
    await shell.type('cpu-etl');
    await shell.press('enter');
    return shell;
  };

  it('is offered in the footer of its page as long as there is something to restore', async () => {
    const shell = await recycling();
    expect(shell.screen().at(-1)).toContain('U restore the scale');
    expect(shell.screen().at(-1)).not.toContain('Enter go on');
    await until(shell, 'cpu-etl is recycled');
    expect(shell.screen().at(-1)).not.toContain('U restore the scale');
    expect(shell.screen().at(-1)).toContain('Enter go on');
  });

  it('is done from the board, too, with the cursor on that cluster', async () => {
    const shell = await recycling();
    await until(shell, /2 {2}under way/u);
    await shell.press('q');
    expect(shell.text()).toContain('1 COMPUTES 17');
    await shell.press('U');
    expect(shell.text()).toContain('Restore the scale of cpu-etl now');
    expect(shell.screen().at(-1)).toContain('Enter restore the scale');
    await shell.press('enter');
    await shell.run(5000);
    expect(patches(shell).at(-1)?.body).toContain('"maxNodeCount":10');
    await until(shell, /recycling of cpu-etl has/u);
    await shell.press('g', 'j', 'U');
    expect(notice(shell)).toContain('cpu-etl has the scale again that it had before it was recycled');
    await shell.press('k', 'U');
    expect(notice(shell)).toContain('no change of the scale of cpu-batch from here');
  });
});

describe('undoing the last change of a scale', () => {
  /** Gives cpu-batch at most 4 nodes in place of 10. */
  const scaled = async (): Promise<OpenShell> => {
    const shell = await open({ columns: 120, rows: 50 });
    await shell.press('s', 'tab', 'ctrl-u', '4', 'shift-tab', 'shift-tab', 'enter');
    await shell.run(500);
    await shell.press('enter');
    await until(shell, 'cpu-batch is scaled');
    await shell.press('enter');
    await until(shell, /cpu-batch .*\/4 /u);
    return shell;
  };

  it('shows the difference, and sends the old values only after their review', async () => {
    const shell = await scaled();
    await shell.press('U');
    expect(shell.text()).toContain('Undo the last change of the scale of cpu-batch');
    expect(shell.text()).toMatch(/Min nodes +0 +-> +0 +\(the same\)/u);
    expect(shell.text()).toMatch(/Max nodes +4 +-> +10/u);
    expect(patches(shell)).toHaveLength(1);
    await shell.press('enter');
    await shell.run(500);
    expect(shell.text()).toContain('Scale cpu-batch');
    expect(shell.text()).toContain('"maxNodeCount": 10');
    expect(patches(shell)).toHaveLength(1);
    await shell.press('enter');
    await until(shell, 'cpu-batch is scaled');
    expect(patches(shell)).toHaveLength(2);
    expect(patches(shell)[1]?.body).toContain('"maxNodeCount":10');
    await shell.press('enter');
    await until(shell, /cpu-batch .*\/10 /u);
    // What was undone can be done again.
    await shell.press('U');
    expect(shell.text()).toMatch(/Max nodes +10 +-> +4/u);
  });

  it('is off where nothing was changed from here, and where the change was refused', async () => {
    const shell = await open({
      columns: 120,
      rows: 50,
      instead: ({ method }) =>
        method === 'PATCH'
          ? {
              status: 409,
              headers: { 'content-type': 'application/json' },
              body: '{"error":{"code":"Conflict","message":"busy"}}',
            }
          : undefined,
    });
    await shell.press('U');
    expect(notice(shell)).toContain('no change of the scale of cpu-batch from here');
    await shell.press('s', 'tab', 'ctrl-u', '4', 'shift-tab', 'shift-tab', 'enter');
    await shell.run(500);
    await shell.press('enter');
    await shell.settle();
    await shell.press('q', 'U');
    expect(notice(shell)).toContain('no change of the scale of cpu-batch from here');
  });
});

describe('SSH', () => {
  it('to a node shows the exact command, copies it and its form for bastions, and connects by Enter', async () => {
    const shell = await open({ columns: 80, rows: 24, speed: 0 });
    await shell.press('j', 'j', 'j');
    await shell.run(1000);
    await shell.press('2', '/');
    await shell.type('running');
    await shell.press('enter', 'S');
    expect(shell.text()).toMatch(/SSH to tvm-/u);
    const command = /ssh -p 50\d{3} azureuser@[\d.]+/u.exec(shell.text())?.[0] ?? '';
    expect(command).toMatch(/@(?:192\.0\.2|198\.51\.100|203\.0\.113)\.\d+$/u);
    expect(shell.text()).toContain('A machine of the demo: its address belongs to nobody');
    expect(shell.text()).toContain("the agent's keys, or ssh's own default");
    await shell.press('y');
    expect(shell.copied.at(-1)).toBe(command);
    expect(notice(shell)).toContain('the command was sent to the terminal');
    expect(shell.text()).not.toContain('…');
    await shell.press('Y');
    expect(shell.copied.at(-1)).toBe(command.replace('ssh ', 'ssh -J USER@BASTION '));
    await shell.press('enter');
    expect(shell.connected).toEqual([command]);
  });

  it('takes a key file that is typed, and remembers it', async () => {
    const shell = await open({ columns: 80, rows: 24, speed: 0 });
    await shell.press('/');
    await shell.type('ci-mei-gpu');
    await shell.press('enter', 'S', 'f');
    await shell.type('~/.ssh/my keys/id');
    await shell.press('enter');
    expect(shell.text()).toContain('~/.ssh/my keys/id (until this program ends)');
    expect(shell.text()).toMatch(/ssh -p 50000 -i ~\/'\.ssh\/my keys\/id' azureuser@/u);
    await shell.press('f');
    await shell.type('x');
    await shell.press('esc');
    expect(shell.text()).toContain('~/.ssh/my keys/id (until');
    await shell.press('esc', 'S', 'enter');
    expect(shell.connected[0]).toContain("-i ~/'.ssh/my keys/id' azureuser@");
  });

  it('says how it has ended, and is back on the same row', async () => {
    const shell = await open({ columns: 80, rows: 24, speed: 0 });
    await shell.press('/');
    await shell.type('ci-mei-gpu');
    await shell.press('enter', 'S');
    shell.workbench.acts()?.closeSsh({ ok: true, words: 'ssh to ci-mei-gpu ended with exit code 3' });
    await shell.drawn();
    expect(notice(shell)).toContain('ended with exit code 3');
    expect(shell.text()).toMatch(/^›\S {1}ci-mei-gpu /mu);
    await shell.press('S');
    shell.workbench.acts()?.closeSsh({ ok: false, words: 'ssh is not installed here' });
    await shell.drawn();
    expect(shell.text()).toContain('SSH to ci-mei-gpu');
  });

  it('says why not: no public IP, SSH disabled, a node that leaves, no machine at all', async () => {
    const shell = await open({ columns: 120, rows: 40, speed: 0 });
    const tried = async (): Promise<string> => {
      await shell.press('S');
      return notice(shell);
    };
    expect(await tried()).toContain('SSH goes to one of its nodes: 2 goes to them');
    await shell.press('3');
    expect(await tried()).toContain('SSH goes to a node or an instance: 2 goes there');
    await shell.press('1', 'j');
    await shell.run(1000);
    await shell.press('2');
    expect(await tried()).toMatch(/no public IP|without a user to sign in as/u);
    await shell.press('1', '/');
    await shell.type('ci-amara');
    await shell.press('enter');
    expect(await tried()).toContain('SSH is disabled for ci-amara, and cannot be enabled later');
    await shell.press('esc', 'G');
    expect(await tried()).toContain('what is attached is reached where it lives');
    await shell.press('t');
    expect(await tried()).toContain('SSH goes to a node or an instance');
  });
});
