import type { GetTokenOptions } from '@azure/core-auth';

type AbortSignalLike = NonNullable<GetTokenOptions['abortSignal']>;

const aborted = (): DOMException => new DOMException('Given up.', 'AbortError');

/** Rejects with an `AbortError` as soon as one of `signals` says so, whatever becomes of `work`. */
export const unlessAborted = async <T>(work: Promise<T>, signals: readonly AbortSignalLike[]): Promise<T> => {
  if (signals.some((signal) => signal.aborted)) throw aborted();
  let giveUp = (): void => undefined;
  const over = new Promise<never>((_resolve, reject) => {
    giveUp = () => reject(aborted());
  });
  for (const signal of signals) signal.addEventListener('abort', giveUp);
  try {
    return await Promise.race([work, over]);
  } finally {
    for (const signal of signals) signal.removeEventListener('abort', giveUp);
  }
};
