import type { Answer } from '#azure/problem.ts';

/** What the workbench itself refuses to send, after a last look. The code says why in a word. */
export const refused = (code: string, message: string): Answer<never> => ({
  ok: false,
  problem: { kind: 'conflict', error: { code, message: `${message}; nothing was sent`, details: [] } },
});
