import { isTerminal, workspacePath } from '../world/lookup.ts';
import { logsOf } from '../world/run-log.ts';
import type { Run } from '../world/run.ts';
import type { Json, World, Workspace } from '../world/world.ts';
import { signedLink } from './signed-link.ts';

const time = (ms: number | undefined): string | null =>
  ms === undefined ? null : new Date(ms).toISOString();

const failure: Json = {
  error: {
    code: 'UserError',
    severity: null,
    message: 'The command of the job ended with exit code 1. See the end of user_logs/std_log.txt.',
    innerError: null,
  },
};

const duration = (run: Run): string | null => {
  if (run.startedAt === undefined || run.endedAt === undefined) return null;
  const seconds = Math.round((run.endedAt - run.startedAt) / 1000);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
};

const typeOf = ({ job, index }: Run): string => {
  if (index !== undefined) return job.type === 'Sweep' ? 'azureml.scriptrun' : 'azureml.StepRun';
  return job.type === 'Pipeline'
    ? 'azureml.PipelineRun'
    : job.type === 'Sweep'
      ? 'hyperdrive'
      : 'azureml.scriptrun';
};

const common = (run: Run): { [key: string]: Json } => ({
  runId: run.id,
  rootRunId: run.job.name,
  parentRunId: run.index === undefined ? null : run.job.name,
  status: run.status,
  startTimeUtc: time(run.startedAt),
  endTimeUtc: time(run.endedAt),
  target: run.target === '' ? null : run.target,
  error: run.status === 'Failed' ? failure : null,
  warnings: null,
  tags: {},
  properties: { _azureml: 'simulated' },
});

/** A run as the run-history service prints it in a list of children. */
export const printRun = (run: Run): Json => ({
  ...common(run),
  createdUtc: time(run.createdAt),
  displayName: run.displayName,
  name: run.index === undefined ? null : run.displayName,
  runType: typeOf(run),
  experimentId: null,
  createdBy: { userName: run.job.createdBy, userObjectId: null },
  duration: duration(run),
  computeRequest: { nodeCount: run.nodes },
});

/** Where a file of a run lies in storage. */
const pathOf = (run: Run, file: string): string => `/azureml/ExperimentRun/dcid.${run.id}/${file}`;

/** A run as the run-history service prints it by itself: with addresses of its log files, which whoever has them may read. */
export const printDetails = (world: World, workspace: Workspace, run: Run, storage: string): Json => ({
  ...common(run),
  createdTimeUtc: time(run.createdAt),
  runDefinition: null,
  runTypeV2: { orchestrator: typeOf(run), traits: [], attribution: null, computeType: null },
  submittedBy: run.job.createdBy,
  statusChangeReason: isTerminal(run.job) ? 'ended' : null,
  services: {
    Studio: {
      endpoint: `https://ml.azure.com/runs/${run.id}?wsid=${workspacePath(workspace)}`,
      type: 'Studio',
    },
  },
  logFiles: Object.fromEntries(
    [...logsOf(run).keys()].map((file) => [file, signedLink(world, storage, pathOf(run, file))]),
  ),
});
