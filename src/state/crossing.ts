import type * as Crossing from './commands/cross.ts';
import type * as Ways from './job-and-nodes.ts';

let loaded: (typeof Crossing & typeof Ways) | undefined;

/** The way between jobs and nodes, once it is there: it is not among what the first frame waits for. */
export const crossing = (): typeof loaded => loaded;

/** Fetches it. Begun after the first frame; whoever wants to go that way earlier waits for it. */
export const loadCrossing = async (): Promise<typeof Crossing & typeof Ways> => {
  if (loaded !== undefined) return loaded;
  const { cross, jobAndNodes } = await import('./all-late.ts');
  return (loaded = { ...cross, ...jobAndNodes });
};
