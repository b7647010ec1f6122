/** A module whose code comes after the first frame. */
export type LateModule<M> = {
  /** Undefined until it is there. */
  readonly now: () => M | undefined;
  readonly load: () => Promise<M>;
};

export const lateModule = <M>(fetch: () => Promise<M>): LateModule<M> => {
  let loaded: M | undefined;
  return { now: () => loaded, load: async () => (loaded ??= await fetch()) };
};

/**
 * Commands of a module that comes later: each is as it will be, and whoever calls one earlier waits for it.
 * @param create makes them once, of the module
 * @param names of all of them
 */
export const lateCommands = <M, C extends Readonly<Record<keyof C, (...args: never[]) => void>>>(
  module: LateModule<M>,
  create: (module: M) => C,
  names: readonly (keyof C & string)[],
): C => {
  let made: C | undefined;
  const there = (loaded: M): C => (made ??= create(loaded));
  const entries = names.map((name) => [
    name,
    (...args: never[]): void => {
      const loaded = module.now();
      if (loaded === undefined) void module.load().then((late) => there(late)[name](...args));
      else there(loaded)[name](...args);
    },
  ]);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- one entry for each name, which are all there are
  return Object.fromEntries(entries) as C;
};

const all = () => import('./all-late.ts');

/** Reviewing and sending forms. */
export const sendingModule = lateModule(async () => (await all()).sendForm);

/** Looking up jobs that have left the newest page: after the first page there is none yet. */
export const lookingUpModule = lateModule(async () => (await all()).lookUpJob);

/** What of the code of an action is on the screen. */
export const codeViewModule = lateModule(async () => (await all()).codeView);

/** Removing computes and telling instances what to do. */
export const tellingModule = lateModule(async () => (await all()).tellComputes);

/** Keeping what is typed into forms. */
export const keepingModule = lateModule(async () => (await all()).keepForm);

/** The same action as code. */
export const codingModule = lateModule(async () => (await all()).showCode);

/** What is left to do at the end of an operation. */
export const endingModule = lateModule(async () => (await all()).afterEnd);

/** Fetches them: begun after the first frame. */
export const loadLateCommands = async (): Promise<void> => {
  await Promise.all([
    sendingModule.load(),
    tellingModule.load(),
    codingModule.load(),
    codeViewModule.load(),
    lookingUpModule.load(),
    keepingModule.load(),
    endingModule.load(),
  ]);
};
