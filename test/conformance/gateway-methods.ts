import { demoCredential } from '#azure/arm/credential.ts';
import { createArmGateway } from '#azure/arm/gateway.ts';
import type { PlainRequest, PlainResponse } from '#azure/arm/transport.ts';
import type { Gateway, Json } from '#azure/gateway.ts';
import type { Place } from '#azure/place.ts';
import { createSimulator, mainPlace, type Scale } from '#simulator/simulator.ts';
import { never } from '#test/support/canned.ts';
import { startMs } from '#test/support/gateway.ts';
import { clusterBody, handClock, jobBody } from '#test/support/simulator-clock.ts';

export type Sent = { readonly request: PlainRequest; readonly answer: PlainResponse };

/** The gateway through the real client's pipeline, with the simulator at its other end; every request and its answer are kept. */
export const recorded = ({ scale = 'small', noGraph = false }: { scale?: Scale; noGraph?: boolean } = {}) => {
  const clock = handClock(startMs);
  const simulator = createSimulator({ scale, seed: 1, speed: 1, startMs, now: clock.now });
  const sent: Sent[] = [];
  const gateway = createArmGateway({
    credential: demoCredential(),
    version: '1.2.3',
    transport: async (request) => {
      const refused = noGraph && request.url.includes('Microsoft.ResourceGraph');
      const answer = refused ? { status: 403, headers: {}, body: '' } : await simulator.send(request);
      sent.push({ request, answer });
      return answer;
    },
  });
  const pass = (minutes: number): void => clock.advance(minutes * 60_000);
  return { gateway, sent, pass, place: mainPlace };
};

type Recorded = ReturnType<typeof recorded>;

export type Entry = {
  /** What the method asks for, by the operation's name in the specification or its name above. */
  readonly asks: readonly string[];
  /** Uses the method in every way in which it asks for something else. */
  readonly drive: (recorded: Recorded) => Promise<unknown>;
  readonly scale?: Scale;
  readonly noGraph?: boolean;
};

const [subscriptionId, region] = [mainPlace.subscriptionId, 'westeurope'];
const scaleBody: Json = {
  properties: {
    properties: {
      scaleSettings: { minNodeCount: 0, maxNodeCount: 6, nodeIdleTimeBeforeScaleDown: 'PT300S' },
    },
  },
};
const instanceBody: Json = {
  location: region,
  properties: { computeType: 'ComputeInstance', properties: { vmSize: 'Standard_DS3_v2' } },
};

const allJobs = async (gateway: Gateway, place: Place): Promise<void> => {
  let next: string | undefined;
  for (let pages = 0; pages < 3; pages += 1) {
    const page = await gateway.listJobs(place, next, never());
    if (!page.ok) throw new Error(JSON.stringify(page.problem));
    next = page.value.next;
    if (next === undefined) return;
  }
};

const runsOf = async (gateway: Gateway, place: Place) => {
  const page = await gateway.listJobs(place, undefined, never());
  if (!page.ok) throw new Error(JSON.stringify(page.problem));
  return page.value.jobs.slice(0, 60);
};

