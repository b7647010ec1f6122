import { actingKeys } from './keys/acting.ts';
import { askingKeys } from './keys/asking.ts';
import type { Binding } from './keys/binding.ts';
import { codeKeys } from './keys/coding.ts';
import { connectingKeys } from './keys/connecting.ts';
import { doingKeys } from './keys/doing.ts';
import { findingKeys } from './keys/finding.ts';
import { followingKeys } from './keys/following.ts';
import { logKeys } from './keys/logging.ts';
import { movingKeys } from './keys/moving.ts';
import { payingKeys } from './keys/paying.ts';
import { programKeys } from './keys/program.ts';
import { queueKeys } from './keys/queue.ts';

export { actionIds, type ActionId, type Binding, type HelpGroup, type Scope } from './keys/binding.ts';
export { situations, type SituationId } from './keys/situations.ts';

/**
 * Every key of the program, in the order of the footer: what keys do, the footer, the help screen and the README are made of these rows.
 * Nothing that destroys is on Ctrl or on one lower-case letter, and nothing is only on a key that terminals, tmux or
 * screen keep for themselves (Shift with arrows, function keys, Alt, Ctrl-A, Ctrl-B, Ctrl-S, Ctrl-Q, Ctrl-H/J/K).
 */
export const keyTable: readonly Binding[] = [
  ...movingKeys,
  ...doingKeys,
  ...actingKeys,
  ...payingKeys,
  ...findingKeys,
  ...queueKeys,
  ...askingKeys,
  ...codeKeys,
  ...followingKeys,
  ...logKeys,
  ...connectingKeys,
  ...programKeys,
];
