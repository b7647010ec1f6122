import type { Compute } from '#azure/model.ts';
import { sameScale, scaleOf, type Scale } from '#azure/targets/scale-body.ts';
import type { Recycle } from './acts-state.ts';

/** The scale that makes all nodes leave. */
export const emptied = ({ idleSeconds }: Scale): Scale => ({
  min: 0,
  max: 0,
  ...(idleSeconds === undefined ? {} : { idleSeconds }),
});

/** `min 1, max 10`, with the idle time where it is known. */
export const scaleWords = ({ min, max, idleSeconds }: Scale): string =>
  `min ${min}, max ${max}${idleSeconds === undefined ? '' : `, idle ${idleSeconds}s`}`;

/** What follows from a look at a cluster whose nodes are being recycled. */
export type Move =
  | { readonly do: 'wait'; readonly word: string }
  | { readonly do: 'send'; readonly step: 'emptying' | 'restoring' }
  | { readonly do: 'step'; readonly step: 'waiting' | 'restored' }
  /** Over without success; nothing is left to restore. */
  | { readonly do: 'end'; readonly why: string }
  /** It goes no further by itself, and the scale is not the original one. */
  | { readonly do: 'stop'; readonly why: string };

const settled = ['Succeeded', 'Failed', 'Canceled'];

const changed = (scale: Scale, original: Scale): string =>
  `somebody has given it another scale meanwhile (${scaleWords(scale)}), which stays: it had ${scaleWords(original)}`;

/**
 * The next move of a recycling, by what the service says of the cluster. What somebody else has changed meanwhile is never written over.
 * @param sent whether the request of the present step has been sent and answered well
 */
export const nextMove = ({ original, step }: Recycle, sent: boolean, compute: Compute): Move => {
  const { detail, provisioning } = compute;
  if (detail.is !== 'cluster') return { do: 'end', why: 'it is no cluster any more' };
  const scale = scaleOf(detail);
  if (!settled.includes(provisioning.is)) return { do: 'wait', word: provisioning.text };
  const isEmpty = scale.min === 0 && scale.max === 0;
  const isOriginal = sameScale(scale, original);
  switch (step) {
    case 'resumed':
    case 'elsewhere':
      if (isOriginal) return { do: 'step', step: 'restored' };
      if (!isEmpty) return { do: 'end', why: changed(scale, original) };
      return step === 'resumed'
        ? { do: 'step', step: 'waiting' }
        : { do: 'wait', word: 'another session is at it' };
    case 'emptying':
      if (!sent)
        return isOriginal ? { do: 'send', step: 'emptying' } : { do: 'end', why: changed(scale, original) };
      if (isEmpty && provisioning.is === 'Succeeded') return { do: 'step', step: 'waiting' };
      if (isEmpty) return { do: 'send', step: 'restoring' };
      return {
        do: 'end',
        why: isOriginal
          ? 'the service did not take the scale of 0: the cluster has the scale that it had'
          : changed(scale, original),
      };
    case 'waiting':
      if (isOriginal) return { do: 'step', step: 'restored' };
      if (!isEmpty) return { do: 'end', why: changed(scale, original) };
      return detail.currentNodes > 0
        ? { do: 'wait', word: nodesLeft(detail.currentNodes, detail.counts.running) }
        : { do: 'send', step: 'restoring' };
    case 'restoring':
      if (isOriginal) return { do: 'step', step: 'restored' };
      if (!isEmpty) return { do: 'end', why: changed(scale, original) };
      return sent
        ? { do: 'stop', why: 'the service has not taken the original scale: it is still empty' }
        : { do: 'send', step: 'restoring' };
    case 'stuck':
      // Somebody may have put it right by other means.
      if (isOriginal) return { do: 'step', step: 'restored' };
      return isEmpty
        ? { do: 'wait', word: 'its scale is still min 0, max 0' }
        : { do: 'end', why: changed(scale, original) };
    case 'restored':
    case 'over':
      return { do: 'step', step: 'restored' };
  }
};

const nodesLeft = (nodes: number, running: number): string =>
  `${nodes} ${nodes === 1 ? 'node' : 'nodes'} still there${running > 0 ? `, ${running} of them running a job` : ''}`;
