import { describe, expect, test } from 'vitest';
import type { OnceFormat } from '#cli/once-format.ts';
import { runOnce } from '#cli/once.ts';
import stringWidth from 'string-width';
import { simulatedGateway, startMs, type Simulated } from '#test/support/gateway.ts';

const run = async ({ gateway, place }: Simulated, format: OnceFormat, columns?: number) => {
  let [out, errors] = ['', ''];
  const code = await runOnce({
    gateway,
    place,
    format,
    write: (text) => (out += text),
    writeError: (text) => (errors += text),
    columns,
  });
  return { code, out, errors };
};

const mainOf = ({ simulator, place }: Simulated) => {
  const workspace = simulator.world().workspaces.find(({ name }) => name === place.workspace);
  if (workspace === undefined) throw new Error('the main workspace is gone');
  return workspace;
};

describe('one snapshot of the demo', () => {
  test('as JSON says what the world is', async () => {
    const simulated = simulatedGateway({ speed: 30 });
    simulated.clock.advance(20 * 60_000);
    const { code, out, errors } = await run(simulated, 'json');
    expect({ code, errors }).toStrictEqual({ code: 0, errors: '' });
    const workspace = mainOf(simulated);
    expect(JSON.parse(out)).toMatchObject({
      takenAt: new Date(startMs + 600 * 60_000).toISOString(),
      computes: workspace.computes.map(({ name, computeType, provisioningState }) => ({
        name,
        type: computeType,
        provisioningState,
      })),
      nodes: workspace.computes.flatMap(({ name, detail }) =>
        detail.kind === 'cluster'
          ? detail.nodes.map(({ nodeId, state, runId }) => ({ id: nodeId, compute: name, state, job: runId }))
          : [],
      ),
      jobs: workspace.jobs
        .filter(({ archived }) => !archived)
        .toReversed()
        .map(({ name, status, compute }) => ({ name, status, compute: compute === '' ? null : compute })),
      problems: [],
    });
  });

  test('costs what its machines cost', async () => {
    const simulated = simulatedGateway();
    const snapshot: unknown = JSON.parse((await run(simulated, 'json')).out);
    expect(snapshot).toMatchObject({ costPerHour: expect.any(Number) as unknown });
    expect(snapshot).not.toMatchObject({ costPerHour: 0 });
  });

  test.each([40, 80, 120])('as a table fits %i columns', async (columns) => {
    const { code, out } = await run(simulatedGateway(), 'table', columns);
    expect(code).toBe(0);
    expect(out.split('\n').filter((line) => stringWidth(line) > columns)).toStrictEqual([]);
    expect(out).toContain('gpu-');
  });

  test('as CSV has one row for everything', async () => {
    const simulated = simulatedGateway();
    const { computes, jobs } = mainOf(simulated);
    const nodes = computes.flatMap(({ detail }) => (detail.kind === 'cluster' ? detail.nodes : []));
    const rows = (await run(simulated, 'csv')).out.trimEnd().split('\n').slice(1);
    expect(rows.filter((line) => line.startsWith('compute,'))).toHaveLength(computes.length);
    expect(rows.filter((line) => line.startsWith('node,'))).toHaveLength(nodes.length);
    expect(rows.filter((line) => line.startsWith('job,'))).toHaveLength(
      jobs.filter(({ archived }) => !archived).length,
    );
  });
});
