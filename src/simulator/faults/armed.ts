import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { isMeantFor, limitOf, type Effect, type Fault } from './fault.ts';

/** A fault and how often it has struck. */
export type Armed = { readonly fault: Fault; readonly struck: number };

/** The faults that wait for requests. */
export type Faults = {
  /** Adds faults after those there are: of two that are meant for one request the first goes first. */
  readonly arm: (faults: readonly Fault[]) => void;
  readonly clear: () => void;
  readonly list: () => readonly Armed[];
  /** How far the clock of the service is off now, in seconds: for the validity of tokens it gives out. */
  readonly skewSeconds: () => number;
  /** The first fault of these kinds that strikes this request; it is counted. */
  readonly strike: <K extends Effect['kind']>(
    kinds: readonly K[],
    method: string,
    path: string,
  ) => Extract<Effect, { readonly kind: K }> | undefined;
};

type Entry = { readonly fault: Fault; struck: number };

const isLeft = ({ fault, struck }: Entry): boolean => struck < limitOf(fault);

const isOf = <K extends Effect['kind']>(
  fault: Effect,
  kinds: readonly K[],
): fault is Extract<Effect, { readonly kind: K }> => kinds.some((kind) => kind === fault.kind);

/** A place for faults. Their chance is their own: worlds stay reproducible, and the same seed and requests give the same strikes. */
export const createFaults = (seed: number): Faults => {
  const random = xoroshiro128plus(seed ^ 0x5f_a1_75);
  let entries: Entry[] = [];
  const falls = (percent: number): boolean =>
    percent >= 100 || uniformInt(random, 1, 100_000) <= percent * 1000;
  return {
    arm: (faults) => {
      entries.push(...faults.map((fault) => ({ fault, struck: 0 })));
    },
    clear: () => {
      entries = [];
    },
    list: () => entries.map(({ fault, struck }) => ({ fault, struck })),
    skewSeconds: () => {
      const found = entries.find((entry) => entry.fault.kind === 'skew' && isLeft(entry))?.fault;
      return found?.kind === 'skew' ? found.seconds : 0;
    },
    strike: (kinds, method, path) => {
      for (const entry of entries) {
        const { fault } = entry;
        if (!isLeft(entry) || !isMeantFor(fault, method, path)) continue;
        const { percent = 100 } = fault;
        if (!isOf(fault, kinds) || !falls(percent)) continue;
        entry.struck += 1;
        return fault;
      }
      return undefined;
    },
  };
};
