import { describe, expect, it } from 'vitest';
import { scaleBody, type Scale } from '#azure/targets/scale-body.ts';
import { dateTime } from '#screens/words.ts';
import { openBoardScreen, type OpenShell } from '#test/support/shell.tsx';

/** The board at cpu-batch: 0 to 10 nodes, 180 s of idle time. */
const open = async (options: Parameters<typeof openBoardScreen>[0] = {}): Promise<OpenShell> => {
  const shell = await openBoardScreen({ columns: 120, rows: 50, speed: 30, ...options });
  await shell.press('1', 'g');
  for (let step = 0; step < 20 && !/^[ │]*›\W*cpu-batch /mu.test(shell.text()); step += 1)
    await shell.press('j');
  expect(shell.text()).toMatch(/^[ │]*›\W*cpu-batch /mu);
  return shell;
};

/** Somebody else gives the cluster a scale. */
const scaleElsewhere = async (shell: OpenShell, scale: Scale): Promise<void> => {
  const { signal } = new AbortController();
  const answer = await shell.gateway.patchCompute(shell.place, 'cpu-batch', scaleBody(scale), signal);
  expect(answer.ok).toBe(true);
};

/** The same, and the board learns of it. */
const scaledElsewhere = async (shell: OpenShell, scale: Scale): Promise<void> => {
  await scaleElsewhere(shell, scale);
  await shell.run(60_000);
};

const row = (shell: OpenShell, label: string): string =>
  shell.screen().find((line) => new RegExp(`^ [› ]${label} `, 'u').test(line)) ?? '';

const patches = (shell: OpenShell): readonly (string | undefined)[] =>
  shell.requests.filter(({ method }) => method === 'PATCH').map(({ body }) => body);

/** From the first field to the review. */
const review = async (shell: OpenShell): Promise<void> => {
  for (let tabs = 0; tabs < 5 && !shell.text().includes('›[ Review ]'); tabs += 1) await shell.press('tab');
  await shell.press('enter');
  await shell.run(1000);
  expect(shell.text()).toContain('REST');
};

