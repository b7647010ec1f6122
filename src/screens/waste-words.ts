import type { WasteRow } from '#state/money/money-rows.ts';
import type { Unjudged } from '#state/money/waste.ts';
import { count, seconds } from './words.ts';

const listed = (names: readonly string[]): string =>
  names.length <= 3 ? names.join(', ') : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`;

/** What could not be judged, in one sentence. */
export const unjudgedWords = (unjudged: Unjudged, jobsKnown: number): string => {
  switch (unjudged.is) {
    case 'no-jobs':
      return 'The job list is not read: whether nodes idle for nothing cannot be told.';
    case 'jobs-partial':
      return `Jobs are partial, ${count(jobsKnown)} of ?: one that is needed may not be known yet.`;
    case 'no-clock':
      return 'The service has not told its time: ages cannot be told.';
    case 'price-unknown':
      return `No price is known for ${listed(unjudged.names)}.`;
    case 'nodes-forbidden':
      return `You may not list the nodes of ${listed(unjudged.names)}: since when they idle cannot be told.`;
    case 'age-unknown':
      return `Since when ${listed(unjudged.names)} runs is not told.`;
    case 'elsewhere':
      return `${count(unjudged.count)} attached or of other kinds: not judged, billed where they live.`;
  }
};

/** Why it is waste, and what Enter does about it. */
export const wasteWords = (row: WasteRow): string => {
  const { detail, name } = row.compute;
  const min = detail.is === 'cluster' ? detail.minNodes : 0;
  const idleTime = detail.is === 'cluster' ? detail.idleSeconds : undefined;
  switch (row.kind) {
    case 'idle': {
      const after = idleTime === undefined ? 'after its idle time' : `after ${seconds(idleTime)}`;
      const billed = 'and are billed until then';
      if (min > 0)
        return `No job waits for ${name}. Its minimum keeps ${min}; others leave by themselves ${after}, ${billed}. Enter opens its scale form with min 0.`;
      const mend = row.mend.by === 'scale' ? row.mend.idleSeconds : undefined;
      const form =
        mend === undefined ? 'its scale form' : `its scale form with an idle time of ${seconds(mend)}`;
      return `No job waits for ${name}. Its idle nodes leave by themselves ${after}, ${billed}. Enter opens ${form}.`;
    }
    case 'kept':
      return `The minimum of ${min} keeps nodes of ${name} that no job asks for. Enter opens its scale form with min 0: they leave once idle, and come back with the next job.`;
    case 'unusable':
      return 'Unusable nodes are billed and run nothing. Enter (or K) recycles them: it empties the cluster, jobs on it may end, and restores its scale by itself. It asks for its name first.';
    case 'running':
      return `${name} has been running for a day or more, and no job is on it. Whether somebody works in its notebooks cannot be told. Enter asks, then stops it.`;
    case 'broken':
      return `${name} is broken and billed; deleting it and making another is the documented cure. Enter asks for its name first.`;
    case 'stopped':
      return `${name} is stopped: its machine is not billed, its disk is, and it holds ${row.vCpus ?? 'its'} vCPUs of the quota. Enter asks for its name, then deletes it with its disk.`;
  }
};
