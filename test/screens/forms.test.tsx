import { describe, expect, it } from 'vitest';
import { openBoardScreen, type OpenShell } from '#test/support/shell.tsx';

const puts = (shell: Awaited<ReturnType<typeof openBoardScreen>>) =>
  shell.requests.filter(({ method }) => method === 'PUT');

describe('the target types', () => {
  it('are all listed, with what they are for and how they stand; the cluster opens', async () => {
    const shell = await openBoardScreen({ columns: 120, rows: 40 });
    await shell.press('c');
    for (const title of [
      'Compute cluster',
      'Local computer',
      'IoT Edge',
      'Data Lake Analytics',
      'Synapse Spark pool',
    ])
      expect(shell.text()).toContain(title);
    expect(shell.text()).toMatch(/Data Lake Analytics +attach +retired/u);
    await shell.press('enter');
    expect(shell.text()).toContain('Max nodes');
  });
});

/** Tabs on until the field of that label has the keys. */
const toField = async (shell: OpenShell, label: string): Promise<void> => {
  for (let tabs = 0; tabs < 40 && !new RegExp(`^ ›${label}`, 'mu').test(shell.text()); tabs += 1)
    await shell.press('tab');
};

it('a form says in 80 columns how it is left, and what Enter does in the field that has the keys', async () => {
  const shell = await openBoardScreen();
  await shell.press('c', 'enter');
  expect(shell.screen().at(-1)).toContain('Enter go on  Esc leave, draft kept');
  await toField(shell, 'VM size');
  expect(shell.screen().at(-1)).toContain('Enter list of values  Esc leave, draft kept');
  await shell.press('esc', 'j', 'j', 'j', 'enter');
  expect(shell.screen()[0]).toContain('attach › Kubernetes');
});

describe('what a form proposes', () => {
  const most = (shell: OpenShell): string => /Max nodes +\[ ?(\S*)/u.exec(shell.text())?.[1] ?? 'none';
  const openAtMax = async (): Promise<OpenShell> => {
    const shell = await openBoardScreen();
    await shell.press('c', 'enter');
    await toField(shell, 'Max nodes');
    return shell;
  };

  it('looks selected, says so, and gives way to what is typed', async () => {
    const shell = await openAtMax();
    expect(most(shell)).toBe('4');
    expect(shell.frame()).toContain('\u001b[7m4 \u001b[');
    expect(shell.text()).toContain('Typing replaces what is proposed, Left edits it.');
    await shell.type('12');
    expect(most(shell)).toBe('12');
    expect(shell.text()).not.toContain('Typing replaces');
  });

  it('can be edited instead, and is the user’s when the form is opened again', async () => {
    const shell = await openAtMax();
    await shell.press('end');
    await shell.type('0');
    expect(most(shell)).toBe('40');
    await shell.press('esc', 'enter');
    await shell.type('1');
    expect(most(shell)).toBe('401');
  });
});

describe('a list to choose from', () => {
  const field = (shell: OpenShell): string => /^ ›([^\]]*)\]/mu.exec(shell.text())?.[1] ?? 'none';

  it('opens on the size that the field has, in any case, so that Enter Enter changes nothing', async () => {
    const shell = await openBoardScreen({ columns: 120, rows: 40 });
    await shell.press('c', 'enter');
    await toField(shell, 'VM size');
    for (const typed of ['', 'standard_nc6s_v3']) {
      if (typed !== '') {
        await shell.press('ctrl-u');
        await shell.type(typed);
      }
      const before = field(shell);
      await shell.press('enter');
      expect(shell.text()).toContain('VM SIZES');
      await shell.press('enter', 'shift-tab');
      expect(field(shell).toLowerCase()).toBe(before.toLowerCase());
    }
  });

  it('opens on the compute and the environment that the form of a job has', async () => {
    const shell = await openBoardScreen({ columns: 120, rows: 40 });
    await shell.press('j', 'j', '+');
    await toField(shell, 'Compute');
    await shell.press('ctrl-u');
    await shell.type('CPU-Batch');
    await shell.press('enter', 'enter', 'shift-tab');
    expect(field(shell)).toContain('[ cpu-batch ');
    await toField(shell, 'Environment');
    await shell.press('enter');
    for (let turns = 0; turns < 40 && !shell.text().includes('ENVIRONMENTS 5'); turns += 1)
      await shell.run(100);
    await shell.type('sklearn');
    await shell.press('enter', 'shift-tab');
    const chosen = field(shell);
    expect(chosen).toMatch(/Environment +\[ \S/u);
    await shell.press('enter', 'enter', 'shift-tab');
    expect(field(shell)).toBe(chosen);
  });
});