describe('a scale form that is open while somebody else changes the scale', () => {
  it('keeps their value in a field that was not typed into: it is shown, and sent', async () => {
    const shell = await open();
    await shell.press('s');
    expect(row(shell, 'Max nodes')).toContain('[ 10 ');
    // Gone through is not typed into.
    await shell.press('tab', 'tab', 'ctrl-u');
    await shell.type('300s');
    await scaledElsewhere(shell, { min: 0, max: 8, idleSeconds: 180 });
    expect(row(shell, 'Max nodes')).toContain('[ 8 ');
    expect(row(shell, 'Max nodes')).not.toContain('now');
    expect(row(shell, 'Idle time')).toContain('now 180s');
    await review(shell);
    expect(shell.text()).not.toContain('when this was opened');
    expect(shell.text()).not.toMatch(/Max nodes .*->/u);
    expect(shell.text()).toMatch(/Idle time +180s +-> +300s/u);
    await shell.press('enter');
    await shell.run(1000);
    expect(patches(shell).at(-1)).toContain('"maxNodeCount":8,');
    expect(patches(shell).at(-1)).toContain('PT300S');
  });

  it.each([
    [120, 50],
    [80, 24],
  ])('warns at %ix%i where a typed value would undo theirs, and lets it be sent', async (columns, rows) => {
    const shell = await open({ columns, rows });
    await shell.press('s', 'tab', 'ctrl-u');
    await shell.type('6');
    await shell.run(1000);
    expect(row(shell, 'Max nodes')).toContain('now 10');
    expect(shell.text()).not.toContain('when this was opened');
    await scaledElsewhere(shell, { min: 0, max: 8, idleSeconds: 180 });
    const warning = 'max nodes was 10 when this was opened, is 8 now';
    expect(row(shell, 'Max nodes')).toMatch(/\[ 6 .*now 8/u);
    expect(shell.text()).toContain(warning);
    expect(shell.text()).toMatch(/CHECKS BEFORE ANY WRITE: 1 warn/u);
    await review(shell);
    expect(shell.text()).toContain(warning);
    expect(shell.text()).toMatch(/Max nodes +8 +-> +6/u);
    await shell.press('enter');
    await shell.run(1000);
    expect(patches(shell).at(-1)).toContain('"maxNodeCount":6,');
  });

  it('is looked at once more before it is sent: a change that the board has not seen yet is not taken back', async () => {
    const shell = await open({ columns: 80, rows: 24 });
    await shell.press('s', 'tab', 'tab', 'ctrl-u');
    await shell.type('300s');
    await review(shell);
    await scaleElsewhere(shell, { min: 0, max: 8, idleSeconds: 180 });
    await shell.press('enter');
    await shell.run(500);
    expect(patches(shell)).toHaveLength(1);
    expect(shell.text()).toContain('Somebody else has changed its scale meanwhile.');
    expect(shell.text().replaceAll(/\s+/gu, ' ')).toContain('min 0, max 8 meanwhile; nothing was sent');
  });

  it('has nothing to warn of when they chose what was typed', async () => {
    const shell = await open();
    await shell.press('s', 'tab', 'ctrl-u');
    await shell.type('8');
    await scaledElsewhere(shell, { min: 0, max: 8, idleSeconds: 180 });
    expect(row(shell, 'Max nodes')).not.toContain('now');
    expect(shell.text()).not.toContain('when this was opened');
  });
});

describe('a scale form that was filled before', () => {
  const unknown = (): Promise<OpenShell> =>
    open({
      columns: 80,
      rows: 24,
      instead: ({ method }) =>
        method === 'PATCH' ? { status: 503, headers: {}, body: '{"error":{"code":"Busy"}}' } : undefined,
    });

  it('is told as a draft after an outcome that is not known, with what the cluster has and the first field to begin with', async () => {
    const shell = await unknown();
    await shell.press('s', 'ctrl-u');
    await shell.type('7');
    await shell.press('tab', 'ctrl-u');
    await shell.type('8');
    expect(shell.text()).not.toContain('Draft of');
    await review(shell);
    const lines = shell.screen();
    const title = lines.findIndex((line) => line.includes('Scale cpu-batch'));
    expect(lines[title + 1]).toMatch(/Min nodes +0 +-> +7/u);
    expect(lines[title + 2]).toMatch(/Max nodes +10 +-> +8/u);
    await shell.press('enter');
    // For a minute it is looked for.
    await shell.run(65_000);
    expect(shell.text()).toContain('is not known');
    await shell.press('q');
    const { forms } = shell.workbench.store.getState();
    const [at] = Object.values(forms).map((form) => form.typedAt);
    await shell.run(600_000);
    await shell.press('s');
    expect(shell.text()).toContain(`Draft of ${dateTime(at)}`);
    expect(row(shell, 'Min nodes')).toMatch(/^ ›.*\[ 7 .*now 0/u);
    expect(row(shell, 'Max nodes')).toMatch(/\[ 8 .*now 10/u);
    // Two Enter by habit send nothing.
    const before = patches(shell).length;
    await shell.press('enter', 'enter');
    expect(patches(shell)).toHaveLength(before);
  });

  it('begins anew where nothing was typed, or where the service has what was typed', async () => {
    const shell = await open();
    await shell.press('s', 'tab', 'tab', 'tab', 'esc');
    await scaledElsewhere(shell, { min: 0, max: 8, idleSeconds: 180 });
    await shell.press('s');
    expect(shell.text()).not.toContain('Draft of');
    expect(row(shell, 'Min nodes')).toContain('›');
    expect(row(shell, 'Max nodes')).toContain('[ 8 ');
    await shell.press('tab', 'ctrl-u');
    await shell.type('6');
    await shell.press('esc');
    await scaledElsewhere(shell, { min: 0, max: 6, idleSeconds: 180 });
    await shell.press('s');
    expect(shell.text()).not.toContain('Draft of');
    expect(shell.text()).not.toContain('now ');
  });
});