/** Every method of the port: one that is added must say here what it asks for. */
export const methods: Readonly<Record<keyof Gateway, readonly Entry[]>> = {
  listWorkspaces: [
    { asks: ['Resource Graph', 'subscriptions'], drive: ({ gateway }) => gateway.listWorkspaces(never()) },
    {
      asks: ['Resource Graph', 'subscriptions', 'Workspaces_ListBySubscription'],
      noGraph: true,
      drive: ({ gateway }) => gateway.listWorkspaces(never()),
    },
  ],
  getWorkspace: [
    { asks: ['Workspaces_Get'], drive: ({ gateway, place }) => gateway.getWorkspace(place, never()) },
  ],
  listComputes: [
    // Every type of compute.
    { asks: ['Compute_List'], drive: ({ gateway, place }) => gateway.listComputes(place, never()) },
    {
      asks: ['Compute_List'],
      // More than one page of them.
      scale: 'large',
      drive: ({ gateway, place }) => gateway.listComputes(place, never()),
    },
  ],
  getCompute: [
    { asks: ['Compute_Get'], drive: ({ gateway, place }) => gateway.getCompute(place, 'gpu-train', never()) },
    {
      asks: ['Compute_Get'],
      drive: ({ gateway, place }) => gateway.getCompute(place, 'näme mit/allem?#%', never()),
    },
  ],
  readCompute: [
    {
      asks: ['Compute_Get'],
      drive: ({ gateway, place }) => gateway.readCompute(place, 'gpu-train', never()),
    },
  ],
  listNodes: [
    {
      asks: ['Compute_CreateOrUpdate', 'Compute_ListNodes'],
      // More than one page of nodes.
      scale: 'large',
      drive: async ({ gateway, place, pass }) => {
        const scaleSettings = { minNodeCount: 120, maxNodeCount: 120 };
        const made = await gateway.putCompute(place, 'wide', clusterBody({ scaleSettings }), never());
        if (!made.ok) throw new Error(JSON.stringify(made.problem));
        pass(30);
        await gateway.listNodes(place, 'wide', never());
      },
    },
    {
      asks: ['Compute_ListNodes'],
      drive: ({ gateway, place }) => gateway.listNodes(place, 'gpu-train', never()),
    },
  ],
  listJobs: [{ asks: ['Jobs_List'], scale: 'large', drive: ({ gateway, place }) => allJobs(gateway, place) }],
  getJob: [
    {
      asks: ['Jobs_Get', 'Jobs_List'],
      drive: async ({ gateway, place }) => {
        const page = await gateway.listJobs(place, undefined, never());
        if (!page.ok) throw new Error('no jobs');
        for (const { name } of page.value.jobs.slice(0, 40)) await gateway.getJob(place, name, never());
        await gateway.getJob(place, 'nobody', never());
      },
    },
  ],
  putJob: [
    {
      asks: ['Jobs_CreateOrUpdate'],
      drive: async ({ gateway, place }) => {
        await gateway.putJob(place, 'made-1', jobBody('cpu-batch'), never());
        // Once more: refused, as another command is another job.
        const { properties } = jobBody('cpu-batch');
        await gateway.putJob(place, 'made-1', { properties: { ...properties, command: 'ls' } }, never());
        await gateway.putJob(place, 'made-2', jobBody('nobody'), never());
      },
    },
  ],
  listEnvironments: [
    {
      asks: ['EnvironmentContainers_List'],
      drive: ({ gateway, place }) => gateway.listEnvironments(place, never()),
    },
  ],
  getEnvironment: [
    {
      asks: ['EnvironmentContainers_List', 'EnvironmentVersions_Get'],
      drive: async ({ gateway, place }) => {
        const listed = await gateway.listEnvironments(place, never());
        if (!listed.ok) throw new Error(JSON.stringify(listed.problem));
        for (const { id } of listed.value) {
          const found = await gateway.getEnvironment(id, never());
          if (!found.ok) throw new Error(JSON.stringify(found.problem));
        }
        await gateway.getEnvironment(`${listed.value[0]?.id}0`, never());
      },
    },
  ],
  listSizes: [
    {
      asks: ['VirtualMachineSizes_List'],
      drive: ({ gateway }) => gateway.listSizes(subscriptionId, region, never()),
    },
  ],
  listUsages: [
    { asks: ['Usages_List'], drive: ({ gateway }) => gateway.listUsages(subscriptionId, region, never()) },
  ],
  listQuotas: [
    { asks: ['Quotas_List'], drive: ({ gateway }) => gateway.listQuotas(subscriptionId, region, never()) },
  ],
  putCompute: [
    {
      asks: ['Compute_CreateOrUpdate'],
      drive: async ({ gateway, place }) => {
        const body: Json = clusterBody();
        await gateway.putCompute(place, 'train-1', body, never());
        await gateway.putCompute(place, 'train-1', body, never());
        await gateway.putCompute(place, 'train-2', body, never(), { onlyIfNew: true });
        await gateway.putCompute(place, 'ci-new', instanceBody, never());
      },
    },
  ],
  patchCompute: [
    {
      asks: ['Compute_Update'],
      drive: ({ gateway, place }) => gateway.patchCompute(place, 'cpu-batch', scaleBody, never()),
    },
  ],
  actOnInstance: [
    {
      asks: ['Compute_CreateOrUpdate', 'Compute_Restart', 'Compute_Start', 'Compute_Stop'],
      drive: async ({ gateway, place, pass }) => {
        await gateway.putCompute(place, 'ci-new', instanceBody, never());
        for (const action of ['stop', 'start', 'restart', 'start'] as const) {
          pass(10);
          await gateway.actOnInstance(place, 'ci-new', action, never());
        }
      },
    },
  ],
  checkName: [
    { asks: ['name check'], drive: ({ gateway, place }) => gateway.checkName(place, 'ci-free', never()) },
  ],
  getSubscription: [
    {
      asks: ['subscription'],
      drive: ({ gateway }) => gateway.getSubscription(subscriptionId, never()),
    },
  ],
  getRegistration: [
    {
      asks: ['resource provider'],
      drive: ({ gateway }) => gateway.getRegistration(subscriptionId, never()),
    },
  ],
  listPermissions: [
    { asks: ['permissions'], drive: ({ gateway, place }) => gateway.listPermissions(place, never()) },
  ],
  listResources: [
    {
      asks: ['Resource Graph'],
      drive: async ({ gateway }) => {
        await gateway.listResources('subnet', never());
        await gateway.listResources('identity', never());
      },
    },
  ],
  deleteCompute: [
    {
      asks: ['Compute_Delete'],
      drive: async ({ gateway, place }) => {
        await gateway.deleteCompute(place, 'cpu-batch', 'Detach', never());
        await gateway.deleteCompute(place, 'cpu-batch', 'Delete', never());
        await gateway.deleteCompute(place, 'dbx-lakehouse', 'Detach', never());
        await gateway.deleteCompute(place, 'nobody', 'Delete', never());
      },
    },
  ],
  cancelJob: [
    {
      asks: ['Jobs_Cancel', 'Jobs_List'],
      drive: async ({ gateway, place, pass }) => {
        const page = await gateway.listJobs(place, undefined, never());
        const live = page.ok ? page.value.jobs.find(({ status }) => status.is === 'Running') : undefined;
        if (live === undefined) throw new Error('no job is running');
        // Asked for, asked for again, when it has ended, and of a job that is not there.
        await gateway.cancelJob(place, live.name, never());
        await gateway.cancelJob(place, live.name, never());
        pass(10);
        await gateway.cancelJob(place, live.name, never());
        await gateway.cancelJob(place, 'nobody', never());
      },
    },
  ],
  readOperation: [
    {
      asks: ['Compute_Delete', 'Compute_Update', 'operation'],
      drive: async ({ gateway, place, pass }) => {
        const patched = await gateway.patchCompute(place, 'cpu-batch', scaleBody, never());
        const deleted = await gateway.deleteCompute(place, 'dbx-lakehouse', 'Detach', never());
        for (const accepted of [patched, deleted]) {
          if (!accepted.ok || accepted.value.statusUrl === undefined) throw new Error('no status address');
          await gateway.readOperation(accepted.value.statusUrl, never());
          pass(10);
          await gateway.readOperation(accepted.value.statusUrl, never());
        }
      },
    },
  ],
  // Run history and the storage of log files are no part of Azure Resource Manager: no specification has them.
  getRun: [
    {
      asks: ['Jobs_List', 'Workspaces_Get', 'discovery', 'run details'],
      drive: async ({ gateway, place }) => {
        for (const { name } of await runsOf(gateway, place)) await gateway.getRun(place, name, never());
      },
    },
  ],
  listChildren: [
    {
      asks: ['Jobs_List', 'Workspaces_Get', 'discovery', 'run children'],
      drive: async ({ gateway, place }) => {
        for (const { name, type } of await runsOf(gateway, place)) {
          if (type !== 'Pipeline') continue;
          const page = await gateway.listChildren(place, name, undefined, never());
          if (page.ok && page.value.next !== undefined)
            await gateway.listChildren(place, name, page.value.next, never());
        }
      },
    },
  ],
  readLog: [
    {
      asks: ['Jobs_List', 'Workspaces_Get', 'discovery', 'log file', 'run details'],
      drive: async ({ gateway, place }) => {
        for (const { name } of await runsOf(gateway, place))
          await gateway.readLog(place, { run: name, file: 'user_logs/std_log.txt', from: 0 }, never());
      },
    },
  ],
};
