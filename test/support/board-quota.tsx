import { QuotaPanel } from '#screens/board/QuotaPanel.tsx';
import { KitProvider, type Area, type Kit } from '#screens/context.ts';
import { asciiGlyphs, unicodeGlyphs } from '#screens/glyphs.ts';
import { createPaint } from '#screens/theme.ts';

const never = (): never => {
  throw new Error('the panel only shows');
};

/** The quota panel by itself, over a workbench that is open. */
export const BoardQuota = ({ workbench, ascii, ...area }: Area & Pick<Kit, 'workbench' | 'ascii'>) => {
  const kit: Kit = {
    workbench,
    ascii,
    paint: createPaint(0),
    glyphs: ascii ? asciiGlyphs : unicodeGlyphs,
    quitRequestedAt: {},
    leaveRequestedAt: {},
    quit: never,
    suspend: never,
    edit: never,
    redact: never,
    ssh: never,
    redraw: never,
    reopen: never,
    copy: never,
    showPlain: never,
    save: never,
  };
  return (
    <KitProvider value={kit}>
      <QuotaPanel {...area} />
    </KitProvider>
  );
};
