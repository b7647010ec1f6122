import { describe, expect, test } from 'vitest';
import type { World } from '#simulator/simulator.ts';
import { openBoardScreen, type OpenShell, type ShellOptions } from '#test/support/shell.tsx';

const pipelineOf = (world: World, status: string): string => {
  const job = world.workspaces[0]?.jobs.find((each) => each.type === 'Pipeline' && each.status === status);
  if (job === undefined) throw new Error(`no pipeline is ${status}`);
  return job.name;
};

/** The page of a pipeline job that is under way and has more children than one answer holds. */
const openPipeline = async (options: ShellOptions = {}, status = 'Running'): Promise<OpenShell> => {
  const shell = await openBoardScreen(options);
  shell.workbench.commands.openJob(pipelineOf(shell.simulator.world(), status));
  await shell.run(0);
  return shell;
};

describe('the children of a pipeline job', () => {
  test('come page by page, and the title says that there may be more until all are there', async () => {
    const shell = await openPipeline();
    expect(shell.text()).toContain('Pipeline job');
    expect(shell.text()).toContain('CHILDREN 50 of ?');
    expect(shell.text()).toMatch(/prepare_data_shard_0 +(?:Running|Completed)/u);
    await shell.run(3000);
    expect(shell.text()).toMatch(/CHILDREN 7\d /u);
    expect(shell.text()).not.toContain('of ?');
  });

  test('are read again while the job runs, and stay whole meanwhile', async () => {
    const shell = await openPipeline({ speed: 1 });
    await shell.run(3000);
    const asked = (): number => shell.requests.filter(({ url }) => url.includes('/children')).length;
    const before = asked();
    for (let at = 0; at < 30; at += 1) {
      await shell.run(2000);
      expect(shell.text()).toMatch(/CHILDREN 7\d /u);
    }
    expect(asked()).toBeGreaterThan(before);
    expect(asked() - before).toBeLessThanOrEqual(6);
  });

  test('are read once when the job is over', async () => {
    const shell = await openPipeline({}, 'Failed');
    expect(shell.text()).toContain('CHILDREN 4');
    const asked = (): number => shell.requests.filter(({ url }) => url.includes('/children')).length;
    const before = asked();
    await shell.run(300_000);
    expect(asked()).toBe(before);
  });

  test('open like jobs, with what run history says of them, and so does their log', async () => {
    const shell = await openPipeline();
    await shell.press('j', 'enter');
    await shell.run(2000);
    expect(shell.text()).toContain('Part of a job');
    expect(shell.text()).toContain('prepare_data_shard_1');
    expect(shell.text()).toMatch(/part of +gentle_engine_\w+/u);
    expect(shell.text()).toMatch(/kind +azureml\.StepRun/u);
    expect(shell.text()).not.toContain('does not exist');
    expect(shell.text().split('\n')[0]).toMatch(/ok \d\d:\d\d:\d\d/u);
    await shell.press('L');
    expect(shell.text()).toContain('user_logs/std_log.txt');
    expect(shell.text()).toContain('prepare_data_shard_1 › log');
    // Back on the parent's page its children are where they were.
    await shell.press('q', 'q');
    expect(shell.text()).toContain('Pipeline job');
    expect(shell.text()).toMatch(/›.*prepare_data_shard_1 /u);
  });

  test('can be filtered, and Tab gives the keys to the facts above them', async () => {
    const shell = await openPipeline({ rows: 30 });
    await shell.run(3000);
    await shell.press('/');
    await shell.type('shard_7');
    await shell.press('enter');
    expect(shell.text()).toMatch(/CHILDREN \d of 7\d/u);
    await shell.press('esc', 'tab');
    expect(shell.text()).toContain('experiment');
    await shell.press('tab', 'j');
    expect(shell.text()).toMatch(/›.*prepare_data_shard_8 /u);
  });

  test('that cannot be read leave the rest of the page as it is, with the way to the studio', async () => {
    const shell = await openBoardScreen();
    shell.simulator.faults.arm([{ kind: 'private-link' }]);
    shell.workbench.commands.openJob(pipelineOf(shell.simulator.world(), 'Running'));
    await shell.run(1000);
    expect(shell.text()).toContain('Pipeline job');
    expect(shell.text()).toContain('The children cannot be read');
    expect(shell.text()).toContain('https://ml.azure.com/runs/');
  });
});

describe('the page of a job without children', () => {
  const commandJob = (world: World, status: string) => {
    const job = world.workspaces[0]?.jobs.find((each) => each.type === 'Command' && each.status === status);
    if (job === undefined) throw new Error(`no job is ${status}`);
    return job;
  };

  test('says when a failed one began and ended, for how long it ran and with which error, and asks for that once', async () => {
    const error = { code: 'UserError', message: 'Exit code 1.', details: [] };
    const shell = await openBoardScreen({
      wrap: (gateway) => ({
        ...gateway,
        getRun: async (...asked) => {
          const answer = await gateway.getRun(...asked);
          return answer.ok ? { ...answer, value: { ...answer.value, error } } : answer;
        },
      }),
    });
    const job = commandJob(shell.simulator.world(), 'Completed');
    shell.workbench.commands.openJob(job.name);
    await shell.run(120_000);
    expect(shell.text()).toContain('Command job');
    expect(shell.text()).toMatch(
      /started +\d{4}-\d\d-\d\d \d\d:\d\d\n +ended +\d{4}-\d\d-\d\d \d\d:\d\d\n +ran for +\d/u,
    );
    expect(shell.text()).toMatch(/error +UserError: Exit code 1\./u);
    expect(shell.requests.filter(({ url }) => url.includes('/history/'))).toHaveLength(1);
    expect(shell.text()).not.toContain('facts, children');
    await shell.press('L');
    expect(shell.text()).toContain('› log');
  });

  test('says of one that runs since when, and learns of its end', async () => {
    const shell = await openBoardScreen();
    shell.workbench.commands.openJob(commandJob(shell.simulator.world(), 'Running').name);
    await shell.run(1000);
    expect(shell.text()).toMatch(/started +\d{4}-\d\d-\d\d \d\d:\d\d\n +ran for/u);
  });

  test('says why start and end are not known where run history cannot be reached, and shows everything else', async () => {
    const shell = await openBoardScreen();
    shell.simulator.faults.arm([{ kind: 'private-link' }]);
    shell.workbench.commands.openJob(commandJob(shell.simulator.world(), 'Completed').name);
    await shell.run(1000);
    expect(shell.text()).toMatch(/start, end +not known: /u);
    expect(shell.text()).toMatch(/command +\S/u);
  });
});
