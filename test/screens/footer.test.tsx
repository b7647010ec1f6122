import { describe, expect, it } from 'vitest';
import { openBoardScreen, type OpenShell } from '#test/support/shell.tsx';

const hints = (shell: OpenShell): string => shell.screen().at(-1) ?? '';
const notice = (shell: OpenShell): string => shell.screen().at(-2) ?? '';
const open = (): Promise<OpenShell> => openBoardScreen({ columns: 160, rows: 30 });

describe('the footer offers', () => {
  it('what is done to jobs on the card of a job, and not on those of computes and nodes', async () => {
    const shell = await open();
    await shell.press('i');
    expect(shell.text()).toContain('cpu-batch is of type');
    expect(hints(shell)).not.toContain('X cancel job');
    expect(hints(shell)).not.toContain('L log');
    await shell.press('L');
    expect(notice(shell)).toContain('only a job has a log');
    await shell.press('q', 'G', 'i');
    expect(hints(shell)).not.toContain('X cancel job');
    expect(hints(shell)).not.toContain('L log');
    await shell.press('q', 'g', 'j', '2');
    await shell.run(1000);
    await shell.press('i');
    expect(shell.text()).toContain('is a node of cpu-etl');
    expect(hints(shell)).not.toContain('X cancel job');
    expect(hints(shell)).not.toContain('L log');
    await shell.press('q', '3', 'i');
    expect(shell.text()).toContain('Its status is Running');
    expect(hints(shell)).toContain('X cancel job');
    expect(hints(shell)).toContain('L log');
  });

  it('no cancelling of a job that has ended', async () => {
    const shell = await open();
    await shell.press('j', '3');
    expect(hints(shell)).toContain('X cancel job');
    await shell.press('G');
    expect(hints(shell)).not.toContain('X cancel job');
    expect(hints(shell)).toContain('L log');
  });

  it('no page of a limit or of a call, and not the screen that is open', async () => {
    const shell = await open();
    await shell.press('5');
    expect(shell.text()).toContain('all low-priority vCPUs');
    expect(hints(shell)).toContain('/ filter');
    expect(hints(shell)).not.toContain('Enter open');
    expect(hints(shell)).not.toContain('5 quota');
    expect(hints(shell)).toContain('$ cost');
    await shell.press('q', '@');
    expect(hints(shell)).toContain('/ filter');
    expect(hints(shell)).not.toContain('Enter open');
    await shell.press('enter');
    expect(notice(shell)).toContain('a call has no page');
  });
});
