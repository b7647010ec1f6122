import { push, type Happening } from './event.ts';
import { nextSerial, type World } from './world.ts';

/** Lets something happen `waitMs` from the world's now. Of two at the same moment the one planned first comes first. */
export const after = (world: World, waitMs: number, what: Happening): void => {
  push(world.events, { at: world.now + Math.max(0, Math.round(waitMs)), serial: nextSerial(world), what });
};
