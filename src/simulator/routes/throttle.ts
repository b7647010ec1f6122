/** The three buckets of Azure Resource Manager per subscription: how many requests they hold, and how many come back per second. */
const buckets = {
  reads: { size: 250, perSecond: 25 },
  writes: { size: 200, perSecond: 10 },
  deletes: { size: 200, perSecond: 10 },
} as const;

export type Bucket = keyof typeof buckets;

/** Which bucket a request is taken from. Every POST counts as a write. */
export const bucketOf = (method: string): Bucket => {
  if (method === 'GET' || method === 'HEAD') return 'reads';
  return method === 'DELETE' ? 'deletes' : 'writes';
};

export type Verdict =
  | { readonly allowed: true; readonly remaining: number }
  | { readonly allowed: false; readonly retryAfterSeconds: number };

/** Counts requests against token buckets, on the wall clock (`now` in ms). */
export const createThrottle = (now: () => number): ((subscriptionId: string, bucket: Bucket) => Verdict) => {
  const levels = new Map<string, { tokens: number; at: number }>();
  return (subscriptionId, bucket) => {
    const { size, perSecond } = buckets[bucket];
    const key = `${subscriptionId} ${bucket}`;
    const at = now();
    const level = levels.get(key) ?? { tokens: size, at };
    const tokens = Math.min(size, level.tokens + (Math.max(0, at - level.at) / 1000) * perSecond);
    if (tokens < 1) {
      levels.set(key, { tokens, at });
      return { allowed: false, retryAfterSeconds: Math.max(1, Math.ceil((1 - tokens) / perSecond)) };
    }
    levels.set(key, { tokens: tokens - 1, at });
    return { allowed: true, remaining: Math.floor(tokens - 1) };
  };
};
