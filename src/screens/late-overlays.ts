import { later } from './later.ts';
import { loadPalette } from './late-palette.ts';

/** What may lie over a screen. */
export const ActionsOverlay = later(
  async () => (await import('./overlays/ActionsOverlay.tsx')).ActionsOverlay,
);
export const CancelOverlay = later(async () => (await import('./overlays/CancelOverlay.tsx')).CancelOverlay);
export const HelpOverlay = later(async () => (await import('./overlays/HelpOverlay.tsx')).HelpOverlay);
export const InstanceOverlay = later(
  async () => (await import('./overlays/InstanceOverlay.tsx')).InstanceOverlay,
);
export const OverwriteOverlay = later(
  async () => (await import('./overlays/OverwriteOverlay.tsx')).OverwriteOverlay,
);
export const PaletteOverlay = later(async () => {
  await loadPalette();
  return (await import('./overlays/PaletteOverlay.tsx')).PaletteOverlay;
});
export const ResourcesOverlay = later(
  async () => (await import('./overlays/ResourcesOverlay.tsx')).ResourcesOverlay,
);
export const RemoveOverlay = later(async () => (await import('./overlays/RemoveOverlay.tsx')).RemoveOverlay);
export const SaveOverlay = later(async () => (await import('./overlays/SaveOverlay.tsx')).SaveOverlay);
export const SizesOverlay = later(async () => (await import('./overlays/SizesOverlay.tsx')).SizesOverlay);
export const SourcesOverlay = later(
  async () => (await import('./overlays/SourcesOverlay.tsx')).SourcesOverlay,
);
export const ConnectCard = later(async () => (await import('./connect/ConnectCard.tsx')).ConnectCard);
export const ActingOverlay = later(async () => (await import('./overlays/ActingOverlay.tsx')).ActingOverlay);
