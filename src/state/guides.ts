import type * as Guides from '#azure/targets/guides.ts';

let loaded: typeof Guides | undefined;

/** The pages of guidance, once they are there: they are not among what the first frame waits for. */
export const guides = (): typeof Guides | undefined => loaded;

/** Fetches the pages. Begun after the first frame; whoever opens one earlier waits for it. */
export const loadGuides = async (): Promise<void> => {
  loaded ??= await import('#azure/targets/guides.ts');
};
