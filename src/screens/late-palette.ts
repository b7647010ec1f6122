type Palette = typeof import('./palette/palette.ts');

let loaded: Palette | undefined;

/** What the palette finds, once it is there: it is not among what the first frame waits for. */
export const palette = (): Palette | undefined => loaded;

/** Fetches it. */
export const loadPalette = async (): Promise<void> => {
  loaded ??= (await import('./all-late.ts')).palette;
};
