import type { Accepted, Gateway, Json } from '#azure/gateway.ts';
import type { Compute } from '#azure/model.ts';
import type { Place } from '#azure/place.ts';
import type { Answer } from '#azure/problem.ts';
import { sameScale, scaleOf } from '#azure/targets/scale-body.ts';
import { refused } from './refused.ts';

/*
 * Writes that look once more at what is there before they are sent: somebody else may have been quicker than the polls of this screen. Where
 * that cannot be seen, the service has the last word.
 */

type Asked = {
  readonly gateway: Gateway;
  readonly place: Place;
  readonly name: string;
  readonly body: Json;
};

const never = new AbortController().signal;

/**
 * Creates a compute under a name that nothing has.
 * @param whyNot asked first: why it must not be sent, in words
 */
export const createUnlessTaken = async (
  { gateway, place, name, body }: Asked,
  {
    overwrite,
    whyNot,
  }: { readonly overwrite: boolean; readonly whyNot: (() => Promise<string | undefined>) | undefined },
): Promise<Answer<Accepted>> => {
  const reason = await whyNot?.();
  if (reason !== undefined) return refused('AttachedAlready', reason);
  if (overwrite) return gateway.putCompute(place, name, body, never);
  const there = await gateway.getCompute(place, name, never);
  return there.ok
    ? refused('NameInUse', `somebody has created "${name}" meanwhile`)
    : gateway.putCompute(place, name, body, never, { onlyIfNew: true });
};

/** Changes the scale of a cluster that still has the one the user has `seen`. */
export const scaleUnlessScaled = async (
  { gateway, place, name, body }: Asked,
  seen: Compute['detail'],
): Promise<Answer<Accepted>> => {
  const there = await gateway.getCompute(place, name, never);
  const detail = there.ok ? there.value.detail : undefined;
  return detail?.is === 'cluster' && seen.is === 'cluster' && !sameScale(scaleOf(detail), scaleOf(seen))
    ? refused(
        'ScaledMeanwhile',
        `somebody has given "${name}" min ${detail.minNodes}, max ${detail.maxNodes} meanwhile`,
      )
    : gateway.patchCompute(place, name, body, never);
};
