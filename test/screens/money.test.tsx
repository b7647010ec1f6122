import { describe, expect, it } from 'vitest';
import { BoardQuota } from '#test/support/board-quota.tsx';
import { reply } from '#test/support/canned.ts';
import { mount } from '#test/support/mount.tsx';
import { openBoardScreen, type OpenShell } from '#test/support/shell.tsx';
import { openBoard, openWorkbench } from '#test/support/workbench.ts';

/** The last one: what is wasted stands below what it all costs, where there is room for both. */
const rowOf = (shell: Pick<OpenShell, 'screen'>, name: string): string =>
  shell.screen().findLast((line) => line.slice(3).startsWith(`${name} `)) ?? '';
const said = (shell: Pick<OpenShell, 'text'>): string => shell.text().replaceAll(/\s+/gu, ' ');
const writes = ({ requests }: Pick<OpenShell, 'requests'>): readonly string[] =>
  requests
    .filter(
      ({ method, url }) => method !== 'GET' && !url.includes('/listNodes') && !url.includes('ResourceGraph'),
    )
    .map(({ method, url }) => `${method} ${new URL(url).pathname.split('/').at(-1) ?? ''}`);

/** Answers to what is asked under that path. */
const refused = (path: string, action: string) => ({
  instead: ({ url }: { readonly url: string }) =>
    url.includes(path)
      ? reply(403, {
          error: {
            code: 'AuthorizationFailed',
            message: `The client does not have authorization to perform action '${action}' over scope '/subscriptions/s'.`,
          },
        })
      : undefined,
});

