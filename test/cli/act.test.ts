import { describe, expect, it } from 'vitest';
import { runAct, type ActOptions } from '#cli/act.ts';
import { mainPlace } from '#simulator/simulator.ts';
import { sceneOf, type Scene } from './scene.ts';

const act = async (does: ActOptions['does'], names: readonly string[], more: Partial<ActOptions> = {}) => {
  const scene = sceneOf(more);
  const code = await runAct({ ...scene.scene, does, names });
  const stateOf = (name: string) =>
    scene.simulator
      .world()
      .workspaces.find((each) => each.name === mainPlace.workspace)
      ?.computes.find((each) => each.name === name);
  return { ...scene, code, out: scene.out(), errors: scene.errors(), writes: scene.writes(), stateOf };
};

describe('start, stop and restart by name', () => {
  it('say what would happen and do nothing without --yes', async () => {
    const { code, out, errors, writes } = await act('stop', ['ci-amara']);
    expect({ code, writes }).toEqual({ code: 3, writes: [] });
    expect(out).toBe('stop ci-amara: not confirmed, nothing was sent\n');
    expect(errors).toMatch(/would stop ci-amara \(ComputeInstance\) .*ends what runs on it/u);
  });

  it.each(['start', 'stop', 'restart'] as const)(
    '%s nothing in a protected workspace without its name besides --yes',
    async (does) => {
      const name = does === 'start' ? 'ci-jonas' : 'ci-amara';
      const care = { protected: true, readOnly: false };
      for (const confirm of [undefined, 'mlw-other']) {
        const { code, out, errors, writes } = await act(does, [name], { yes: true, confirm, care });
        expect({ code, writes }).toEqual({ code: 3, writes: [] });
        expect(out).toBe(`${does} ${name}: not confirmed, nothing was sent\n`);
        expect(errors).toContain(
          `the workspace is protected: --yes --confirm ${mainPlace.workspace} does it`,
        );
      }
      const confirm = mainPlace.workspace;
      expect(await act(does, [name], { confirm, care })).toMatchObject({ code: 3, writes: [] });
      expect(await act(does, [name], { yes: true, confirm, care })).toMatchObject({
        code: 0,
        writes: [`POST ${name}/${does}`],
      });
    },
  );

  it('stop an instance, and wait for it', async () => {
    const { code, out, writes, stateOf } = await act('stop', ['ci-amara'], { yes: true, wait: true });
    expect({ code, out, writes }).toEqual({
      code: 0,
      out: 'stop ci-amara: succeeded\n',
      writes: ['POST ci-amara/stop'],
    });
    expect(stateOf('ci-amara')?.detail).toMatchObject({ state: 'Stopped' });
  });

  it.each([true, false])(
    'are looked for where the answer was cut, also by whoever does not wait for the end: arrived %s',
    async (arrives) => {
      const scene: Scene = sceneOf(
        { yes: true },
        {
          instead: (request) => {
            if (request.method !== 'POST' || !request.url.includes('/stop?')) return undefined;
            return (arrives ? scene.simulator.send(request) : Promise.resolve()).then(() => {
              throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
            });
          },
        },
      );
      const code = await runAct({ ...scene.scene, does: 'stop', names: ['ci-amara'] });
      expect(scene.writes()).toEqual(['POST ci-amara/stop']);
      expect(code).toBe(arrives ? 0 : 1);
      expect(scene.out()).toMatch(
        arrives ? /^stop ci-amara: (?:accepted|succeeded)/u : /^stop ci-amara: failed/u,
      );
      expect(scene.errors().includes('look before you send it again')).toBe(!arrives);
    },
  );

  it('are refused where the state does not allow them, for all the names of the command', async () => {
    const { code, out, errors, writes } = await act('start', ['ci-amara', 'cpu-batch'], { yes: true });
    expect({ code, writes }).toEqual({ code: 3, writes: [] });
    expect(out).toBe(
      'start ci-amara: refused, nothing was sent\nstart cpu-batch: refused, nothing was sent\n',
    );
    expect(errors).toMatch(/only a compute instance can be started/u);
  });

  it('say that there is no such compute', async () => {
    const { code, out, writes } = await act('stop', ['ci-amara', 'ci-nobody'], { yes: true, format: 'json' });
    expect({ code, writes }).toEqual({ code: 1, writes: [] });
    expect(JSON.parse(out)).toMatchObject({
      results: [
        { name: 'ci-amara', outcome: 'skipped' },
        { name: 'ci-nobody', outcome: 'failed', problem: { kind: 'not-found' } },
      ],
    });
  });
});

describe('delete and detach by name', () => {
  it('delete a cluster, and wait until it is gone', async () => {
    const { code, writes, stateOf } = await act('delete', ['cpu-etl'], { yes: true, wait: true });
    expect({ code, writes }).toEqual({ code: 0, writes: ['DELETE cpu-etl'] });
    expect(stateOf('cpu-etl')).toBeUndefined();
  });

  it('never detach what the service manages, nor delete what is attached', async () => {
    const cluster = await act('detach', ['cpu-etl'], { yes: true });
    expect(cluster).toMatchObject({ code: 3, writes: [] });
    expect(cluster.errors).toMatch(/go on billing; delete removes it/u);
    const attached = cluster.simulator
      .world()
      .workspaces.find((each) => each.name === mainPlace.workspace)
      ?.computes.find(({ computeType }) => computeType === 'Kubernetes');
    const name = attached?.name ?? '';
    const wrong = await act('delete', [name], { yes: true });
    expect(wrong).toMatchObject({ code: 3, writes: [] });
    expect(wrong.errors).toMatch(/it is attached: detach takes it out/u);
    const right = await act('detach', [name], { yes: true, wait: true });
    expect(right).toMatchObject({ code: 0, writes: [`DELETE ${name}`] });
    const sent = right.requests.find(({ method }) => method === 'DELETE');
    expect(sent?.url).toContain('underlyingResourceAction=Detach');
  });

  it('on a terminal ask for the name, of a protected workspace too', async () => {
    const questions: string[] = [];
    const answering = (typed: string) => ({
      ask: (question: string) => {
        questions.push(question);
        return Promise.resolve(typed);
      },
    });
    expect(await act('delete', ['cpu-etl'], answering('cpu-etl'))).toMatchObject({ code: 0 });
    expect(await act('delete', ['cpu-etl'], answering('CPU-ETL'))).toMatchObject({ code: 3, writes: [] });
    const care = { protected: true, readOnly: false };
    expect(await act('delete', ['cpu-etl'], { ...answering('cpu-etl'), care })).toMatchObject({ code: 3 });
    const both = `${mainPlace.workspace}/cpu-etl`;
    expect(await act('delete', ['cpu-etl'], { ...answering(both), care })).toMatchObject({ code: 0 });
    expect(questions[0]).toMatch(/cannot be undone\. Type cpu-etl to confirm: $/u);
    expect(await act('delete', ['cpu-etl'], { yes: true, care })).toMatchObject({ code: 3, writes: [] });
  });

  it('do nothing where it is read-only', async () => {
    const care = { protected: false, readOnly: true };
    const { code, writes, errors } = await act('delete', ['cpu-etl'], { yes: true, care });
    expect({ code, writes }).toEqual({ code: 3, writes: [] });
    expect(errors).toContain('read-only');
  });
});
