import { describe, expect, it } from 'vitest';
import { computeId, workspaceId } from '#azure/place.ts';
import { createPseudonyms } from '#azure/redact/pseudonyms.ts';
import { redactValue, restoreValue } from '#azure/redact/redact-value.ts';
import { createForgetful } from '#state/keeper.ts';
import type { RecentWorkspace } from '#state/recents.ts';
import { createRedaction } from '../src/redaction.ts';

const place = {
  subscriptionId: '8f6c1c2e-41d7-4b0a-9a55-2f1c7d3e9b01',
  resourceGroup: 'rg-x',
  workspace: 'mlw-x',
};

describe('what outlives a session without names', () => {
  it('is kept as it really is, and told with the same stand-ins as everything else', () => {
    const kept = createForgetful(() => 0);
    const redaction = createRedaction();
    const keeper = redaction.keeper(kept);
    const shown = redaction.place(place);
    const id = redaction.id(computeId(place, 'gpu-train'));
    expect(id).toContain(shown.workspace);
    const name = id.split('/').at(-1) ?? '';
    keeper.noteBegun({ id: '1', does: 'scale', computeId: id, name, startedAt: 0 });
    expect(kept.loadJournal()).toMatchObject([
      { computeId: computeId(place, 'gpu-train'), name: 'gpu-train' },
    ]);
    expect(keeper.loadJournal()).toMatchObject([{ computeId: id, name }]);

    keeper.saveForm({
      target: 'AmlCompute',
      workspaceId: id,
      texts: { subnet: id, name: 'my-new' },
      savedAt: 0,
    });
    expect(kept.loadForm(computeId(place, 'gpu-train'), 'AmlCompute')?.texts).toEqual({
      subnet: computeId(place, 'gpu-train'),
      name: 'my-new',
    });
    expect(keeper.loadForm(id, 'AmlCompute')?.texts).toEqual({ subnet: id, name: 'my-new' });
    keeper.dropForm(id, 'AmlCompute');
    expect(kept.loadForm(computeId(place, 'gpu-train'), 'AmlCompute')).toBeUndefined();
  });

  it('has the workspaces opened lately by their real names', () => {
    const noted: RecentWorkspace[] = [];
    const redaction = createRedaction();
    const recents = redaction.recents({ load: () => noted, note: (each) => void noted.push(each) });
    recents.note({ place: redaction.place(place), location: 'westeurope', openedAt: 1 });
    expect(noted).toEqual([{ place, location: 'westeurope', openedAt: 1 }]);
    expect(recents.load()).toEqual([{ place: redaction.place(place), location: 'westeurope', openedAt: 1 }]);
    expect(redaction.realPlace(redaction.place(place))).toEqual(place);
  });

  it('shows the paths of calls without names', () => {
    const redaction = createRedaction();
    const { path } = redaction.call({ method: 'GET', path: computeId(place, 'gpu-train'), tookMs: 1 });
    expect(path).toBe(redaction.id(computeId(place, 'gpu-train')));
  });

  it.each([
    ['azureml-logs/55_azureml-execution-tvmps_1f2e3d_d.txt', true],
    ['azureml-logs/70_driver_log_tvmps_1f2e3d_d_rank-0.txt', true],
    ['azureml-logs/70_driver_log_tvmps_9z8y7x_p.txt', false],
    ['user_logs/gpu-train_out-1.txt', true],
  ])(
    'shows no node and no compute in the name of the log file %s, met before or not, and asks for it by its own',
    (file, isMet) => {
      const names = createPseudonyms();
      if (isMet) for (const each of ['tvmps_1f2e3d_d', 'gpu-train']) names.standIn(each);
      const [shown = ''] = redactValue({ logs: [file] }, names).logs;
      expect(shown).not.toMatch(/1f2e3d|9z8y7x|gpu-train/u);
      expect(shown.split('/')[0]).toBe(file.split('/')[0]);
      expect(shown.split('.').at(-1)).toBe('txt');
      const met = file.includes('tvm') ? 'tvmps_1f2e3d_d' : 'gpu-train';
      expect(shown.includes(names.standIn(met))).toBe(isMet);
      expect(restoreValue({ file: shown }, names)).toEqual({ file });
      expect(redactValue({ logs: [file] }, names).logs).toEqual([shown]);
      expect(names.inPath(`/azureml/ExperimentRun/dcid.j1/${file}`)).not.toMatch(/1f2e3d|9z8y7x|gpu-train/u);
    },
  );

  it('shows no path and no user of this computer, in what cannot be kept, in what is said of Docker, in refusals and in sentences', async () => {
    const redaction = createRedaction({ home: '/srv/people/ada', user: 'ada' });
    const path = '/srv/people/ada/.local/state/aml-workbench';
    const words = `ada may not write ${path}/forms: read-only; see unix:///home/mei/.docker/run and /Users/mei/x`;
    const shown = [
      redaction.keeper({ ...createForgetful(() => 0), trouble: () => words }).trouble(),
      redaction.text(words),
      await redaction
        .computer({
          docker: () => Promise.resolve({ is: 'no-engine', words }),
          port: (port) => Promise.resolve({ is: 'unclear', port, words }),
        })
        .docker(new AbortController().signal),
    ];
    const all = JSON.stringify(shown);
    expect(all).toContain('~/.local/state/aml-workbench/forms');
    expect(all).toContain('~/.docker/run');
    expect(all).not.toMatch(/\bada\b|people|mei/u);
    expect(createRedaction({ home: '/root', user: 'root' }).text('the root of /root/x')).toBe(
      'the root of ~/x',
    );
  });

  it.each([
    ['where the files of a job are', '/azureml/ExperimentRun/dcid.loyal_kettle_q1/user_logs/std_log.txt'],
    ['of a run', `/history/v1.0${workspaceId(place)}/runs/loyal_kettle_q1/details`],
    ['of a job with a space in its name', `${workspaceId(place)}/jobs/loyal%20kettle/cancel`],
    ['where the files of such a job are', '/azureml/ExperimentRun/dcid.loyal%20kettle/user_logs/std_log.txt'],
  ])('shows no job in the path %s, met before or not', (_, path) => {
    const redaction = createRedaction();
    const job = decodeURIComponent(path).includes(' ') ? 'loyal kettle' : 'loyal_kettle_q1';
    const shown = redaction.call({ method: 'GET', path, tookMs: 1 }).path;
    expect(shown).not.toMatch(/loyal|kettle|mlw-x|rg-x|8f6c/u);
    // The stand-in is the one that everything else shows, and the rest of the path stays.
    expect(shown).toMatch(new RegExp(`[/.]${redaction.id(job)}/`, 'u'));
    expect(shown.split('/')).toHaveLength(path.split('/').length);
    expect(shown.split('/').at(-1)).toBe(path.split('/').at(-1));
  });
});
