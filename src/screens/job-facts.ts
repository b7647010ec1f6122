import type { Job, JobDetail } from '#azure/model.ts';
import type { Run, RunDetail } from '#azure/runs.ts';
import type { Since } from '#state/since.ts';
import type { Remote } from '#state/remote.ts';
import { explain } from './explain.ts';
import { errorFacts, type Fact, type FactGroup } from './facts.ts';
import { forHowLong, moment } from './figures.ts';
import { stateLooks } from './state-looks.ts';
import { jobLook, jobStatusText, type QueueFacts } from './tables/queue-table.ts';
import { age, seconds } from './words.ts';

const whenCreated = (createdAt: number, serverTimeMs: number | undefined): string | undefined =>
  createdAt === 0
    ? undefined
    : `${moment(createdAt) ?? ''}${serverTimeMs === undefined ? '' : `, ${age(serverTimeMs - createdAt)} ago`}`;

/** What is seen of a job from here, and what run history says of it. */
type JobSeen = Pick<QueueFacts, 'serverTimeMs' | 'cancels'> & {
  readonly since: Since | undefined;
  readonly run: Remote<RunDetail>;
};

/** When it began and ended, and what went wrong. */
const runTimes = ({ startedAt, endedAt, error }: Run, serverTimeMs: number | undefined): readonly Fact[] => {
  const until = endedAt ?? serverTimeMs;
  return [
    ...(error === undefined ? [] : errorFacts('error', [error])),
    { label: 'started', words: moment(startedAt) },
    { label: 'ended', words: moment(endedAt) },
    {
      label: 'ran for',
      words: startedAt === undefined || until === undefined ? undefined : age(until - startedAt),
    },
  ];
};

/** The same as far as it is known; where it cannot be read, why. */
const knownTimes = (
  { data, problem }: Remote<RunDetail>,
  serverTimeMs: number | undefined,
): readonly Fact[] =>
  data !== undefined
    ? runTimes(data, serverTimeMs)
    : problem === undefined
      ? []
      : [{ label: 'start, end', words: `not known: ${explain(problem).what}`, tone: 'needsPerson' }];

/** A job as Azure Resource Manager tells it: its row, then what the service adds. */
export const jobFacts = (
  job: Job,
  detail: JobDetail | undefined,
  { since, serverTimeMs, cancels, run }: JobSeen,
): readonly FactGroup[] => [
  {
    title: job.type === '' ? 'Job' : `${job.type} job`,
    facts: [
      { label: 'display name', words: job.displayName },
      { label: 'name', words: job.name },
      { label: 'status', words: jobStatusText(job, cancels), tone: jobLook(job, cancels).tone },
      {
        label: 'for',
        words: since === undefined ? undefined : `${forHowLong(since, serverTimeMs)} (seen from here)`,
      },
      { label: 'created', words: whenCreated(job.createdAt, serverTimeMs) },
      ...knownTimes(run, serverTimeMs),
      { label: 'user', words: job.createdBy },
      { label: 'experiment', words: job.experiment },
      { label: 'compute', words: job.compute === '' ? 'none of its own' : job.compute },
      { label: 'nodes', words: String(job.nodes) },
    ],
  },
  {
    title: 'What it runs',
    facts: [
      { label: 'command', words: detail?.command },
      { label: 'environment', words: detail?.environment },
      { label: 'description', words: detail?.description },
      {
        label: 'time limit',
        words: detail?.timeoutSeconds === undefined ? undefined : seconds(detail.timeoutSeconds),
      },
      { label: 'studio', words: detail?.studioUrl },
      ...Object.entries(detail?.tags ?? {}).map(([name, value]) => ({
        label: `tag ${name}`,
        words: value,
      })),
    ],
  },
];

/** A run that only run history knows: a step of a pipeline job, a trial of a sweep. */
export const runFacts = (
  run: RunDetail,
  child: Run | undefined,
  studio: string | undefined,
  serverTimeMs: number | undefined,
): readonly FactGroup[] => [
  {
    title: run.parent === undefined ? 'Run' : 'Part of a job',
    facts: [
      { label: 'display name', words: child?.displayName ?? run.displayName },
      { label: 'run', words: run.name },
      { label: 'part of', words: run.parent },
      { label: 'status', words: run.status.text, tone: stateLooks.job[run.status.is].tone },
      { label: 'created', words: whenCreated(run.createdAt, serverTimeMs) },
      ...runTimes(run, serverTimeMs),
      { label: 'compute', words: run.compute === '' ? 'none of its own' : run.compute },
      { label: 'user', words: run.user === '' ? child?.user : run.user },
      { label: 'kind', words: child?.type ?? run.type },
      { label: 'logs', words: run.logs.join(', ') },
      { label: 'studio', words: studio },
    ],
  },
];
