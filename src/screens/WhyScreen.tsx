import { nameOf } from '#azure/place.ts';
import type { Job } from '#azure/model.ts';
import { useStore } from 'zustand';
import type { AppState } from '#state/app-state.ts';
import { isLive, jobPhase } from '#state/job-phase.ts';
import { findCompute, sizesByName } from '#state/selectors.ts';
import { nodesOfOtherJobs } from '#state/other-jobs.ts';
import { waitingFacts } from '#state/why/facts.ts';
import { whyWaiting } from '#state/why/waiting.ts';
import { useKit, type Area, type Kit } from './context.ts';
import { problemLines, wrapWords } from './facts.ts';
import { forHowLong } from './figures.ts';
import { otherWords } from './queue-words.ts';
import { Facts } from './parts/Facts.tsx';
import type { RouteOf } from './route-of.ts';
import { computeSentences, jobSentences, nodeSentences } from './why/row-sentences.ts';
import { cardTitle, sentenceLines, waitingLines } from './why/why-lines.ts';
import { jobStatusText } from './tables/queue-table.ts';
import { age } from './words.ts';

type Subject = RouteOf<'why'>['of'];
type Look = { readonly state: AppState; readonly kit: Kit; readonly columns: number };

/** How the cancellation went that was asked for here. */
const cancelLines = (name: string, { state, kit, columns }: Look): readonly string[] => {
  const cancel = state.board?.queue.cancels[name];
  switch (cancel?.is) {
    case 'refused':
      return [
        kit.paint.bold(' Its cancellation, asked for here, was not accepted'),
        ...problemLines(cancel.problem, columns).map(kit.paint.needsPerson),
        '',
      ];
    case 'sending':
      return [kit.paint.changing('   Its cancellation is on its way to the service.'), ''];
    case 'accepted':
      return [
        kit.paint.changing('   The service has accepted its cancellation: it is on its way to its end.'),
        '',
      ];
    case undefined:
      return [];
  }
};

const jobLines = (job: Job, look: Look): readonly string[] => {
  const { state, kit, columns } = look;
  const drawing = { columns, paint: kit.paint, glyphs: kit.glyphs };
  const { board, serverTimeMs } = state;
  const since = forHowLong(board?.jobs.since.get(job.name), serverTimeMs);
  const { data: detail, problem } = board?.job.remote ?? {};
  const whole = detail?.name === job.name ? { ...detail, ...job } : job;
  const made = serverTimeMs === undefined || job.createdAt === 0 ? '-' : age(serverTimeMs - job.createdAt);
  const sentences = sentenceLines(
    jobSentences(whole, { forHowLong: since, age: made }),
    drawing,
    jobPhase(job.status) !== 'waiting',
  );
  const status = jobStatusText(job, board?.queue.cancels ?? {});
  const unread =
    problem === undefined ? [] : ['', ...problemLines(problem, columns).map(kit.paint.needsPerson)];
  if (
    jobPhase(job.status) !== 'waiting' ||
    (board?.queue.cancels[job.name]?.is === 'accepted' && isLive(job.status))
  )
    return [
      cardTitle(`${job.displayName} is ${status}, for ${since}`, drawing),
      '',
      ...cancelLines(job.name, look),
      ...sentences,
      ...unread,
    ];
  const place = kit.workbench.jobs.placeOf(job);
  const where =
    place === undefined
      ? ''
      : `; number ${place.place} of ${place.of}, by age, of those that wait for ${job.compute}`;
  const cluster = board?.computes.data?.find(({ name }) => name.toLowerCase() === job.compute)?.id;
  const others = otherWords(nodesOfOtherJobs(state, kit.workbench.jobs, cluster));
  return [
    cardTitle(`Why is ${job.displayName} waiting?`, drawing),
    ...wrapWords(`${status} for ${since}${where}`, columns - 4).map((line) => `   ${line}`),
    ...cancelLines(job.name, look),
    ...(others === ''
      ? []
      : wrapWords(`On ${job.compute} ${others}: steps of pipelines are not in it.`, columns - 4).map(
          (line) => `   ${line}`,
        )),
    '',
    ...waitingLines(
      whyWaiting(waitingFacts(state, kit.workbench.jobs, job)),
      { on: job.compute, forHowLong: since },
      drawing,
    ),
    ...sentences,
    ...unread,
  ];
};

const goneLines = (what: string, { kit }: Look): readonly string[] => [
  '',
  kit.paint.secondary(`   This ${what} is not there any more, or has not been read. q goes back.`),
];

const computeLines = (id: string, look: Look): readonly string[] => {
  const { state, kit, columns } = look;
  const compute = findCompute(state, id);
  if (compute === undefined) return goneLines('compute', look);
  const drawing = { columns, paint: kit.paint, glyphs: kit.glyphs };
  const live = kit.workbench.jobs.queueOf(compute.name).filter(({ status }) => isLive(status));
  return [
    cardTitle(compute.name, drawing),
    '',
    ...sentenceLines(computeSentences(compute, live, sizesByName(state)), drawing, true),
  ];
};

const nodeLines = (of: Extract<Subject, { readonly is: 'node' }>, look: Look): readonly string[] => {
  const { state, kit, columns } = look;
  const nodes = state.board?.nodes[of.clusterId];
  const node = nodes?.remote.data?.find(({ id }) => id === of.id);
  if (node === undefined) return goneLines('node', look);
  const drawing = { columns, paint: kit.paint, glyphs: kit.glyphs };
  const job = node.jobName === undefined ? undefined : kit.workbench.jobs.get(node.jobName);
  const since = forHowLong(nodes?.since.get(node.id), state.serverTimeMs);
  const cluster = nameOf(of.clusterId);
  return [
    cardTitle(node.id, drawing),
    '',
    ...sentenceLines(nodeSentences(node, { cluster, job, forHowLong: since }), drawing, true),
  ];
};

const linesOf = (of: Subject, look: Look): readonly string[] => {
  const { state, kit } = look;
  switch (of.is) {
    case 'compute':
      return computeLines(of.id, look);
    case 'node':
      return nodeLines(of, look);
    case 'job': {
      const detail = state.board?.job.remote.data;
      const job = kit.workbench.jobs.get(of.name) ?? (detail?.name === of.name ? detail : undefined);
      return job === undefined ? goneLines('job', look) : jobLines(job, look);
    }
  }
};

/** The card about one row: why it waits, or what is wrong with it, and everything that is known of it, in sentences. */
export const WhyScreen = ({ route, columns, rows }: Area & { readonly route: RouteOf<'why'> }) => {
  const kit = useKit();
  const state = useStore(kit.workbench.store);
  return (
    <Facts groups={[]} notes={linesOf(route.of, { state, kit, columns })} columns={columns} rows={rows} />
  );
};
