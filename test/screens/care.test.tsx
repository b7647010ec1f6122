import { describe, expect, it } from 'vitest';
import { confirmationText, readOnlyReason } from '#state/care.ts';
import { openBoardScreen, type OpenShell } from '#test/support/shell.tsx';

const protectedBoard = (): Promise<OpenShell> =>
  openBoardScreen({
    columns: 100,
    rows: 30,
    configured: { protectedWorkspace: ({ workspace }) => workspace === 'mlw-demo' },
  });

const deletions = (shell: OpenShell): number =>
  shell.requests.filter(({ method }) => method === 'DELETE').length;

describe('a protected workspace', () => {
  it('is marked on every screen of it, and another is not', async () => {
    const shell = await protectedBoard();
    expect(shell.screen()[0]).toContain('PROTECTED');
    await shell.press('enter');
    expect(shell.screen()[0]).toContain('PROTECTED');
    const other = await openBoardScreen({ configured: { protectedWorkspace: () => false } });
    expect(other.screen()[0]).not.toContain('PROTECTED');
  });

  it('lets go of a compute only when the name of the workspace has been typed before its own', async () => {
    const shell = await protectedBoard();
    await shell.press('D');
    expect(shell.text()).toContain('PROTECTED workspace: type mlw-demo/cpu-batch to confirm.');
    await shell.type('cpu-batch');
    await shell.press('enter');
    expect(shell.text()).toContain('type mlw-demo/cpu-batch to confirm');
    expect(deletions(shell)).toBe(0);
    shell.workbench.commands.confirmRemove();
    await shell.settle();
    expect(deletions(shell)).toBe(0);
    await shell.press('ctrl-u');
    await shell.type('mlw-demo/cpu-batch');
    await shell.press('enter');
    expect(deletions(shell)).toBe(1);
  });
});

describe('a workspace that the configuration file names read-only', () => {
  it('is marked RO, says why nothing can be done, and sends nothing', async () => {
    const shell = await openBoardScreen({
      columns: 100,
      rows: 30,
      configured: { readOnlyWorkspace: () => true },
    });
    expect(shell.screen()[0]).toContain('RO');
    await shell.press('D');
    expect(shell.text()).toContain('this workspace is read-only by the configuration file');
    shell.workbench.commands.openRemove();
    await shell.type('cpu-batch');
    expect(shell.text()).toContain(
      'Nothing can be sent: this workspace is read-only by the configuration file.',
    );
    shell.workbench.commands.confirmRemove();
    await shell.settle();
    expect(deletions(shell)).toBe(0);
  });

  it('leaves the other workspaces as they are', async () => {
    const shell = await openBoardScreen({
      configured: { readOnlyWorkspace: ({ workspace }) => workspace === 'x' },
    });
    expect(shell.screen()[0]).toContain('RW');
    expect(readOnlyReason(shell.workbench.store.getState())).toBeUndefined();
  });
});

it('the session’s own reason comes before the workspace’s', async () => {
  const shell = await openBoardScreen({ readOnly: true, configured: { readOnlyWorkspace: () => true } });
  const state = shell.workbench.store.getState();
  expect(readOnlyReason(state)).toBe('this session is read-only');
  expect(confirmationText(state, 'c1')).toBe('c1');
});
