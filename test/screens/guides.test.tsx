import { describe, expect, it } from 'vitest';
import type { TargetId } from '#azure/targets/target.ts';
import type { DockerFinding, PortFinding, ThisComputer } from '#state/this-computer.ts';
import { openBoardScreen, type OpenShell, type ShellOptions } from '#test/support/shell.tsx';

const computerWith = (docker: DockerFinding, port: PortFinding): ThisComputer => ({
  docker: () => Promise.resolve(docker),
  port: () => Promise.resolve(port),
});
const good = computerWith({ is: 'answers', version: '28.2.2' }, { is: 'free', port: 8890 });

/** Opens the page of a kind of target from the list of all of them. */
const openPage = async (target: TargetId, options: ShellOptions = {}): Promise<OpenShell> => {
  const shell = await openBoardScreen({ besides: { computer: good }, ...options });
  await shell.press('c');
  shell.workbench.commands.select('targets', target);
  await shell.press('enter');
  return shell;
};

/** Everything that a page says, read to its end; words are not cut by the ends of lines. */
const readAll = async (shell: OpenShell): Promise<string> => {
  await shell.press('g');
  let all = '';
  for (let pages = 0; pages < 40; pages += 1) {
    const page = shell.screen().slice(3, -3);
    all += ` ${page.map((line) => line.trim()).join(' ')}`;
    if (!page.some((line) => line.includes('more lines below'))) return all.replaceAll(/\s+/gu, ' ');
    for (let rows = 0; rows < 10; rows += 1) await shell.press('j');
  }
  throw new Error('the page has no end');
};

const sizes = [
  { columns: 80, rows: 24, colour: true },
  { columns: 120, rows: 40, colour: true },
  { columns: 80, rows: 24, colour: false },
] as const;

