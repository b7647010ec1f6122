import type { Gateway } from '../gateway.ts';
import { idKey, workspaceId, type Place } from '../place.ts';
import type { Answer, Problem } from '../problem.ts';
import type { LogPart } from '../runs.ts';
import { readReply, type Reply } from './attempt.ts';
import type { DataPlane } from './data-plane.ts';
import { isRecord } from './json.ts';
import { readLogUrls, readRun, readRunDetail } from './read-run.ts';
import { readPart } from './read-log.ts';
import { urls } from './urls.ts';

/** The log files of so many runs are remembered by their addresses. */
const rememberedAtMost = 16;

/** What Azure's roles call the reading of runs. */
const readsRuns = 'Microsoft.MachineLearningServices/workspaces/experiments/runs/read';

/** Signs that an address is no longer good, or that the file is elsewhere now. */
const isStale = ({ kind }: Problem): boolean =>
  kind === 'forbidden' || kind === 'signed-out' || kind === 'not-found';

const withAsked = (answer: Answer<Reply>, place: Place): Answer<Reply> =>
  answer.ok || answer.problem.kind !== 'forbidden'
    ? answer
    : {
        ok: false,
        problem: { ...answer.problem, asked: { action: readsRuns, scope: workspaceId(place) } },
      };

/** The link to the next page: as the service gives it, else made of its token as Microsoft's clients do. */
const nextOf = (json: unknown, first: string): string | undefined => {
  if (!isRecord(json)) return undefined;
  const { nextLink, continuationToken } = json;
  if (typeof nextLink === 'string' && nextLink !== '') return nextLink;
  return typeof continuationToken === 'string' && continuationToken !== ''
    ? `${first}?%24continuationtoken=${encodeURIComponent(continuationToken)}`
    : undefined;
};

/**
 * Runs, their children and their logs, from the run-history service. The addresses of log files are secrets: they stay in here, in memory, and
 * are asked for anew when one of them has ended.
 */
export const createRuns = (
  dataPlane: DataPlane,
  timeoutMs: number,
): Pick<Gateway, 'getRun' | 'listChildren' | 'readLog'> => {
  const logs = new Map<string, ReadonlyMap<string, string>>();
  const keyOf = (place: Place, run: string): string => `${idKey(workspaceId(place))} ${run}`;

  const details = async (place: Place, run: string, signal: AbortSignal): Promise<Answer<Reply>> => {
    const answer = withAsked(await dataPlane.ask(place, urls.run(place, run, 'details'), signal), place);
    if (!answer.ok) return answer;
    const key = keyOf(place, run);
    logs.delete(key);
    logs.set(key, readLogUrls(answer.value.json));
    const [oldest] = logs.keys();
    if (logs.size > rememberedAtMost && oldest !== undefined) logs.delete(oldest);
    return answer;
  };

  const linkOf = (place: Place, run: string, file: string): string | undefined =>
    logs.get(keyOf(place, run))?.get(file);

  const noSuchFile: Answer<LogPart> = {
    ok: false,
    problem: {
      kind: 'not-found',
      error: { code: 'LogFileNotFound', message: 'The run has no log file of that name.', details: [] },
    },
  };

  return {
    getRun: async (place, name, signal) =>
      readReply(await details(place, name, signal), 'not a run', ({ json }) => readRunDetail(json)),

    listChildren: async (place, name, next, signal) => {
      const first = urls.run(place, name, 'children');
      const answer = withAsked(await dataPlane.ask(place, next ?? first, signal), place);
      return readReply(answer, 'no list of runs', ({ json }) => {
        if (!isRecord(json) || !Array.isArray(json.value)) return undefined;
        const more = nextOf(json, first);
        return {
          runs: json.value.map(readRun).filter((run) => run !== undefined),
          ...(more === undefined || more === next ? {} : { next: more }),
        };
      });
    },

    readLog: async (place, { run, file, ...wanted }, signal) => {
      const known = linkOf(place, run, file);
      if (known !== undefined) {
        const answer = await readPart(dataPlane.open, known, wanted, timeoutMs, signal);
        if (answer.ok || !isStale(answer.problem)) return answer;
      }
      const fresh = await details(place, run, signal);
      if (!fresh.ok) return fresh;
      const url = linkOf(place, run, file);
      return url === undefined ? noSuchFile : readPart(dataPlane.open, url, wanted, timeoutMs, signal);
    },
  };
};
