import { createForgetful, type Keeper } from '#state/keeper.ts';
import type { Audit } from './local/audit.ts';
import { createKeeper } from './local/keeper.ts';

/**
 * What outlives the program. The demo's world is a new one each time, so what was begun in it is not looked for in the next.
 * @param audit of writes to Azure; absent in the demo, whose writes are none
 */
export const keeperFor = (folder: string, audit: Pick<Audit, 'trouble'> | undefined): Keeper => {
  const files = createKeeper(folder, Date.now);
  if (audit !== undefined) return { ...files, trouble: () => files.trouble() ?? audit.trouble() };
  const { loadJournal, noteBegun, noteEnded } = createForgetful();
  return { ...files, loadJournal, noteBegun, noteEnded };
};
