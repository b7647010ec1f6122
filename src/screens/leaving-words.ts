import type { Operation } from '#state/app-state.ts';

/** What becomes of what is under way when the program is left, in words; undefined when nothing is. */
export const leavingWords = (operations: readonly Operation[]): string | undefined => {
  const going = operations.filter(({ endedAt }) => endedAt === undefined);
  const recycled = going.find(({ recycle }) => recycle !== undefined);
  const unsent = going.flatMap(({ items = [] }) => items).filter(({ state }) => state === 'waiting').length;
  const single = going.filter(({ items, recycle }) => items === undefined && recycle === undefined).length;
  const words = [
    ...(recycled === undefined ? [] : [`the scale of ${recycled.name} waits for the next start`]),
    ...(unsent === 0 ? [] : [`${unsent} not sent yet, and will not be`]),
    ...(single === 0 ? [] : [`${single} under way, which ${single === 1 ? 'goes' : 'go'} on without you`]),
  ];
  return words.length === 0 ? undefined : words.join('; ');
};
