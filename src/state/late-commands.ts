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

/** Reviewing and sending forms. */
export const sendingModule = lateModule(() => import('./commands/send-form.ts'));

/** Keeping what is typed into forms. */
export const keepingModule = lateModule(() => import('./commands/keep-form.ts'));

/** The same action as code. */
export const codingModule = lateModule(() => import('./commands/show-code.ts'));

/** Fetches them: begun after the first frame. */
export const loadLateCommands = async (): Promise<void> => {
  await Promise.all([
    sendingModule.load(),
    codingModule.load(),
    keepingModule.load(),
    import('./commands/watch-operation.ts'),
    import('./commands/last-look.ts'),
  ]);
};