describe.each(sizes)('at $columns x $rows, colours $colour', (size) => {
  it.each([
    ['local', ['Train on this computer', 'Docker answers: engine 28.2.2', 'port 8890 is free', 'port=8890']],
    [
      'ContainerInstances',
      [
        'What happens',
        'below 48 GB',
        'about 1 GB',
        'AciWebservice',
        '30 June 2026',
        'managed online endpoint',
      ],
    ],
    ['Functions', ['HTTP, a blob, or a queue of Service Bus', 'What to prepare', 'az functionapp create']],
    ['IoTEdge', ['deployment manifest', 'Azure Data Box Edge', 'az iot edge deployment create']],
  ] as const)('Enter on %s opens its page, which is read to its end', async (target, parts) => {
    const shell = await openPage(target, { ...size, besides: { computer: good } });
    const all = await readAll(shell);
    for (const part of ['What it is for', ...parts]) expect(all).toContain(part);
    for (const line of shell.screen()) expect(line.length).toBeLessThan(size.columns);
    expect(/\u001b\[3\d/u.test(shell.frame())).toBe(size.colour);
    await shell.press('q');
    expect(shell.text()).toContain('TARGET TYPES');
  });
});

describe('code on a page', () => {
  it('is copied whole: the piece that is marked, which Tab moves and brings onto the screen', async () => {
    const shell = await openPage('ContainerInstances');
    await shell.press('y');
    expect(shell.copied[0]).toContain('AciWebservice.deploy_configuration');
    expect(shell.copied[0]).toContain('name="mlw-demo"');
    expect(shell.text()).toContain('"Deploy to Container Instances (azureml-core)" was sent to the terminal');
    await shell.press('tab');
    expect(shell.text()).toContain('› endpoint.yml');
    await shell.press('y');
    expect(shell.copied[1]).toContain('managedOnlineEndpoint.schema.json\nname: my-endpoint\n');
    await shell.press('shift-tab', 'shift-tab', 'y');
    expect(shell.copied[2]).toContain('az extension add --name ml');
    expect(shell.text()).toContain('› What to install');
  });

  it.each([
    ['usgov', 'https://ml.azure.us/?wsid=/subscriptions/'],
    ['china', 'https://studio.ml.azure.cn/?wsid=/subscriptions/'],
    ['public', 'https://ml.azure.com/?wsid=/subscriptions/'],
  ] as const)('the address of the studio is that of the cloud: %s', async (cloud, address) => {
    const shell = await openPage('Functions', { besides: { cloud } });
    await shell.press('shift-tab', 'y');
    expect(shell.copied[0]).toContain(address);
    expect(shell.copied[0]).toMatch(/\/workspaces\/mlw-demo\n$/u);
  });

  it.each([undefined, 'custom'] as const)('has no studio where none is known: %s', async (cloud) => {
    const shell = await openPage('Functions', { besides: cloud === undefined ? {} : { cloud } });
    await shell.press('shift-tab', 'y');
    expect(shell.copied[0]).toContain('pip install');
  });

  it('is marked without colours, too, and in ASCII', async () => {
    const shell = await openPage('IoTEdge', { colour: false, ascii: true });
    await shell.press('tab');
    expect(shell.text()).toContain('> scoring.json');
    expect(shell.text()).not.toMatch(/[^\u0000-\u007f]/u);
  });
});

describe('this computer is looked at', () => {
  const local = (computer: ThisComputer | undefined): Promise<OpenShell> =>
    openPage('local', { rows: 40, besides: computer === undefined ? {} : { computer } });

  it.each([
    [{ is: 'missing' }, 'Docker is not installed'],
    [{ is: 'silent', afterMs: 5000 }, 'Docker has not answered within 5 s'],
    [
      { is: 'no-engine', words: 'Cannot connect to \u001b[2Jthe daemon' },
      'its engine does not answer: Cannot connect to the daemon',
    ],
    [{ is: 'unclear', words: 'hello' }, 'Docker has answered something else: hello'],
  ] as const)('Docker: %j', async (docker, words) => {
    const all = await readAll(await local(computerWith(docker, { is: 'free', port: 8890 })));
    expect(all).toContain(words);
  });

  it('a taken port is said, and the code has the free one', async () => {
    const shell = await local(computerWith({ is: 'missing' }, { is: 'taken', port: 8890, free: 8893 }));
    const all = await readAll(shell);
    expect(all).toContain('port 8890 is taken: the code below has 8893, which is free');
    expect(all).toContain('port=8893');
    expect(all).not.toContain('port=8890');
  });

  it('without keeping a key waiting, and again when asked', async () => {
    let asked = 0;
    const answers: ((found: DockerFinding) => void)[] = [];
    const signals: AbortSignal[] = [];
    const shell = await local({
      docker: (signal) => {
        asked += 1;
        signals.push(signal);
        return new Promise((resolve) => answers.push(resolve));
      },
      port: () => Promise.resolve({ is: 'free', port: 8890 }),
    });
    expect(await readAll(shell)).toContain('Docker is being asked');
    await shell.press('r');
    expect(asked).toBe(2);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
    answers[0]?.({ is: 'answers', version: 'late' });
    await shell.settle();
    expect(await readAll(shell)).toContain('Docker is being asked');
    answers[1]?.({ is: 'answers', version: '28.2.2' });
    await shell.settle();
    expect(await readAll(shell)).toContain('Docker answers: engine 28.2.2');
  });

  it('never for the pages of others, and no more when the program ends', async () => {
    const signals: AbortSignal[] = [];
    const computer: ThisComputer = {
      docker: (signal) => {
        signals.push(signal);
        return new Promise(() => undefined);
      },
      port: () => new Promise(() => undefined),
    };
    const shell = await openPage('Functions', { besides: { computer } });
    expect(signals).toEqual([]);
    await shell.press('q');
    shell.workbench.commands.select('targets', 'local');
    await shell.press('enter');
    expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
    shell.workbench.close();
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  });

  it('or it is said that it was not', async () => {
    expect(await readAll(await local(undefined))).toContain('this computer was not looked at');
  });
});

describe('what to do next', () => {
  it.each([
    ['gpu-train', 'Submit a job', 'azureml:gpu-train'],
    ['ci-amara', 'Submit a job', 'azureml:ci-amara'],
    ['adla-archive', 'Use it as a step of a pipeline', 'ws.compute_targets["adla-archive"]'],
  ])('u on the row of %s, and on its own page', async (name, title, code) => {
    const shell = await openBoardScreen();
    const id = shell.workbench.store
      .getState()
      .board?.computes.data?.find((each) => each.name === name)
      ?.id.toLowerCase();
    shell.workbench.commands.select('computes', id ?? '');
    await shell.press('u');
    expect(shell.screen()[0]).toContain(`${name} › what to do with it`);
    expect(await readAll(shell)).toContain(title);
    await shell.press('y');
    expect(shell.copied[0]).toContain(code);
    await shell.press('q', 'enter', 'u', 'y');
    expect(shell.copied[1]).toBe(shell.copied[0]);
  });

  it('on the page of a cluster there are run-based clusters and what replaced them', async () => {
    const shell = await openBoardScreen();
    await shell.press('u');
    const all = await readAll(shell);
    expect(all).toContain('run-based then, serverless today');
    expect(all).toContain('config.target = "amlcompute"');
    expect(all).toContain('could not be used again');
    expect(all).toContain('Serverless compute replaced that');
    expect(all).toContain('instance_type: Standard_DS3_v2');
  });

  it('is said once a creation has succeeded, not before; u opens it', async () => {
    const shell = await openBoardScreen({ speed: 30 });
    await shell.press('c', 'enter');
    await shell.type('train-7');
    await shell.press('shift-tab', 'enter');
    await shell.run(1000);
    await shell.press('enter');
    expect(shell.text()).toContain('Creating train-7');
    expect(shell.text()).not.toMatch(/what to do +\S/u);
    await shell.press('u');
    expect(shell.screen().at(-2)).toContain('it is still under way');
    await shell.run(60_000);
    expect(shell.text()).toContain('train-7 is created');
    expect(shell.text()).toContain('Submit a job; Tune hyperparameters');
    expect(shell.text()).toContain('u shows how');
    await shell.press('u', 'y');
    expect(shell.copied[0]).toContain('compute: azureml:train-7');
    await shell.press('q', 'q', 't', 'u', 'y');
    expect(shell.copied[1]).toBe(shell.copied[0]);
  });

  it('has nothing to say of what was deleted', async () => {
    const shell = await openBoardScreen({ speed: 30 });
    await shell.press('D');
    await shell.type('cpu-batch');
    await shell.press('enter');
    await shell.run(120_000);
    expect(shell.text()).toContain('cpu-batch is deleted');
    expect(shell.text()).not.toMatch(/what to do +\S/u);
    await shell.press('u');
    expect(shell.screen().at(-2)).toContain('there is nothing to use');
  });

  it('is not known of a kind that this program does not know, and that is said', async () => {
    const shell = await openBoardScreen({
      wrap: (gateway) => ({
        ...gateway,
        listComputes: async (...args) => {
          const answer = await gateway.listComputes(...args);
          return answer.ok
            ? {
                ...answer,
                value: answer.value.map((compute) => ({
                  ...compute,
                  type: { is: 'other' as const, text: 'Quantum' },
                })),
              }
            : answer;
        },
      }),
    });
    await shell.press('u');
    expect(shell.screen().at(-2)).toContain('nothing is known of how this kind is used');
    await shell.press('a');
    expect(shell.text()).toMatch(/u +use it +nothing is known/u);
  });

  it('is among the actions of a row, and on a kind of target that has a form', async () => {
    const shell = await openBoardScreen();
    await shell.press('a');
    expect(shell.text()).toMatch(/u +use it/u);
    await shell.press('esc', 'c');
    shell.workbench.commands.select('targets', 'VirtualMachine');
    await shell.press('u');
    expect(shell.screen()[0]).toContain('Remote VM');
    expect(await readAll(shell)).toContain('DEFAULT_GPU_IMAGE');
  });
});
