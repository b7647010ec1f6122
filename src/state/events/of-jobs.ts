import type { Job } from '#azure/model.ts';
import { jobPhase } from '../job-phase.ts';
import type { SinceById } from '../since.ts';
import type { EventTone, Sighting } from './work-event.ts';

const toneOf = ({ is }: Job['status']): EventTone => {
  if (is === 'Completed' || is === 'Running') return 'works';
  if (is === 'Failed' || is === 'NotResponding') return 'needsPerson';
  return jobPhase({ is, text: is }) === 'done' ? 'neutral' : 'changing';
};

/** What has become of the jobs, and which of them have ended. */
export type JobNews = { readonly sightings: readonly Sighting[]; readonly ended: readonly Job[] };

const nothing: JobNews = { sightings: [], ended: [] };

const titleOf = ({ name, displayName }: Job): string => (displayName === '' ? name : displayName);

/**
 * What has become of the jobs between two looks, told from those that were live at either. Jobs that only the reading of the list's rest
 * has shown are older than the look before, and no news.
 * @param jobOf what is known of a job now; undefined when the service has it no more
 * @param lastLookAt the service's clock at the look before, ms; undefined when there was none
 */
export const jobNews = (
  before: SinceById,
  after: SinceById,
  jobOf: (name: string) => Job | undefined,
  lastLookAt: number | undefined,
): JobNews => {
  if (before === after) return nothing;
  const sightings: Sighting[] = [];
  const ended: Job[] = [];
  const tell = (job: Job, change: string, alike?: string): void => {
    sightings.push({
      kind: 'job',
      name: titleOf(job),
      change,
      ...(alike === undefined ? {} : { alike }),
      tone: toneOf(job.status),
      who: '',
      subject: { is: 'job', name: job.name },
    });
  };
  for (const [name, { word }] of after) {
    const old = before.get(name);
    const job = jobOf(name);
    if (job === undefined || old?.word === word) continue;
    if (old !== undefined) tell(job, `${old.word} -> ${word}`);
    else if (lastLookAt !== undefined && job.createdAt >= lastLookAt)
      tell(
        job,
        `submitted by ${job.createdBy === '' ? 'somebody' : job.createdBy}, ${word}`,
        `submitted, ${word}`,
      );
  }
  for (const [name, { word }] of before) {
    if (after.has(name)) continue;
    const job = jobOf(name);
    if (job === undefined) {
      const subject = { is: 'job', name } as const;
      sightings.push({ kind: 'job', name, change: `gone, was ${word}`, tone: 'neutral', who: '', subject });
    } else {
      tell(job, `${word} -> ${job.status.text}`);
      ended.push(job);
    }
  }
  return { sightings, ended };
};
