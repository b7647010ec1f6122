import type { World } from '../world/world.ts';
import { hugeWorld, largeWorld } from './crowd.ts';
import { smallWorld } from './small.ts';

export type Scale = 'small' | 'large' | 'huge';

const worlds: Readonly<Record<Scale, (seed: number, now: number, jobs?: number) => World>> = {
  small: smallWorld,
  large: largeWorld,
  huge: hugeWorld,
};

/**
 * The world a demo starts with.
 * @param now ms since the epoch, of the world's clock
 * @param jobs how many the main workspace of `huge` has, 100,000 when absent; the other scales have their own number
 */
export const startWorld = (scale: Scale, seed: number, now: number, jobs?: number): World =>
  worlds[scale](seed, now, jobs);
