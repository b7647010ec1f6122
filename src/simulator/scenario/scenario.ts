import type { World } from '../world/world.ts';
import { hugeWorld, largeWorld } from './crowd.ts';
import { smallWorld } from './small.ts';

export type Scale = 'small' | 'large' | 'huge';

const worlds: Readonly<Record<Scale, (seed: number, now: number) => World>> = {
  small: smallWorld,
  large: largeWorld,
  huge: hugeWorld,
};

/** The world a demo starts with. `now` in ms since the epoch, of the world's clock. */
export const startWorld = (scale: Scale, seed: number, now: number): World => worlds[scale](seed, now);
