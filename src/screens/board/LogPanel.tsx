import { useEffect, useState } from 'react';
import { lookAtLog } from '#state/log/log-steps.ts';
import { heldText } from '#state/log/log-text.ts';
import { shownFile, textKey, type LogPlace } from '#state/log/log-view.ts';
import { selectedRow } from '#state/selectors.ts';
import { cut } from '../cells.ts';
import { useApp, useInterest, useKit, type Area } from '../context.ts';
import { followedTop, windowFrom, type LogLook } from '../log-lines.ts';
import { writes } from '../log-moves.ts';
import { emptyLogWords, troubleWords } from '../log-words.ts';
import { Lines } from '../parts/Lines.tsx';
import { filled } from '../scrolled.ts';

/** The cursor may run through many jobs; only where it rests for this long is a log asked for. */
const restMs = 400;

const sources = ['log'] as const;

/** The newest lines of the log of the job under the queue's cursor. It is asked for only while this is on the screen. */
export const LogPanel = ({ columns, rows }: Area) => {
  const { glyphs, paint, workbench } = useKit();
  useInterest(sources);
  useApp((state) => state.board?.jobs.version);
  const active = useApp((state) => state.board?.panel === 'log');
  const job = useApp((state) => selectedRow('queue', state, workbench.jobs)?.name);
  const name = useApp((state) => selectedRow('queue', state, workbench.jobs)?.displayName ?? '');
  const log = useApp((state) => state.board?.log);
  const generation = useApp((state) => state.board?.generation);
  const [before, setBefore] = useState<{ readonly of: string; readonly top: LogPlace }>();
  useEffect(() => {
    if (job === undefined) return undefined;
    return workbench.after(restMs, () => {
      workbench.commands.step(lookAtLog(job, name));
    });
  }, [workbench, job, name]);

  const known = log !== undefined && log.run === job ? log : undefined;
  const text = heldText(workbench.store, textKey(generation, known));
  const file = known === undefined ? undefined : shownFile(known);
  const words = known === undefined ? '' : writes(known) ? 'follow' : 'ended';
  const title = [`4 LOG ${name}`, file ?? '', file === undefined ? '' : words]
    .filter((part) => part !== '')
    .join('  ');
  const look: LogLook = { cells: columns - 2, rows: Math.max(1, rows - 1), wrap: false, times: true };
  // A window of another height is filled anew, as on the log's own screen.
  const of = `${job ?? ''} ${file ?? ''} ${look.rows}`;
  const top = followedTop(text, before?.of === of ? before.top : undefined, look);
  if (before?.of !== of || before.top.line !== top.line) setBefore({ of, top });

  const trouble = known === undefined ? undefined : troubleWords(known);
  const shown =
    known === undefined || file === undefined ? [] : windowFrom(text, top, look).map((row) => ` ${row.text}`);
  const instead =
    job === undefined
      ? 'No job is selected.'
      : (trouble ?? (known === undefined ? 'Reading the log ..' : emptyLogWords(known)));
  const body =
    trouble === undefined && shown.length > 0
      ? shown
      : [paint.secondary(`   ${cut(instead, columns - 4)}`), ...(trouble === undefined ? [] : shown)];
  const header = `${active ? glyphs.cursor : ' '}${cut(title, columns - 1)}`;
  const lines = [active ? paint.bold(header) : header, ...body].slice(0, rows);
  return <Lines lines={filled(lines, rows)} />;
};
