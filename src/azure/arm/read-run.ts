import { jobStatusWord } from '../model.ts';
import { noteSignatures } from '../note-secrets.ts';
import type { Run, RunDetail } from '../runs.ts';
import { isRecord, present, record, text, time, type Raw } from './json.ts';
import { readServiceError } from './read-error.ts';

const userOf = (raw: Raw): string => text(record(raw.createdBy).userName) ?? text(raw.submittedBy) ?? '';

/** A run as the run-history service prints it in a list; undefined when it has no id. */
export const readRun = (raw: unknown): Run | undefined => {
  const own = record(raw);
  const name = text(own.runId);
  if (name === undefined) return undefined;
  return {
    name,
    displayName: text(own.displayName) ?? text(own.name) ?? name,
    status: jobStatusWord(own.status),
    compute: text(own.target) ?? '',
    // Lists and single runs name it differently.
    createdAt: time(own.createdUtc) ?? time(own.createdTimeUtc) ?? 0,
    type: text(own.runType) ?? text(record(own.runTypeV2).orchestrator) ?? '',
    user: userOf(own),
    ...present({
      startedAt: time(own.startTimeUtc),
      endedAt: time(own.endTimeUtc),
      parent: text(own.parentRunId),
      error: isRecord(own.error) ? readServiceError(own.error) : undefined,
    }),
  };
};

/** What a log file may be reached by: HTTPS only, because the address is all the proof there is. */
const signedUrl = (raw: unknown): string | undefined => {
  const url = typeof raw === 'string' ? URL.parse(raw) : null;
  if (url?.protocol !== 'https:') return undefined;
  noteSignatures(url.href);
  return url.href;
};

/** The log files of a run by their names, as addresses that are secrets. */
export const readLogUrls = (raw: unknown): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(record(record(raw).logFiles)).flatMap(([key, value]) => {
      const [name, url] = [text(key), signedUrl(value)];
      return name === undefined || url === undefined ? [] : [[name, url] as const];
    }),
  );

/** A run as the service prints it by itself. */
export const readRunDetail = (raw: unknown): RunDetail | undefined => {
  const run = readRun(raw);
  return run === undefined ? undefined : { ...run, logs: [...readLogUrls(raw).keys()] };
};