describe('the form of a cluster', () => {
  const openForm = async (columns = 80, rows = 24) => {
    const shell = await openBoardScreen({ columns, rows });
    await shell.press('c', 'enter');
    return shell;
  };

  it.each([
    ['train_1', 'only letters, digits and hyphens'],
    ['1train', 'must start with a letter'],
    ['t', '2 to 32 characters'],
    ['train-', 'must end with a letter or a digit'],
    ['local', 'reserved name'],
  ])('says in words what is wrong with the name %s', async (name, words) => {
    const shell = await openForm(120, 40);
    await shell.type(name);
    expect(shell.text()).toContain(words);
    await shell.press('shift-tab', 'enter');
    expect(shell.text()).not.toContain('[ Send ]');
  });

  it.each([
    ['-1', 'is not a whole number'],
    ['4.5', 'is not a whole number'],
    ['99999999999', 'too large'],
    ['', 'a whole number is needed'],
  ])('says in words what is wrong with %s nodes', async (text, words) => {
    const shell = await openForm(120, 40);
    await toField(shell, 'Max nodes');
    await shell.press('ctrl-u');
    await shell.type(text);
    expect(shell.text()).toContain(words);
  });

  it('says that min must not exceed max', async () => {
    const shell = await openForm();
    await shell.type('train-1');
    await toField(shell, 'Min nodes');
    await shell.press('ctrl-u');
    await shell.type('9');
    expect(shell.text()).toContain('min nodes (9) must not exceed max nodes (4)');
  });

  it('shows what it will cost, in the table of sizes and in the form', async () => {
    const shell = await openForm();
    await shell.type('train-1');
    await shell.press('tab', 'enter');
    expect(shell.text()).toContain('VM SIZES');
    await shell.type('nc6s_v3');
    expect(shell.text()).toMatch(/VM SIZES 1 of \d+/u);
    await shell.press('enter');
    expect(shell.text()).toMatch(/\$0\.00\/h at min, \$15\.\d\d\/h at max/u);
  });

  it('keeps what was typed when it is left and opened again', async () => {
    const shell = await openForm();
    await shell.type('half-done');
    await shell.press('esc', 'enter');
    expect(shell.text()).toContain('half-done');
  });

  it('sends nothing before the review is confirmed, and then what the review showed', async () => {
    const shell = await openForm(120, 60);
    await shell.type('train-1');
    await shell.press('shift-tab', 'enter');
    await shell.run(1000);
    expect(puts(shell)).toHaveLength(0);
    const review = shell.text();
    expect(review).toContain('"maxNodeCount": 4');
    await shell.press('enter');
    expect(shell.text()).toContain('Creating train-1');
    const body = JSON.stringify(JSON.parse(puts(shell)[0]?.body ?? ''), undefined, 2);
    for (const line of body.split('\n')) expect(review).toContain(line);
  });

  it('takes a paste into the field as one line, and never as keys', async () => {
    const shell = await openForm();
    await shell.press('\u001b[200~train\r\nq\u001b[31m-7\u001b[201~');
    expect(shell.text()).toContain('train q-7');
    expect(shell.text()).toContain('Max nodes');
  });
});

