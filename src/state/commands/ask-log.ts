import type { Problem } from '#azure/problem.ts';
import type { Board } from '../app-state.ts';
import { isLive } from '../job-phase.ts';
import { inOrder } from '../log/log-files.ts';
import { logTextOf, ringBytes } from '../log/log-text.ts';
import { shownFile, textKey, type LogView } from '../log/log-view.ts';
import type { Attempt, Next } from '../poller.ts';
import { answered, asking, failed } from '../remote.ts';
import { afterAnswer, afterFailure } from '../rhythm.ts';
import { updateBoard, type Context } from './context.ts';

/** What run history says of the run (its status, new log files) is asked for again after this time, ms. */
const detailMs = 30_000;

/** So many parts are read in one go: a whole ring is then full. */
const partsAtMost = 12;

/** Reads what is new in the log that is looked at, for as long as its run is not over. */
export const askLog = (context: Context): Attempt => {
  const { store, gateway, clock } = context;
  const text = logTextOf(store);
  /** A run that is over was seen so before: its log has had the time to be written to its end. */
  let overSince: { readonly run: string } | undefined;

  return async (signal): Promise<Next> => {
    const { board } = store.getState();
    const asked = board?.log;
    if (board === undefined || asked === undefined) return 'wait';
    const { generation, workspace } = board;
    const { run } = asked;
    const change = (to: (log: LogView) => LogView, serverTimeMs?: number): void => {
      const ofThis = (now: Board): Board => (now.log?.run === run ? { ...now, log: to(now.log) } : now);
      updateBoard(context, generation, ofThis, serverTimeMs);
    };
    const current = (): LogView | undefined => {
      const log = store.getState().board?.log;
      return log?.run === run ? log : undefined;
    };
    const failure = (of: 'run history' | 'storage', problem: Problem): Next => {
      if (problem.kind === 'aborted') return 'wait';
      const failures = (current()?.asked.failures ?? 0) + 1;
      change((log) => ({
        ...log,
        asked: failed(log.asked, problem, clock.now()),
        trouble: { of, problem },
      }));
      return afterFailure('log', problem, failures, context.random());
    };

    change((log) => ({ ...log, asked: asking(log.asked) }));
    const { detail } = asked;
    if (
      detail.data === undefined ||
      clock.now() - (detail.answeredAt ?? 0) >= detailMs ||
      asked.trouble !== undefined
    ) {
      const answer = await gateway.getRun(workspace.place, run, signal);
      if (!answer.ok) return failure('run history', answer.problem);
      const { value, serverTimeMs } = answer;
      const files = inOrder(value.logs);
      change((log) => ({ ...log, detail: answered(value, clock.now()), files }), serverTimeMs);
    }

    const log = current();
    const known = log?.detail.data;
    if (log === undefined || known === undefined) return 'wait';
    const lives = isLive(known.status);
    const file = shownFile(log);
    let grew = false;
    if (file !== undefined) {
      text.open(textKey(generation, log));
      for (let parts = 0; parts < partsAtMost; parts += 1) {
        const from = text.end;
        const part = await gateway.readLog(
          workspace.place,
          { run, file, from: from ?? 0, ...(from === undefined ? { tail: ringBytes } : {}) },
          signal,
        );
        if (signal.aborted) return 'wait';
        if (!part.ok) return failure('storage', part.problem);
        text.append(part.value);
        grew ||= part.value.bytes.length > 0;
        if (part.value.bytes.length === 0 || (text.end ?? 0) >= part.value.length) break;
      }
    }
    const wasOver = overSince?.run === run;
    overSince = lives ? undefined : { run };
    change(({ trouble: _, ...now }) => ({
      ...now,
      asked: answered(true, clock.now()),
      version: text.version,
      over: !lives && (wasOver || !grew),
    }));
    if (!lives && (wasOver || !grew)) return 'wait';
    return afterAnswer('log', context.restless || grew);
  };
};
