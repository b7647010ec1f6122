import { lineOf } from '../line-edit.ts';
import type { WasteRow } from '../money/money-rows.ts';
import type { createForms } from './fill-form.ts';
import type { createTelling } from './tell-computes.ts';

/** The commands by which a waste is mended: each opens a form or asks. */
export type Mending = {
  readonly forms: Pick<ReturnType<typeof createForms>, 'openChange' | 'setLine'>;
  readonly telling: Pick<ReturnType<typeof createTelling>, 'openInstance' | 'openRemove'>;
};

/** Opens the form of what is to be done, with the numbers in it, or asks whether to do it. Sends nothing. */
export const mendWaste = ({ forms, telling }: Mending, { compute, mend }: WasteRow): void => {
  switch (mend.by) {
    case 'scale':
      forms.openChange('scale', compute.id);
      forms.setLine('min', lineOf(String(mend.min)));
      if (mend.idleSeconds !== undefined) forms.setLine('idle', lineOf(`${mend.idleSeconds}s`));
      return;
    // The key that recycles asks, wherever it is pressed.
    case 'recycle':
      return;
    case 'stop':
      telling.openInstance('stop');
      return;
    case 'delete':
      telling.openRemove();
  }
};
