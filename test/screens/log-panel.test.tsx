import { expect, test } from 'vitest';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { LogPanel } from '#screens/board/LogPanel.tsx';
import { KitProvider, type Kit } from '#screens/context.ts';
import { unicodeGlyphs } from '#screens/glyphs.ts';
import { createPaint } from '#screens/theme.ts';
import { idKey } from '#azure/place.ts';
import { mount } from '#test/support/mount.tsx';
import { openBoard, openWorkbench } from '#test/support/workbench.ts';

const nothing = (): void => undefined;

/** The panel over a live board, by itself; it can be taken off the screen. */
const openPanel = async () => {
  const open = openWorkbench({ speed: 1 });
  await openBoard(open);
  const { workbench } = open;
  const kit: Kit = {
    workbench,
    paint: createPaint(0),
    glyphs: unicodeGlyphs,
    ascii: false,
    quitRequestedAt: {},
    leaveRequestedAt: {},
    quit: nothing,
    suspend: nothing,
    ssh: nothing,
    edit: nothing,
    redact: () => undefined,
    redraw: nothing,
    reopen: nothing,
    copy: nothing,
    showPlain: nothing,
    save: nothing,
  };
  // A store of its own says whether it is shown: a screen is put on and taken off from outside, too.
  const stage = createStore(() => true);
  const Stage = () => (useStore(stage) ? <LogPanel columns={70} rows={8} /> : null);
  const computes = workbench.store.getState().board?.computes.data ?? [];
  const busy = computes.find(({ name }) => name === 'ci-mei-gpu');
  workbench.commands.select('computes', idKey(busy?.id ?? ''));
  workbench.commands.select('queue', workbench.jobs.queueOf('ci-mei-gpu')[0]?.name ?? '');
  const mounted = await mount(
    <KitProvider value={kit}>
      <Stage />
    </KitProvider>,
    { columns: 70, rows: 8 },
  );
  const run = async (ms: number): Promise<void> => {
    await open.run(ms);
    await mounted.drawn();
  };
  const reads = (): number => open.requests.filter(({ url }) => url.includes('/azureml/')).length;
  return { ...open, ...mounted, run, reads, hide: () => stage.setState(() => false, true) };
};

test('shows the newest lines of the job under the queue’s cursor, and follows them', async () => {
  const panel = await openPanel();
  await panel.run(2000);
  expect(panel.text()).toContain('4 LOG whisper-distill-31  user_logs/std_log.txt  follow');
  const before = panel.text();
  await panel.run(40_000);
  expect(panel.text()).not.toBe(before);
});

test('is asked for only where the cursor rests, and only while it is on the screen', async () => {
  const panel = await openPanel();
  await panel.run(20_000);
  const before = panel.reads();
  expect(before).toBeGreaterThan(1);
  panel.hide();
  await panel.run(60_000);
  expect(panel.reads()).toBe(before);
});

test('says in one line that the log cannot be reached', async () => {
  const panel = await openPanel();
  panel.simulator.faults.arm([{ kind: 'private-link' }]);
  await panel.run(20_000);
  expect(panel.text()).toContain('4 LOG whisper-distill-31');
  expect(panel.text()).toMatch(/does not answer from here/u);
});
