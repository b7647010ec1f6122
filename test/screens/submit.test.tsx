import { describe, expect, it } from 'vitest';
import { visibleFields } from '#state/selectors.ts';
import { openBoardScreen, type OpenShell, type ShellOptions } from '#test/support/shell.tsx';

// Fetched when they are first needed; here every wait is for the hand-moved clock.
await Promise.all([
  import('#state/commands/ask-environments.ts'),
  import('#state/commands/run-job-checks.ts'),
  import('#state/commands/submit-job.ts'),
]);

const sizes = [
  { columns: 80, rows: 24 },
  { columns: 120, rows: 40 },
] as const;

/** Tabs on until the field of that label has the keys. */
const toField = async (shell: OpenShell, label: string): Promise<void> => {
  for (let tabs = 0; tabs < 40 && !new RegExp(`^ [›>]${label}`, 'mu').test(shell.text()); tabs += 1)
    await shell.press('tab');
};

/** The board with the cursor on that compute. */
const boardAt = async (name: string, options: ShellOptions = {}): Promise<OpenShell> => {
  const shell = await openBoardScreen(options);
  const found = shell.workbench.store.getState().board?.computes.data?.find((each) => each.name === name);
  if (found === undefined) throw new Error(`no compute ${name}`);
  shell.workbench.commands.select('computes', found.id.toLowerCase());
  await shell.run(500);
  return shell;
};

const computesOf = (shell: OpenShell) => shell.workbench.store.getState().board?.computes.data ?? [];
const puts = (shell: OpenShell) => shell.requests.filter(({ method }) => method === 'PUT');

