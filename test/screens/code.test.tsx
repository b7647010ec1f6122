import { describe, expect, it } from 'vitest';
import { plain } from '#azure/plain.ts';
import { loadCodePrinter } from '#state/code-printer.ts';
import { shownCode } from '#state/code-view.ts';
import { wrapCode, wrapMark } from '#screens/code-lines.ts';
import { cellWidth } from '#screens/cells.ts';
import { anyText } from '#test/support/any-text.ts';
import { openBoardScreen, type OpenShell } from '#test/support/shell.tsx';
import * as fc from 'fast-check';

// What is tested is the program once the printer is there: it is fetched when code is first asked for.
await loadCodePrinter();

/** On the review of a new cluster of that name. */
const onReview = async (name = 'train', columns = 80, rows = 24): Promise<OpenShell> => {
  const shell = await openBoardScreen({ columns, rows });
  await shell.press('c', 'enter');
  await shell.type(name);
  await shell.press('shift-tab', 'enter');
  await shell.run(1000);
  return shell;
};

/** On the code of a compute of the board. */
const onCode = async (name: string, columns = 80, rows = 24): Promise<OpenShell> => {
  const shell = await openBoardScreen({ columns, rows });
  const { store, commands } = shell.workbench;
  const id = store.getState().board?.computes.data?.find((each) => each.name === name)?.id ?? '';
  commands.select('computes', id.toLowerCase());
  await shell.press('E');
  return shell;
};

const textOf = (shell: OpenShell): string => {
  const code = shownCode(shell.workbench.store.getState());
  return code?.is === 'code' ? code.text : '';
};

describe('the review', () => {
  it('is one tab of several: the same action as code in each language, and back', async () => {
    const shell = await onReview();
    expect(shell.text()).toContain('[Review]');
    for (const words of [
      'curl --fail-with-body',
      'cat > ./train.yml',
      'from azure.ai.ml import MLClient',
      'az ml computetarget create amlcompute',
      'from azureml.core import Workspace',
    ]) {
      await shell.press('tab');
      expect(shell.text()).toContain(words);
      expect(shell.text()).toContain('[ Send ]');
    }
    await shell.press('right');
    expect(shell.text()).toContain('REST');
    await shell.press('shift-tab');
    expect(shell.text()).toContain('from azureml.core import Workspace');
    await shell.press('left');
    expect(shell.text()).toContain('az ml computetarget create');
  });

  it('shows a change as what changes, too', async () => {
    const shell = await openBoardScreen();
    await shell.press('s', 'shift-tab', 'enter');
    await shell.run(1000);
    expect(shell.text()).toContain('[Review]');
    await shell.press('tab');
    expect(shell.text()).toContain('--request PATCH');
    await shell.press('tab');
    expect(shell.text()).toContain('az ml compute update');
    await shell.press('w');
    expect(shell.text()).toContain('./cpu-batch-scale-cli-v2.sh');
  });

  it('says in one line where a language does not know the type, and copies nothing then', async () => {
    const shell = await openBoardScreen();
    shell.workbench.commands.openForm('DataFactory');
    await shell.settle();
    shell.workbench.commands.setLine('name', { text: 'adf', cursor: 3 });
    for (let tabs = 0; tabs < 20 && !shell.text().includes('›[ Review ]'); tabs += 1)
      await shell.press('tab');
    await shell.press('enter');
    await shell.run(1000);
    await shell.press('tab', 'tab');
    expect(shell.text()).toContain('az ml v2 does not know DataFactory');
    await shell.press('y');
    expect(shell.copied).toEqual([]);
    expect(shell.screen().at(-2)).toContain('does not know DataFactory');
  });

  it('asks for the code first where there is none to copy', async () => {
    const shell = await onReview();
    await shell.press('y', 'v', 'w');
    expect(shell.screen().at(-2)).toContain('Tab shows the code first');
    expect([shell.copied, shell.shownPlain]).toEqual([[], []]);
    expect(shell.text()).not.toContain('Path:');
  });

  it('still sends on Enter, whichever tab is shown', async () => {
    const shell = await onReview();
    await shell.press('tab', 'enter');
    await shell.settle();
    expect(shell.requests.filter(({ method }) => method === 'PUT')).toHaveLength(1);
    expect(shell.text()).toContain('Creating train');
  });

  it('never shows, copies or writes a secret: the environment has it', async () => {
    const shell = await openBoardScreen({ columns: 120, rows: 60 });
    await shell.press('c', 'enter');
    await shell.type('train');
    const { commands } = shell.workbench;
    const line = (text: string) => ({ text, cursor: text.length });
    commands.setLine('ssh', line('password'));
    commands.setLine('password', line('Correct horse 1'));
    await shell.press('shift-tab', 'enter');
    await shell.run(1000);
    for (let tab = 0; tab < 5; tab += 1) {
      await shell.press('tab', 'y');
      expect(shell.text()).toContain('SSH_PASSWORD');
      expect(shell.text()).not.toContain('Correct horse');
    }
    expect(shell.copied).toHaveLength(5);
    expect(shell.copied.join('\n')).not.toContain('Correct horse');
  });
});

