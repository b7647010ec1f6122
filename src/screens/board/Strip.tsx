import { Box } from 'ink';
import type { Compute, VmSize } from '#azure/model.ts';
import { moneyOf } from '#state/compute-state.ts';
import { waitingIn } from '#state/job-phase.ts';
import { memo } from '#state/memo.ts';
import { selectedCompute, sizesByName } from '#state/selectors.ts';
import { trackOf } from '#state/track.ts';
import { cut } from '../cells.ts';
import { useApp, useKit, type Area } from '../context.ts';
import { shortSize } from '../figures.ts';
import { Lines } from '../parts/Lines.tsx';
import { sparkWords } from '../spark.ts';
import { stateWord } from '../tables/compute-table.ts';
import { money, seconds } from '../words.ts';

const machineWords = (compute: Compute, sizes: ReadonlyMap<string, VmSize> | undefined): string => {
  const { detail } = compute;
  const size =
    detail.is === 'other' ? '' : shortSize(sizes?.get(detail.vmSize.toLowerCase())?.name ?? detail.vmSize);
  const priority =
    detail.is !== 'cluster'
      ? ''
      : detail.priority.is === 'LowPriority'
        ? 'low priority'
        : detail.priority.text.toLowerCase();
  return [compute.type.text, size, priority, compute.location].filter((part) => part !== '').join(' ');
};

const countNames = [
  ['running', 'run'],
  ['idle', 'idle'],
  ['preparing', 'prep'],
  ['leaving', 'leaving'],
  ['unusable', 'unusable'],
  ['preempted', 'preempted'],
] as const;

const stateWords = (compute: Compute): string => {
  const { detail } = compute;
  if (detail.is !== 'cluster') return stateWord(compute);
  const counts = countNames.flatMap(([name, word]) =>
    detail.counts[name] > 0 ? [`${word} ${detail.counts[name]}`] : [],
  );
  return [`nodes ${detail.currentNodes} of ${detail.targetNodes} ${stateWord(compute)}`, counts.join(' ')]
    .filter((part) => part !== '')
    .join('  ');
};

/** Slots of the picture: half an hour of them, where there is room a whole one. */
const reachIn = (columns: number) => ({ cells: columns < 90 ? 15 : 30, perCell: 1 });

const waitingNow = memo(waitingIn);

/** How many nodes there were and how many jobs waited, as far as it was seen from here. Changes with answers only. */
const Sparks = ({ compute, columns }: { readonly compute: Compute; readonly columns: number }) => {
  const { glyphs, workbench } = useKit();
  // What waits now is in the job index, outside the store.
  useApp((state) => state.board?.jobs.version);
  const waiting = waitingNow(workbench.jobs.queueOf(compute.name));
  const track = useApp((state) => trackOf(state, compute.id));
  const reach = reachIn(columns);
  const nodes = sparkWords(track, 'nodes', reach, glyphs);
  const queue = sparkWords(track, 'queue', reach, glyphs);
  const now = compute.detail.is === 'cluster' ? compute.detail.currentNodes : 0;
  const parts = [
    nodes === undefined ? '' : `nodes over ${nodes.span} ${nodes.bars} ${now}`,
    queue === undefined
      ? ''
      : `waiting${nodes === undefined ? ` over ${queue.span}` : ''} ${queue.bars} ${waiting}`,
  ].filter((part) => part !== '');
  return <Lines lines={[` ${cut(parts.join('   '), columns - 1)}`]} />;
};

/** What kind of machine it is and how it stands, in lines above its nodes: two, with a third one its nodes and queue over time. Beside the computes it begins with the name, and has room for the quota. */
export const Strip = ({ columns, rows, quota }: Area & { readonly quota?: string }) => {
  const compute = useApp(selectedCompute);
  const sizes = useApp(sizesByName);
  if (compute === undefined) return <Lines lines={Array.from({ length: rows }, () => '')} />;
  const { detail } = compute;
  const scale =
    detail.is === 'cluster'
      ? `min ${detail.minNodes} max ${detail.maxNodes}${detail.idleSeconds === undefined ? '' : ` idle ${seconds(detail.idleSeconds)}`}`
      : '';
  const costs = moneyOf(compute, sizes);
  const priced = compute.attached ? '' : `${money(costs.now)} now, ${money(costs.atMax)} at max`;
  const lines = [
    `${quota === undefined ? '' : `${compute.name}  `}${machineWords(compute, sizes)}   ${scale}${quota ?? ''}`,
    `${stateWords(compute)}  ${priced}`,
  ];
  return (
    <Box flexDirection="column" height={rows} overflow="hidden">
      <Lines lines={lines.map((words) => ` ${cut(words, columns - 1)}`)} />
      {rows > 2 && <Sparks compute={compute} columns={columns} />}
    </Box>
  );
};
