import { nodesWanted } from './cluster.ts';
import { submit } from './job.ts';
import { computeNamed, indexOfWorkspace } from './lookup.ts';
import { jobTitle, jobName, people } from './names.ts';
import { between, chance, pick, waitWithMean } from './random.ts';
import { after } from './schedule-event.ts';
import type { JobKind, JobType, Traffic, World, Workspace } from './world.ts';

/** Plans the next arrival of a stream: by day more than by night, with chance between. */
export const planTraffic = (world: World, workspace: Workspace, index: number): void => {
  const traffic = workspace.traffic[index];
  if (traffic === undefined) return;
  const hour = (world.now / 3_600_000) % 24;
  const business = 0.75 + 0.25 * Math.cos(((hour - 13) / 12) * Math.PI);
  after(world, waitWithMean(world, traffic.everyMs / business), {
    kind: 'traffic',
    workspace: indexOfWorkspace(world, workspace),
    index,
  });
};

const typeOf = (kind: JobKind): JobType => (kind === 'pipeline' ? 'Pipeline' : 'Command');

const send = (world: World, workspace: Workspace, traffic: Traffic): void => {
  const [first = 1, ...rest] = traffic.nodes;
  const title = jobTitle(world, traffic.kind);
  submit(world, workspace, {
    name: jobName(world),
    displayName: title.displayName,
    experiment: title.experiment,
    type: typeOf(traffic.kind),
    compute: traffic.compute.toLowerCase(),
    createdBy: pick(world, people).name,
    nodes: pick(world, [first, ...rest]),
    runMs: between(world, traffic.minutes[0] * 60_000, traffic.minutes[1] * 60_000),
    fails: chance(world, 9),
    sent: null,
  });
};

/** Colleagues send jobs to a compute, unless it is gone or too much waits for it already. */
export const arrive = (world: World, workspace: Workspace, index: number): void => {
  const traffic = workspace.traffic[index];
  if (traffic === undefined) return;
  const compute = traffic.compute === '' ? undefined : computeNamed(workspace, traffic.compute);
  if (traffic.compute !== '' && compute === undefined) return;
  planTraffic(world, workspace, index);
  const detail = compute?.detail;
  if (detail?.kind === 'cluster' && nodesWanted(workspace, detail) > traffic.patience) return;
  if (detail?.kind === 'instance' && detail.state !== 'Running' && detail.state !== 'JobRunning') return;
  if (compute !== undefined && compute.provisioningState !== 'Succeeded') return;
  const count = between(world, 1, traffic.burst);
  for (let sent = 0; sent < count; sent += 1) send(world, workspace, traffic);
};
