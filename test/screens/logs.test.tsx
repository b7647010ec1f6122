import { describe, expect, test } from 'vitest';
import type { Gateway } from '#azure/gateway.ts';
import { openBoardScreen, type OpenShell, type ShellOptions } from '#test/support/shell.tsx';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A gateway whose jobs all have this log; it can grow, and be closed. */
const logged = (files: Readonly<Record<string, string>>, status = 'Running') => {
  const texts = new Map(Object.entries(files));
  const asked = { runs: 0, reads: 0 };
  const wrap = (gateway: Gateway): Gateway => ({
    ...gateway,
    getRun: (_place, name) => {
      asked.runs += 1;
      return Promise.resolve({
        ok: true,
        value: {
          name,
          displayName: name,
          status: { is: status === 'Running' ? 'Running' : 'Completed', text: status },
          compute: 'gpu-train',
          createdAt: 0,
          type: '',
          user: '',
          logs: [...texts.keys()],
        },
      });
    },
    readLog: (_place, { file, from, tail }) => {
      asked.reads += 1;
      const all = encode(texts.get(file) ?? '');
      const begin = tail === undefined ? from : Math.max(from, all.length - tail);
      return Promise.resolve({
        ok: true,
        value: { from: begin, bytes: all.slice(begin, begin + 500_000), length: all.length },
      });
    },
  });
  return {
    asked,
    wrap,
    add: (file: string, text: string) => texts.set(file, (texts.get(file) ?? '') + text),
  };
};

const std = 'user_logs/std_log.txt';
const numbered = (count: number, from = 0): string =>
  Array.from({ length: count }, (_, at) => `line ${from + at}\n`).join('');

/** The log of the first job of a cluster's queue. */
const openLog = async (options: ShellOptions): Promise<OpenShell> => {
  const shell = await openBoardScreen(options);
  await shell.press('3', 'g', 'L');
  return shell;
};

const linesOf = (shell: OpenShell): readonly string[] => shell.text().split('\n');

/** The rows below the header of the screen's own first line. */
const logRows = (shell: OpenShell): readonly string[] =>
  linesOf(shell)
    .slice(4, -3)
    .map((line) => line.trimEnd());

