import type { AppState, Operation } from './app-state.ts';

const ofOne = ({ does, name, state, endedAt, items, recycle }: Operation): string | undefined => {
  if (recycle !== undefined)
    switch (recycle.step) {
      case 'stuck':
        return `the scale of ${name} is not restored: U on it restores it`;
      case 'resumed':
      case 'emptying':
      case 'waiting':
      case 'restoring':
        return `the scale of ${name} must still be restored: wait, or U on it does it now`;
      case 'elsewhere':
      case 'restored':
      case 'over':
        return undefined;
    }
  if (endedAt !== undefined) return undefined;
  // What of a plan is not sent yet may stay unsent: there this is the brake.
  return items === undefined && state === 'sending'
    ? `${does} of ${name} is not answered yet: wait until it is (t)`
    : undefined;
};

/** What is under way and must still write, and what to do about it, in words: a session that became read-only now would leave it half done. */
export const stillWriting = ({ operations }: Pick<AppState, 'operations'>): string | undefined => {
  // A scale that is not restored is the gravest.
  const [recycled, others] = [
    operations.filter(isRecycling),
    operations.filter((each) => !isRecycling(each)),
  ];
  return [...recycled, ...others].flatMap((each) => ofOne(each) ?? [])[0];
};

const isRecycling = ({ recycle }: Operation): boolean => recycle !== undefined;
