import type { Breakage, Guard } from './breakage.ts';
import { r1 } from './r1.ts';
import { r2 } from './r2.ts';
import { r3 } from './r3.ts';
import { r4 } from './r4.ts';
import { r5 } from './r5.ts';
import { r6 } from './r6.ts';
import { r7 } from './r7.ts';

/** By guard: how it has been broken on purpose, each time noticed. `npm run guards` does it again. */
export const broken: Readonly<Record<Guard, readonly Breakage[]>> = {
  R1: r1,
  R2: r2,
  R3: r3,
  R4: r4,
  R5: r5,
  R6: r6,
  R7: r7,
};