describe('the log of a job', () => {
  test('of the simulator opens from the queue and follows what is written', async () => {
    const shell = await openBoardScreen({ speed: 1 });
    await shell.press('/');
    await shell.type('ci-mei');
    await shell.press('enter', '4');
    expect(shell.text()).toContain('user_logs/std_log.txt  1 of 2  Running  follow');
    expect(shell.text()).toContain('› jobs › whisper-distill-31 › log');
    const before = shell.text();
    await shell.run(30_000);
    expect(shell.text()).not.toBe(before);
    expect(shell.text()).toContain('follow');
  });

  test('chooses the main log, and Tab goes through the others and round', async () => {
    const { wrap } = logged({ 'system_logs/a.log': 'sys\n', [std]: 'main\n' });
    const shell = await openLog({ wrap });
    expect(shell.text()).toContain(`${std}  1 of 2`);
    expect(logRows(shell)[0]).toBe(' main');
    await shell.press('tab');
    expect(shell.text()).toContain('system_logs/a.log  2 of 2');
    expect(logRows(shell)[0]).toBe(' sys');
    await shell.press('shift-tab');
    expect(logRows(shell)[0]).toBe(' main');
  });

  test('pauses when it is scrolled up, and follows again with f and G', async () => {
    const { wrap, add } = logged({ [std]: numbered(100) });
    const shell = await openLog({ wrap });
    expect(logRows(shell).at(-1)).toBe(' line 99');
    await shell.press('k');
    expect(shell.text()).toContain('paused');
    add(std, numbered(50, 100));
    await shell.run(12_000);
    expect(logRows(shell).at(-1)).toBe(' line 98');
    await shell.press('f');
    expect(shell.text()).toContain('follow');
    expect(logRows(shell)).toContain(' line 149');
    await shell.press('f');
    expect(shell.text()).toContain('paused');
    await shell.press('g');
    expect(logRows(shell)[0]).toBe(' line 0');
    await shell.press('G');
    expect(shell.text()).toContain('follow');
    expect(logRows(shell)).toContain(' line 149');
  });

  test('is searched: hits are counted, n and N go on, and what was followed is held', async () => {
    const text = numbered(40) + 'ERROR one\n' + numbered(40) + 'error two\n' + numbered(3);
    const { wrap } = logged({ [std]: text });
    const shell = await openLog({ wrap });
    await shell.press('n');
    expect(shell.text()).toContain('/ says what to look for');
    await shell.press('/');
    await shell.type('error');
    await shell.press('enter');
    expect(shell.text()).toContain('2 of 2 hits');
    expect(shell.text()).toContain('›error two');
    await shell.press('n');
    expect(shell.text()).toContain('1 of 2 hits');
    expect(shell.text()).toContain('›ERROR one');
    expect(shell.text()).toContain('paused');
    await shell.press('N');
    expect(shell.text()).toContain('›error two');
    await shell.press('/', 'esc');
    expect(shell.text()).toContain('2 of 2 hits');
  });

  test('wraps long lines and shows all of them, or cuts them at the edge', async () => {
    const { wrap } = logged({ [std]: `${'abcdefghij'.repeat(20)}Z\nend\n` });
    const shell = await openLog({ wrap });
    expect(logRows(shell)[0]).toMatch(/\.\.$/u);
    await shell.press('w');
    expect(shell.text()).toContain('wrap');
    expect(
      logRows(shell)
        .slice(0, 4)
        .map((row) => row.slice(1))
        .join(''),
    ).toBe(`${'abcdefghij'.repeat(20)}Zend`);
    await shell.press('w');
    expect(logRows(shell)[1]).toBe(' end');
  });

  test('leaves out the times that lines begin with, and says when there are none', async () => {
    const { wrap } = logged({ [std]: '2026-11-21 16:30:54,123 INFO begun\nplain\n' });
    const shell = await openLog({ wrap });
    await shell.press('t');
    expect(logRows(shell).slice(0, 2)).toEqual([' INFO begun', ' plain']);
    await shell.press('t');
    expect(logRows(shell)[0]).toContain('2026-11-21 16:30:54,123 INFO begun');
    const bare = await openLog({ wrap: logged({ [std]: 'plain\n' }).wrap });
    await bare.press('t');
    expect(bare.text()).toContain('no line here begins with a time');
  });

  test('is saved as it is shown, and a file that is there is asked about', async () => {
    const { wrap } = logged({ [std]: '\u001b[31mred\u001b[0m\r\nbar 1%\rbar 100%\nlast' });
    const shell = await openLog({ wrap });
    await shell.press('s');
    expect(shell.text()).toContain('the lines of the log');
    await shell.press('enter');
    const [path, saved] = [...shell.files][0] ?? [];
    expect(path).toMatch(/^\.\/[\w-]+-user_logs-std_log\.txt$/u);
    expect(saved).toBe('red\nbar 100%\nlast\n');
    await shell.press('s', 'enter');
    expect(shell.text()).toContain('There is such a file already.');
  });

  test('cannot drive the terminal, whatever it holds', async () => {
    const hostile = `\u001b[2J\u001b]52;c;b3duZWQ=\u0007\u001b[?1049l${'漢'.repeat(50_000)}\n\u0007\u009b31mx\u202ey\n${'z'.repeat(100_000)}\nend\n`;
    for (const wrapped of [false, true]) {
      const { wrap } = logged({ [std]: hostile });
      const shell = await openLog({ wrap, colour: false });
      if (wrapped) await shell.press('w', 'g');
      expect(shell.text()).not.toMatch(/[\u0007\u009b\u202e]|\]52/u);
      for (const line of linesOf(shell)) expect(line.length).toBeLessThanOrEqual(80);
    }
  });

  test('that does not end is held to its newest lines, and says so', async () => {
    const { wrap } = logged({ [std]: numbered(60_000) });
    const shell = await openLog({ wrap });
    expect(shell.text()).toContain('older lines dropped');
    expect(logRows(shell).at(-1)).toBe(' line 59999');
    await shell.press('g');
    expect(logRows(shell)[0]).not.toBe(' line 0');
  });
});

test('the lines of one log never stand under the name of another', async () => {
  const { wrap } = logged({ [std]: 'first file\n', 'user_logs/z.txt': 'second file\n' });
  const shell = await openLog({ wrap });
  const seen: string[] = [];
  const end = shell.workbench.store.subscribe(() => {
    seen.push(shell.text());
  });
  await shell.press('tab');
  end();
  expect(logRows(shell)[0]).toBe(' second file');
  for (const screen of [...seen, shell.text()]) expect(screen).not.toMatch(/z\.txt[^]*first file/u);
});

