import { setTimeout } from 'node:timers/promises';
import type { Answer } from '#azure/problem.ts';

const waitsAtMost = 5;
const longestWaitMs = 30_000;

/** Asks, and asks again when the service is busy and says for how long, as long as that is bearable. */
export const patiently = async <T>(ask: () => Promise<Answer<T>>): Promise<Answer<T>> => {
  let answer = await ask();
  for (let waits = 0; waits < waitsAtMost; waits += 1) {
    if (answer.ok || answer.problem.kind !== 'throttled') return answer;
    const { retryAfterMs } = answer.problem;
    if (retryAfterMs === undefined || retryAfterMs > longestWaitMs) return answer;
    await setTimeout(retryAfterMs);
    answer = await ask();
  }
  return answer;
};
