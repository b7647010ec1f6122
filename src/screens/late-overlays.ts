import { later } from './later.ts';
import { loadPalette } from './late-palette.ts';

/** All of them are one file: of many the first frame would have to read what it shares with each. */
const all = () => import('./all-late.ts');

/** What may lie over a screen. */
export const ActionsOverlay = later(async () => (await all()).ActionsOverlay);
export const CancelOverlay = later(async () => (await all()).CancelOverlay);
export const HelpOverlay = later(async () => (await all()).HelpOverlay);
export const InstanceOverlay = later(async () => (await all()).InstanceOverlay);
export const OverwriteOverlay = later(async () => (await all()).OverwriteOverlay);
export const PaletteOverlay = later(async () => {
  await loadPalette();
  return (await all()).PaletteOverlay;
});
export const ResourcesOverlay = later(async () => (await all()).ResourcesOverlay);
export const RemoveOverlay = later(async () => (await all()).RemoveOverlay);
export const SaveOverlay = later(async () => (await all()).SaveOverlay);
export const SizesOverlay = later(async () => (await all()).SizesOverlay);
export const SourcesOverlay = later(async () => (await all()).SourcesOverlay);
export const ConnectCard = later(async () => (await all()).ConnectCard);
export const ActingOverlay = later(async () => (await all()).ActingOverlay);
