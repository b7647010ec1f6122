import { describe, expect, it } from 'vitest';
import type { PlainResponse } from '#azure/arm/transport.ts';
import { openBoardScreen, type OpenShell } from '#test/support/shell.tsx';

const notice = (shell: OpenShell): string => shell.screen().at(-2) ?? '';
const isReadOnly = ({ workbench }: OpenShell): boolean => workbench.store.getState().about.readOnly;

const slowDown: PlainResponse = {
  status: 429,
  headers: { 'content-type': 'application/json', 'retry-after': '17' },
  body: '{"error":{"code":"TooManyRequests","message":"slow down"}}',
};

/** The nodes of cpu-etl are being recycled. */
const recycling = async (): Promise<OpenShell> => {
  const shell = await openBoardScreen({ speed: 60 });
  await shell.press('j', 'K');
  await shell.type('cpu-etl');
  await shell.press('enter');
  return shell;
};

describe('making the session read-only', () => {
  it('asks first, says that only a restart ends it, and says when it is done', async () => {
    const shell = await openBoardScreen({ columns: 80, rows: 24 });
    await shell.press('R');
    expect(shell.text()).toContain('Make this session read-only?');
    expect(shell.text()).toContain('only a restart of the program ends it');
    expect(shell.screen().at(-1)).toContain('Enter make it read-only  Esc cancel');
    await shell.press('esc');
    expect(isReadOnly(shell)).toBe(false);
    await shell.press('R', 'enter');
    expect(isReadOnly(shell)).toBe(true);
    expect(notice(shell)).toContain('this session is read-only now: only a restart ends that');
    await shell.press('R');
    expect(notice(shell)).toContain('it is read-only already');
  });

  it('is refused while the scale of a recycled cluster must still be restored, on every screen', async () => {
    const shell = await recycling();
    await shell.press('R');
    expect(notice(shell)).toContain(
      'the scale of cpu-etl must still be restored: wait, or U on it does it now',
    );
    await shell.press('q', 'R');
    expect(notice(shell)).toContain('the scale of cpu-etl must still be restored');
    expect(isReadOnly(shell)).toBe(false);
  });

  it('is refused by the answer, too, when a recycling is under way by then', async () => {
    const shell = await openBoardScreen({ speed: 60 });
    await shell.press('j');
    const { acts, commands } = shell.workbench;
    acts()?.openRecycle();
    await shell.type('cpu-etl');
    acts()?.confirmRecycle();
    commands.openReadOnly();
    await shell.press('enter');
    expect(notice(shell)).toContain('the scale of cpu-etl must still be restored');
    expect(isReadOnly(shell)).toBe(false);
  });

  it('is the brake of a plan that is being sent, after its question', async () => {
    const shell = await openBoardScreen({
      columns: 120,
      rows: 50,
      instead: ({ url }) => (url.includes('/ci-amara/stop') ? slowDown : undefined),
    });
    await shell.press('j', 'j', 'j', 'j', 'v', 'j', 'j', 'v', 's');
    await shell.type('2');
    await shell.press('enter');
    expect(shell.text()).toContain('R sends no more');
    await shell.press('R');
    expect(isReadOnly(shell)).toBe(false);
    await shell.press('j', 'enter');
    expect(isReadOnly(shell)).toBe(true);
    await shell.run(30_000);
    expect(shell.text()).toMatch(/ci-mei-gpu +skipped +not sent: this session or workspace is read-only/u);
  });

  it('makes the page of a recycling promise nothing that is not sent any more', async () => {
    const shell = await recycling();
    expect(shell.text()).toContain('U restores the scale now');
    shell.workbench.commands.setReadOnly();
    await shell.run(1000);
    expect(shell.text()).not.toContain('U restores the scale now');
    expect(shell.text()).toContain('The scale cannot be restored: this session is read-only.');
    await shell.press('enter');
    expect(notice(shell)).not.toContain('U restores');
  });
});