describe('removing a compute', () => {
  it('says what goes with it, and does nothing until the name is typed', async () => {
    const shell = await openBoardScreen();
    await shell.press('j', 'j');
    await shell.run(1000);
    await shell.press('D');
    expect(shell.text()).toContain('Delete gpu-train');
    expect(shell.text()).toMatch(/With it go: \d+ running jobs?.*\d+ nodes/u);
    await shell.type('gpu');
    await shell.press('enter');
    expect(shell.screen().at(-2)).toContain('type gpu-train to confirm');
    await shell.press('\u001b[200~-train\u001b[201~');
    expect(shell.screen().at(-2)).toContain('cannot be pasted');
    expect(shell.requests.filter(({ method }) => method === 'DELETE')).toHaveLength(0);
    await shell.press('esc');
    expect(shell.text()).toContain('1 COMPUTES');
  });

  it('offers to detach what is attached, never to delete it', async () => {
    const shell = await openBoardScreen();
    await shell.press('/');
    await shell.type('aks-serving');
    await shell.press('enter', 'D');
    expect(shell.text()).toContain('Detach aks-serving');
    await shell.type('aks-serving');
    await shell.press('enter');
    await shell.settle();
    const [sent] = shell.requests.filter(({ method }) => method === 'DELETE');
    expect(sent?.url).toContain('underlyingResourceAction=Detach');
  });
});

describe('help', () => {
  it('shows the keys that mean something here, and finds one by what it does', async () => {
    const shell = await openBoardScreen();
    await shell.press('?');
    expect(shell.text()).toContain('delete or detach');
    await shell.type('suspend');
    expect(shell.text()).toContain('Ctrl-Z');
    expect(shell.text()).not.toContain('delete or detach');
  });
});

describe('leaving', () => {
  it('takes q at the root, or Ctrl-C twice within two seconds', async () => {
    const shell = await openBoardScreen();
    await shell.press('\u0003');
    expect(shell.left.quit).toBe(0);
    expect(shell.screen().at(-2)).toContain('Ctrl-C again quits');
    await shell.press('\u0003');
    expect(shell.left.quit).toBe(1);
    await shell.press('q', 'q');
    expect(shell.left.quit).toBe(2);
  });
});

describe('an instance that exists already', () => {
  const typed = async () => {
    const shell = await openBoardScreen();
    await shell.press('c');
    shell.workbench.commands.select('targets', 'ComputeInstance');
    await shell.press('enter', 'ctrl-u');
    await shell.type('CI-Amara');
    await shell.run(1000);
    return shell;
  };
  const page = /› ci-amara › details .*\n.*\n.*\n ComputeInstance\n/u;

  it('is named beside the field, and Ctrl-O opens it', async () => {
    const shell = await typed();
    expect(shell.text()).toMatch(/^ ›Name +\[ CI-Amara .* !/mu);
    expect(shell.text()).toMatch(/use it, or choose another\s+name\. Ctrl-O opens it\./u);
    await shell.press('ctrl-o');
    expect(shell.text()).toMatch(page);
    await shell.press('u');
    expect(shell.text()).toContain('ci-amara');
    await shell.press('q', 'q');
    expect(shell.text()).toMatch(/^ ›Name +\[ CI-Amara /mu);
  });

  it.each(['enter', 'ctrl-o'])('is opened from the review by %s, and nothing is sent', async (key) => {
    const shell = await typed();
    await shell.press('shift-tab', 'enter');
    expect(shell.text()).toMatch(/\[ Send \] +ci-amara exists: Enter opens it; u tells its use/u);
    expect(shell.text().match(/CI-Amara exists already/gu)).toHaveLength(1);
    await shell.press(key);
    expect(shell.text()).toMatch(page);
    expect(puts(shell)).toEqual([]);
  });
});

describe('findings that have no room beside the fields', () => {
  it('are counted, and stand there once [ Review ] has the keys', async () => {
    const shell = await openBoardScreen();
    await shell.press('c', 'enter');
    await shell.type('train-1');
    await shell.run(1000);
    const findings = (): number => shell.text().match(/^ [✓!✗?] /gmu)?.length ?? 0;
    const hidden = Number(/CHECKS BEFORE ANY WRITE: .* \.\. (\d+) more on Review$/mu.exec(shell.text())?.[1]);
    const before = findings();
    expect(hidden).toBeGreaterThan(0);
    await shell.press('shift-tab');
    expect(shell.text()).not.toContain('more on Review');
    expect(findings()).toBe(before + hidden);
    await shell.press('shift-tab');
    expect(shell.text()).toContain(`.. ${hidden} more on Review`);
  });
});