describe('asking', () => {
  test('is done only while the log is open', async () => {
    const { wrap, asked } = logged({ [std]: numbered(10) });
    const shell = await openLog({ wrap });
    await shell.run(60_000);
    const { reads, runs } = asked;
    expect(reads).toBeGreaterThan(4);
    // Under twenty requests a minute.
    expect(reads + runs).toBeLessThan(20);
    await shell.press('q');
    const left = asked.reads;
    await shell.run(120_000);
    expect(asked.reads).toBe(left);
  });

  test('ends with the job, once its log was read to the end', async () => {
    const { wrap, asked } = logged({ [std]: numbered(10) }, 'Completed');
    const shell = await openLog({ wrap });
    await shell.run(60_000);
    expect(shell.text()).toContain('ended');
    const { reads } = asked;
    await shell.run(600_000);
    expect(asked.reads).toBe(reads);
    expect(reads).toBeLessThanOrEqual(3);
  });

  test('stops while it is paused by p', async () => {
    const { wrap, asked } = logged({ [std]: numbered(10) });
    const shell = await openLog({ wrap });
    await shell.press('p');
    const { reads } = asked;
    await shell.run(60_000);
    expect(asked.reads).toBe(reads);
  });

  test('a still log that is followed draws nothing but the clock', async () => {
    const { wrap } = logged({ [std]: numbered(100) });
    const shell = await openLog({ wrap });
    await shell.run(5000);
    const before = logRows(shell);
    await shell.run(60_000);
    expect(logRows(shell)).toEqual(before);
  });
});

describe('when it cannot be read', () => {
  test('behind a private link one line says so with the studio’s address, and everything else works on', async () => {
    const shell = await openBoardScreen();
    shell.simulator.faults.arm([{ kind: 'private-link' }]);
    await shell.press('3', 'g', 'L');
    expect(shell.text()).toContain('The run history of the workspace does not answer from here');
    expect(shell.text().replaceAll(/\s+/gu, '')).toContain('https://ml.azure.com/runs/');
    await shell.press('q');
    await shell.run(20_000);
    expect(linesOf(shell)[0]).toContain('ok');
    expect(shell.text()).toContain('QUEUE');
    // It is found again by itself.
    await shell.press('L');
    shell.simulator.faults.clear();
    await shell.run(60_000);
    expect(shell.text()).not.toContain('does not answer');
    expect(shell.text()).toContain('user_logs/');
  });

  test('the permission that is missing is named, and it is not asked again by itself', async () => {
    const shell = await openBoardScreen();
    shell.simulator.faults.arm([{ kind: '403', path: '/history/*' }]);
    await shell.press('3', 'g', 'L');
    expect(shell.text()).toContain('You may not read runs here');
    expect(shell.text().replaceAll(/\s+/gu, ' ')).toContain('workspaces/experiments/runs/read');
    const ofRuns = (): number => shell.requests.filter(({ url }) => url.includes('/history/')).length;
    const asked = ofRuns();
    expect(asked).toBeGreaterThan(0);
    await shell.run(60_000);
    expect(ofRuns()).toBe(asked);
  });

  test('a storage that is closed is told apart from run history, and no signature is on the screen', async () => {
    const shell = await openBoardScreen();
    shell.simulator.faults.arm([{ kind: '403', path: '/azureml/*' }]);
    await shell.press('3', 'g', 'L');
    expect(shell.text()).toContain('The storage of the log files lets nobody in from here');
    expect(shell.text()).not.toMatch(/sig=/u);
    expect(JSON.stringify(shell.workbench.store.getState())).not.toMatch(/sig=/u);
  });

  test('the calls to Azure open over a log, and lead back to it', async () => {
    const { wrap } = logged({ [std]: 'main\n' });
    const shell = await openLog({ wrap });
    await shell.press('@');
    expect(shell.screen()[0]).toMatch(/› calls/u);
    await shell.press('q');
    expect(logRows(shell)[0]).toBe(' main');
  });

  test('a read-only session may read logs', async () => {
    const { wrap } = logged({ [std]: 'main\n' });
    const shell = await openLog({ wrap, readOnly: true });
    expect(logRows(shell)[0]).toBe(' main');
  });
});