describe('the key that submits a job', () => {
  it.each(sizes)('opens a form preset to the compute under the cursor, at $columns x $rows', async (size) => {
    const shell = await boardAt('cpu-batch', size);
    await shell.press('+');
    expect(shell.text()).toContain('submit › command job');
    expect(shell.text()).toMatch(/Compute +\[ cpu-batch /u);
    expect(shell.text()).toMatch(/›Command/u);
    expect(shell.text()).toMatch(/Name +\[ job-[a-z0-9]{8} /u);
  });

  it('opens it from the page of a compute, too, and from the menu of actions', async () => {
    const shell = await boardAt('cpu-batch');
    await shell.press('enter', '+');
    expect(shell.text()).toMatch(/Compute +\[ cpu-batch /u);
    await shell.press('esc', 'a');
    expect(shell.text()).toMatch(/\+ +submit a job/u);
  });

  it('opens it for an instance and for Kubernetes', async () => {
    const shell = await openBoardScreen();
    for (const type of ['ComputeInstance', 'Kubernetes']) {
      const found = computesOf(shell).find(
        (each) => each.type.is === type && each.provisioning.is === 'Succeeded',
      );
      shell.workbench.commands.select('computes', found?.id.toLowerCase() ?? '');
      await shell.press('+');
      expect(shell.text()).toMatch(new RegExp(`Compute +\\[ ${found?.name} `, 'u'));
      await shell.press('esc');
    }
  });

  it('says why there is no job for what runs none', async () => {
    const shell = await openBoardScreen();
    const machine = computesOf(shell).find(({ type }) => type.is === 'VirtualMachine');
    shell.workbench.commands.select('computes', machine?.id.toLowerCase() ?? '');
    await shell.press('+');
    expect(shell.text()).toContain(
      `${machine?.name} runs no command jobs: clusters, instances and Kubernetes do`,
    );
    expect(shell.text()).not.toContain('command job  ');
  });

  it('says that nothing can be written where nothing can', async () => {
    const shell = await boardAt('cpu-batch', { readOnly: true });
    await shell.press('+');
    expect(shell.text()).toMatch(/read-only/u);
    expect(shell.text()).toContain('COMPUTES');
  });
});

describe('the form of a job', () => {
  it.each(sizes)(
    'is filled, reviewed and sent, and ends on the job in its queue, at $columns x $rows',
    async (size) => {
      const shell = await boardAt('cpu-batch', size);
      await shell.press('+');
      await shell.type('echo hello');
      await shell.press('tab', 'enter');
      expect(shell.text()).toContain('ENVIRONMENTS 5');
      expect(shell.text()).toMatch(/team-train +4/u);
      await shell.type('team');
      await shell.press('enter');
      await toField(shell, 'Name');
      await shell.press('ctrl-u');
      await shell.type('run-7');
      await shell.run(1000);
      expect(shell.text()).toContain('CHECKS BEFORE ANY WRITE: 4 pass');
      await toField(shell, 'Command');
      await shell.press('shift-tab', 'enter');
      expect(shell.text()).toContain('Command job run-7');
      expect(shell.text()).toContain('[ Send ]  Enter');
      expect(puts(shell)).toHaveLength(0);
      await shell.press('enter');
      expect(puts(shell)).toHaveLength(1);
      expect(shell.text()).toMatch(/›\S run-7 +NotStarted +1\/1 /u);
      expect(shell.text()).toContain('run-7 is submitted: NotStarted; t has its link to the studio');
      await shell.press('t', 'enter');
      expect(shell.text()).toContain('in the studio');
      expect(shell.text().replaceAll(/\s+/gu, '')).toContain(
        'https://ml.azure.com/runs/run-7?wsid=/subscriptions/',
      );
    },
  );

  it('shows the program in every language on its review', async () => {
    const shell = await boardAt('cpu-batch', { columns: 120, rows: 40 });
    await shell.press('+');
    await shell.type('echo hello');
    await shell.press('tab');
    await shell.type('azureml://registries/azureml/environments/sklearn-1.5/versions/25');
    await toField(shell, 'Command');
    await shell.press('shift-tab', 'enter');
    await import('#azure/export/index.ts');
    await shell.press('tab');
    await shell.run(100);
    expect(shell.text()).toContain('--request PUT');
    await shell.press('tab');
    expect(shell.text()).toContain('az ml job create');
    expect(shell.text()).toContain('type: command');
    await shell.press('tab');
    expect(shell.text()).toContain('client.jobs.create_or_update(job)');
    await shell.press('tab', 'tab');
    expect(shell.text()).toContain('ScriptRunConfig');
  });

  it('lists the computes that run jobs, with their state', async () => {
    const shell = await boardAt('cpu-batch', { columns: 120, rows: 40 });
    await shell.press('+');
    await toField(shell, 'Compute');
    await shell.press('enter');
    expect(shell.text()).toContain('COMPUTES THAT RUN JOBS');
    expect(shell.text()).toMatch(/gpu-train +\w+ +STANDARD_NC6S_V3/iu);
    const machine = computesOf(shell).find(({ type }) => type.is === 'VirtualMachine');
    expect(shell.text()).not.toContain(machine?.name);
    await shell.type('gpu-train');
    await shell.press('enter');
    expect(shell.text()).toMatch(/Compute +\[ gpu-train /u);
  });

  it('blocks more instances than the cluster has nodes', async () => {
    const shell = await boardAt('cpu-batch');
    await shell.press('+');
    await shell.type('ls');
    await shell.press('tab');
    await shell.type('azureml://registries/azureml/environments/sklearn-1.5/versions/25');
    await toField(shell, 'Instances');
    await shell.press('ctrl-u');
    await shell.type('11');
    expect(shell.text()).toContain('11 instances, but cpu-batch has at most 10 nodes: it would never start');
    await toField(shell, 'Command');
    await shell.press('shift-tab', 'enter');
    expect(shell.text()).not.toContain('[ Send ]');
  });

  it('keeps the lines of a pasted command, shows where they end, and sends them', async () => {
    const shell = await boardAt('cpu-batch', { columns: 120, rows: 40 });
    await shell.press('+');
    await shell.press('\u001b[200~pip install x\r\npython train.py\n\u001b[201~');
    expect(shell.text()).toContain(String.raw`pip install x\npython train.py`);
    await shell.type(' --fast');
    const { lines } = Object.values(shell.workbench.store.getState().forms)[0] ?? {};
    expect(lines?.['command']?.text).toBe('pip install x\npython train.py --fast');
  });

  it('masks secret variables on the form, the review and in the code', async () => {
    const shell = await boardAt('cpu-batch', { columns: 120, rows: 40 });
    await shell.press('+');
    await shell.type('ls');
    await shell.press('tab');
    await shell.type('azureml://registries/azureml/environments/sklearn-1.5/versions/25');
    await toField(shell, 'Secret variables');
    await shell.type('API_KEY=hunter2');
    const seen = [shell.text()];
    await toField(shell, 'Command');
    await shell.press('shift-tab', 'enter');
    seen.push(shell.text());
    await import('#azure/export/index.ts');
    for (let tab = 0; tab < 6; tab += 1) {
      await shell.press('tab');
      seen.push(shell.text());
    }
    expect(seen.join('\n')).toContain('"API_KEY": "********"');
    expect(seen.join('\n')).not.toContain('hunter2');
  });

  it('asks only for what belongs to the distribution', async () => {
    const shell = await boardAt('cpu-batch');
    await shell.press('+');
    const names = (): readonly string[] =>
      visibleFields(shell.workbench.store.getState()).map(({ name }) => name);
    expect(names()).not.toContain('processes');
    await toField(shell, 'Distribution');
    await shell.press('right');
    expect(names()).toContain('processes');
    await shell.press('right');
    expect(names()).toEqual(expect.arrayContaining(['workers', 'servers']));
    expect(names()).not.toContain('processes');
  });

  it('is readable in ASCII and without colour', async () => {
    const shell = await boardAt('cpu-batch', { ascii: true, colour: false });
    await shell.press('+');
    expect(shell.text()).toMatch(/>Command/u);
    expect(shell.text()).toMatch(/^[\u0020-\u007e\n]*$/u);
  });
});
