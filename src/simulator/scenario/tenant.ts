import { emptyWorld } from './build.ts';
import { subscriptions } from './main-place.ts';
import { addSurroundings } from './surroundings.ts';
import type { World } from '../world/world.ts';

/** Two subscriptions with their limits and no workspace yet. */
export const tenant = (seed: number, now: number): World => {
  const world = emptyWorld(seed, now);
  world.subscriptions.push(subscriptions.research, subscriptions.production);
  addSurroundings(world);
  world.quotas.push(
    {
      subscriptionId: subscriptions.research.id,
      location: 'westeurope',
      computes: 200,
      dedicated: 600,
      lowPriority: 300,
      families: {
        standardDSv2Family: 200,
        standardNCSv3Family: 60,
        standardFSv2Family: 48,
        standardNCASv3_T4Family: 64,
      },
      otherFamilies: 48,
    },
    {
      subscriptionId: subscriptions.research.id,
      location: 'northeurope',
      computes: 200,
      dedicated: 300,
      lowPriority: 100,
      families: { standardNCADSA100v4Family: 72, standardDSv3Family: 64 },
      otherFamilies: 24,
    },
  );
  return world;
};