describe.each([
  [80, 24],
  [120, 40],
] as const)('at %ix%i', (columns, rows) => {
  const open = (more: Parameters<typeof openBoardScreen>[0] = {}): Promise<OpenShell> =>
    openBoardScreen({ columns, rows, ...more });

  it('$ shows what each compute costs now, at min, at max and a month, and what hinges on it', async () => {
    const shell = await open();
    await shell.press('$');
    expect(shell.screen()[0]).toContain('cost');
    expect(shell.text()).toMatch(rows > 24 ? /^ COST 17[^]*^ WASTE 4/mu : /^ COST 17/mu);
    const costRow = (name: string): string =>
      shell.screen().find((line) => line.slice(3).startsWith(`${name} `)) ?? '';
    expect(costRow('gpu-train')).toMatch(/ 3\.82 +38\.20 +2,789/u);
    expect(costRow('lowpri-sweep')).toContain('low priority');
    expect(costRow('cpu-etl')).toContain('1 unusable, billed');
    expect(costRow('ci-jonas')).toMatch(/ 0\.00 +0\.00 .*stopped: disk only/u);
    expect(costRow('dbx-lakehouse')).toMatch(/ - +- +- +- billed where it lives/u);
    expect(shell.text()).toMatch(/TOTAL \$\d+\.\d\d\/h now, \$4\.60\/h at min, \$51\.33\/h at max/u);
    expect(said(shell)).toContain('$3,358 a month of 730 h at min. List price, VM only');
    expect(shell.text()).not.toContain('at least');
  });

  it('an unknown price is a dash, and the total then says "at least"', async () => {
    const shell = await open({
      poison: (answer) => ({
        ...answer,
        body: answer.body.includes('estimatedVMPrices')
          ? answer.body.replaceAll(/"Standard_F16s_v2"/giu, '"Standard_Other"')
          : answer.body,
      }),
    });
    await shell.press('$');
    expect(shell.screen().find((line) => line.includes(' cpu-etl '))).toMatch(/ - +- +- +- price unknown/u);
    expect(said(shell)).toContain('TOTAL at least $');
    expect(said(shell)).toMatch(/\$\d+\.\d\d\/h at max; 1 unpriced/u);
    expect(shell.screen()[1]).toMatch(/ at least \$\d+\.\d\d\/h now, \$\d+\.\d\d\/h at max \(VM list/u);
  });

  it('Tab shows what is for nothing, and what could not be judged; Tab again goes back, q to the board', async () => {
    const shell = await open();
    await shell.press('$', 'tab');
    expect(rowOf(shell, 'cpu-etl')).toMatch(/1 node unusable, billed .* 0\.78 recycle nodes \.\./u);
    expect(rowOf(shell, 'cpu-batch')).toMatch(/1 node idle, no job waits +0m\+ +0\.28 idle 120s/u);
    expect(rowOf(shell, 'ci-amara')).toMatch(/runs without a job +\d+d +0\.18 stop it/u);
    expect(rowOf(shell, 'ci-jonas')).toMatch(/stopped, holds 4 vCPUs +12h00m +- delete it/u);
    expect(said(shell)).toContain('10 attached or of other kinds: not judged');
    expect(shell.screen().at(-1)).toContain('Enter as the line says');
    await shell.press('tab');
    expect(shell.screen()[0]).toContain('cost');
    await shell.press('q');
    expect(shell.text()).toContain('1 COMPUTES');
  });

  it('5 shows how full each limit is, and who of this workspace uses it', async () => {
    const shell = await open();
    await shell.press('5');
    expect(rowOf(shell, 'NCSv3')).toMatch(/⣿+⣀* +\d+\/60 +\d+% gpu-train \d+; at max 60/u);
    expect(rowOf(shell, 'computes')).toMatch(/ 7\/200 +4% 7 of this workspace/u);
    expect(rowOf(shell, 'all low-priority vCPUs')).toContain('/300');
    await shell.press('/');
    await shell.type('here:cpu-etl');
    await shell.press('enter');
    await shell.press('g');
    expect(said(shell)).toMatch(
      /FSv2 family in westeurope: .* Here: cpu-etl \d+ now, 160 at max. All of them at max would need \d+/u,
    );
    await shell.press('esc', 'G');
    expect(said(shell)).toContain('no limit of its own');
    await shell.press('enter');
    expect(shell.text()).toContain('a limit has no page');
  });

  it('a form shows what its plan makes of the quota, with every key', async () => {
    const shell = await open();
    await shell.press('c', 'enter');
    await shell.run(1000);
    await shell.press('tab', 'tab');
    const line = (): string => shell.screen().find((each) => each.startsWith(' quota ')) ?? '';
    const before = line();
    expect(before).toMatch(/^ quota [^⣿⣶⣤⣀]+ [⣿⣶⣤⣀]{10} used elsewhere \d+, with this [\d to]+ of \d+/u);
    await shell.press('tab', 'tab');
    while (!shell.text().includes('› Max nodes') && !shell.text().includes('›Max nodes'))
      await shell.press('tab');
    await shell.press('ctrl-u');
    await shell.type('99');
    expect(line()).not.toBe(before);
    expect(line()).toMatch(/\d+ too much at max/u);
  });
});

describe('Enter on a waste', () => {
  const waste = async (name: string): Promise<OpenShell> => {
    const shell = await openBoardScreen();
    await shell.press('$', 'tab');
    while (!shell.screen().some((line) => line.startsWith('›') && line.includes(` ${name} `)))
      await shell.press('j');
    await shell.press('enter');
    return shell;
  };

  it('asks whether unusable nodes are to be recycled, as K does, and the line below says what that is', async () => {
    const shell = await waste('cpu-etl');
    expect(shell.text()).toContain('Recycle the nodes of cpu-etl');
    await shell.press('esc');
    expect(shell.text().replaceAll(/\s+/gu, ' ')).toContain(
      'Enter (or K) recycles them: it empties the cluster',
    );
    await shell.press('K');
    expect(shell.text()).toContain('Recycle the nodes of cpu-etl');
    expect(writes(shell)).toEqual([]);
  });

  it('opens the scale form with what is proposed in it, and sends nothing', async () => {
    const shell = await waste('cpu-batch');
    expect(shell.screen()[0]).toContain('cpu-batch › scale');
    expect(shell.text()).toMatch(/Min nodes +\[ 0 /u);
    expect(shell.text()).toMatch(/\[ 120s /u);
    expect(writes(shell)).toEqual([]);
  });

  it('asks before it stops an instance', async () => {
    const shell = await waste('ci-amara');
    expect(shell.text()).toContain('ci-amara is Running');
    expect(shell.screen().find((line) => line.startsWith(' ›'))).toContain('stop');
    expect(writes(shell)).toEqual([]);
    await shell.press('enter');
    expect(writes(shell)).toEqual(['POST stop']);
  });

  it('asks for the name before it deletes', async () => {
    const shell = await waste('ci-jonas');
    expect(shell.text()).toContain('Type the name to confirm');
    await shell.press('enter');
    expect(writes(shell)).toEqual([]);
  });

  it('does nothing in a session that is read-only, and says why', async () => {
    const shell = await openBoardScreen({ readOnly: true });
    await shell.press('$', 'tab', 'enter');
    expect(shell.text()).toContain('WASTE 4');
    expect(shell.screen().at(-2)).toMatch(/read-only/u);
  });
});

describe('what may not be read', () => {
  it('is said of the quota, with the permission that is lacking', async () => {
    const shell = await openBoardScreen(
      refused('/usages', 'Microsoft.MachineLearningServices/locations/usages/read'),
    );
    await shell.press('5');
    expect(said(shell)).toContain(
      'lacks the permission Microsoft.MachineLearningServices/locations/usages/read',
    );
  });

  it('is said of the limits of single workspaces, and the others are shown', async () => {
    const shell = await openBoardScreen(
      refused('/quotas', 'Microsoft.MachineLearningServices/locations/quotas/read'),
    );
    await shell.press('5');
    expect(rowOf(shell, 'NCSv3')).toContain('/60');
    expect(said(shell)).toContain(
      'Limits of single workspaces or other regions: Your account lacks the permission',
    );
  });
});

it('a cluster of another region has no price on the board, and that of its region on the cost screen', async () => {
  const shell = await openBoardScreen({
    rows: 40,
    poison: (answer) => ({
      ...answer,
      body: answer.body.includes('"gpu-train"')
        ? answer.body.replaceAll(/"(location|computeLocation)": ?"westeurope"/gu, '"$1":"northeurope"')
        : answer.body,
    }),
  });
  expect(rowOf(shell, 'gpu-train')).toMatch(/ -$/u);
  expect(shell.screen()[1]).toContain('prices unknown');
  await shell.press('$');
  await shell.run(1000);
  expect(shell.screen().find((line) => line.includes(' gpu-train '))).toMatch(/ 38\.20 /u);
  await shell.press('5');
  expect(said(shell)).toMatch(/northeurope/u);
});

it('a minimum that is kept for nothing is found, since the last job or because none is known', async () => {
  const shell = await openBoardScreen({ workspace: 'mlw-sandbox' });
  await shell.press('$', 'tab');
  expect(rowOf(shell, 'try-cpu')).toMatch(/min keeps 1, no job known .*scale to min 0/u);
});

it('the cost screen of a workspace that changes nothing draws nothing between polls', async () => {
  const shell = await openBoardScreen();
  await shell.press('$');
  await shell.run(120_000);
  const frames = shell.frames();
  await shell.run(10_000);
  expect(shell.frames() - frames).toBeLessThanOrEqual(1);
});

describe('the quota on a wide board', () => {
  it.each([false, true])('is bars of the fullest limits with their figures (ASCII: %s)', async (ascii) => {
    const open = openWorkbench({ speed: 0 });
    await openBoard(open);
    const panel = await mount(<BoardQuota workbench={open.workbench} ascii={ascii} columns={44} rows={5} />, {
      columns: 44,
      rows: 5,
    });
    await open.settle();
    await panel.drawn();
    const lines = panel.screen();
    expect(lines).toHaveLength(5);
    expect(lines[0]).toMatch(/^ 5 QUOTA westeurope at \d\d:\d\d:\d\d$/u);
    expect(lines[1]).toMatch(ascii ? /^ \S+ +#+\.* +\d+\/\d+$/u : /^ \S+ +⣿+⣀* +\d+\/\d+$/u);
  });
});
