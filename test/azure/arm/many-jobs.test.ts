import { expect, test } from 'vitest';
import type { Job } from '#azure/model.ts';
import { cannedGateway, never, reply, testPlace } from '#test/support/canned.ts';

const ws = '/subscriptions/s1/resourceGroups/rg1/providers/Microsoft.MachineLearningServices/workspaces/ws1';
const pageSize = 1000;
const pages = 100;

const row = (index: number) => ({
  id: `${ws}/jobs/job_${index}`,
  name: `job_${index}`,
  type: 'Microsoft.MachineLearningServices/workspaces/jobs',
  properties: {
    jobType: 'Command',
    displayName: `train-${index}`,
    experimentName: `experiment-number-${index % 40}`,
    status: index % 7 === 0 ? 'Failed' : 'Completed',
    computeId: `${ws}/computes/cluster-number-${index % 20}`,
    command: 'python train.py --epochs 10 --learning-rate 0.001',
    environmentId: 'azureml://registries/azureml/environments/sklearn-1.5/versions/1',
    resources: { instanceCount: 1 + (index % 4), properties: {} },
    services: { Studio: { jobServiceType: 'Studio', endpoint: `https://ml.azure.com/runs/job_${index}` } },
    tags: { origin: 'nightly' },
    properties: {},
  },
  systemData: {
    createdAt: '2026-11-18T09:00:00.000Z',
    createdBy: `Person ${index % 30}`,
    createdByType: 'User',
  },
});

const bodies = Array.from({ length: pages }, (_page, page) =>
  JSON.stringify({
    value: Array.from({ length: pageSize }, (_row, index) => row(page * pageSize + index)),
    ...(page + 1 < pages
      ? { nextLink: `https://management.azure.com${ws}/jobs?api-version=2022-10-01&$skip=${page + 1}` }
      : {}),
  }),
);

const readAll = async (): Promise<readonly Job[]> => {
  const { gateway, requests } = cannedGateway(({ url }) =>
    reply(200, bodies[Number(new URL(url).searchParams.get('$skip') ?? 0)]),
  );
  const jobs: Job[] = [];
  let next: string | undefined;
  do {
    const page = await gateway.listJobs(testPlace, next, never());
    if (!page.ok) throw new Error(JSON.stringify(page.problem));
    for (const job of page.value.jobs) jobs.push(job);
    next = page.value.next;
  } while (next !== undefined);
  expect(requests).toHaveLength(pages);
  return jobs;
};

test('a hundred thousand jobs take one request a page and little more time than parsing their JSON', async () => {
  const parseStarted = performance.now();
  const parsed = bodies.map((body): unknown => JSON.parse(body));
  const parseMs = performance.now() - parseStarted;
  expect(parsed).toHaveLength(pages);

  const readStarted = performance.now();
  const jobs = await readAll();
  const readMs = performance.now() - readStarted;
  expect(jobs).toHaveLength(pages * pageSize);
  // The SDK's typed reader takes sixteen times as long as parsing: this keeps us far from it on any machine.
  expect(readMs / parseMs).toBeLessThan(8);
});

test('jobs of the same status share one word', async () => {
  const jobs = await readAll();
  const distinct = new Set(jobs.map(({ status }) => status));
  expect(distinct.size).toBe(2);
});
