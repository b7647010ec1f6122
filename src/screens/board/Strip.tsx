import type { Compute, VmSize } from '#azure/model.ts';
import { moneyOf } from '#state/compute-state.ts';
import { selectedCompute, sizesByName } from '#state/selectors.ts';
import { cut } from '../cells.ts';
import { useApp, useKit } from '../context.ts';
import { serviceWords } from '../service-words.ts';
import { shortSize } from '../figures.ts';
import { Lines } from '../parts/Lines.tsx';
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

/** What kind of machine it is and how it stands, in two lines above its nodes. */
export const Strip = ({ columns }: { readonly columns: number }) => {
  const { paint } = useKit();
  const compute = useApp(selectedCompute);
  const sizes = useApp(sizesByName);
  if (compute === undefined) return <Lines lines={['', '']} />;
  const { detail } = compute;
  const scale =
    detail.is === 'cluster'
      ? `min ${detail.minNodes} max ${detail.maxNodes}${detail.idleSeconds === undefined ? '' : ` idle ${seconds(detail.idleSeconds)}`}`
      : '';
  const costs = moneyOf(compute, sizes);
  const priced = compute.attached ? '' : `${money(costs.now)} now, ${money(costs.atMax)} at max`;
  const error = detail.is === 'cluster' ? detail.allocationErrors[0] : compute.provisioningErrors[0];
  const second = error === undefined ? `${stateWords(compute)}  ${priced}` : serviceWords(error);
  const first = cut(`${machineWords(compute, sizes)}   ${scale}`, columns - 1);
  const words = cut(second, columns - 1);
  return <Lines lines={[` ${first}`, ` ${error === undefined ? words : paint.needsPerson(words)}`]} />;
};
