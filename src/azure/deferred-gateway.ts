import { everyMethod } from './every-method.ts';
import type { Gateway } from './gateway.ts';

/** A gateway that can be asked before it is open: its questions wait until it is. */
export const deferredGateway = (opening: Promise<Gateway>): Gateway =>
  everyMethod(async (_, args, ask) => ask(await opening, args));
