import type { ActsOverlay } from '#state/acts-overlay.ts';
import type { Area } from '../context.ts';
import { PlanOverlay } from './PlanOverlay.tsx';
import { ReadOnlyOverlay } from './ReadOnlyOverlay.tsx';
import { RecycleOverlay } from './RecycleOverlay.tsx';
import { SshOverlay } from './SshOverlay.tsx';
import { UndoOverlay } from './UndoOverlay.tsx';

/** What actions ask or show before anything is sent. */
export const ActingOverlay = ({ overlay, ...area }: Area & { readonly overlay: ActsOverlay }) => {
  switch (overlay.is) {
    case 'plan':
      return <PlanOverlay overlay={overlay} {...area} />;
    case 'recycle':
      return <RecycleOverlay overlay={overlay} {...area} />;
    case 'undo':
      return <UndoOverlay overlay={overlay} {...area} />;
    case 'readOnly':
      return <ReadOnlyOverlay {...area} />;
    case 'ssh':
    case 'sshKey':
      return <SshOverlay overlay={overlay} {...area} />;
  }
};