describe('the code of a compute', () => {
  it('is one key away from its row: what makes it again, and what acts on it', async () => {
    const shell = await onCode('gpu-train');
    expect(shell.screen()[0]).toContain('gpu-train › code');
    expect(shell.text()).toContain('[create again] scale  identity  delete');
    expect(shell.text()).toContain('--request PUT');
    await shell.press('n');
    expect(shell.text()).toContain('"maxNodeCount": 10');
    await shell.press('tab', 'n', 'n');
    expect(shell.text()).toContain('az ml compute delete');
    await shell.press('N');
    expect(shell.text()).toContain('az ml compute update');
    await shell.press('q');
    expect(shell.text()).toContain('1 COMPUTES');
  });

  it.each([
    ['ci-amara', '[create again] start  stop  restart  delete'],
    ['dsvm-legacy', '[attach again] detach'],
  ] as const)('offers for %s what can be done with it', async (name, words) => {
    const shell = await onCode(name);
    expect(shell.screen()[0]).toContain(`${name} › code`);
    expect(shell.text()).toContain(words);
  });

  it('opens from the page of the compute, and from the menu of its row', async () => {
    const shell = await openBoardScreen();
    await shell.press('enter', 'E');
    expect(shell.text()).toContain('create again');
    await shell.press('q', 'q', 'a');
    expect(shell.text()).toMatch(/E +as code/u);
  });

  it('reads the whole compute once, and changes nothing', async () => {
    const shell = await onCode('gpu-train');
    const asked = shell.requests.filter(({ url }) => url.includes('/computes/gpu-train?'));
    expect(asked.map(({ method }) => method)).toEqual(['GET']);
  });

  it('still shows what acts on it when the service does not tell how it was made', async () => {
    const shell = await openBoardScreen({
      wrap: (gateway) => ({
        ...gateway,
        readCompute: () =>
          Promise.resolve({
            ok: false,
            problem: {
              kind: 'forbidden',
              error: { code: 'AuthorizationFailed', message: 'no', details: [] },
            },
          }),
      }),
    });
    await shell.press('E');
    expect(shell.text()).toContain('What would make it again cannot be told');
    expect(shell.text()).toContain('[scale] identity  delete');
  });

  it.each([
    [80, 24],
    [120, 40],
  ])(
    'is readable at %i x %i: long lines are wrapped for reading, and copied whole',
    async (columns, rows) => {
      const shell = await onCode('gpu-train', columns, rows);
      for (const line of shell.screen()) expect(cellWidth(line)).toBeLessThan(columns);
      expect(shell.screen().some((line) => line.startsWith(` ${wrapMark}`))).toBe(true);
      await shell.press('y');
      expect(shell.screen().at(-2)).toContain('the code was sent to the terminal');
      expect(shell.copied).toEqual([textOf(shell)]);
      expect(shell.copied[0]).toContain("--url 'https://management.azure.com/subscriptions/");
      expect(shell.copied[0]).not.toContain(wrapMark);
      // Everything is on the page, as far as it is scrolled.
      let seen = shell.text();
      while (shell.text().includes('more lines below')) {
        await shell.press('pagedown');
        seen += shell.text();
      }
      expect(seen).toContain('api-version=2022-10-01');
    },
  );

  it('is shown plain for the mouse, unwrapped and without anything that drives a terminal', async () => {
    const shell = await onCode('gpu-train');
    await shell.press('v');
    expect(shell.shownPlain).toEqual([
      textOf(shell)
        .split('\n')
        .map((line) => plain(line))
        .join('\n'),
    ]);
  });
});

describe('writing the code to a file', () => {
  it('proposes a path in this folder, and writes what is copied', async () => {
    const shell = await onCode('gpu-train');
    await shell.press('tab', 'w');
    expect(shell.text()).toContain('./gpu-train-create-again-cli-v2.sh');
    await shell.press('enter');
    expect([...shell.files]).toEqual([['./gpu-train-create-again-cli-v2.sh', textOf(shell)]]);
    expect(shell.screen().at(-2)).toContain('written to ./gpu-train-create-again-cli-v2.sh');
    expect(shell.text()).not.toContain('Path:');
  });

  it('asks before it overwrites, and asks again for another path', async () => {
    const shell = await onCode('gpu-train');
    shell.files.set('mine.sh', 'precious').set('other.sh', 'precious too');
    await shell.press('w', 'ctrl-u');
    await shell.type('mine.sh');
    await shell.press('enter');
    expect(shell.text()).toContain('There is such a file already.');
    expect(shell.files.get('mine.sh')).toBe('precious');
    await shell.press('ctrl-u');
    await shell.type('other.sh');
    expect(shell.text()).not.toContain('Overwrite it');
    await shell.press('enter');
    expect(shell.files.get('other.sh')).toBe('precious too');
    await shell.press('enter');
    expect(shell.files.get('other.sh')).toBe(textOf(shell));
    expect(shell.files.get('mine.sh')).toBe('precious');
  });

  it('writes nothing after Esc, and needs a path', async () => {
    const shell = await onCode('gpu-train');
    await shell.press('w', 'ctrl-u', 'enter');
    expect(shell.screen().at(-2)).toContain('a path is needed');
    await shell.press('esc');
    expect(shell.files.size).toBe(0);
    expect(shell.text()).toContain('curl');
  });
});

describe('a wrapped line', () => {
  it('fits, and loses nothing of what is drawn', () => {
    expect(wrapCode('abcdefgh', 5)).toEqual(['abcde', '~ fgh']);
    fc.assert(
      fc.property(anyText, fc.integer({ min: 6, max: 80 }), (text, cells) => {
        const lines = wrapCode(text, cells);
        for (const line of lines) expect(cellWidth(line)).toBeLessThanOrEqual(cells);
      }),
    );
  });
});
