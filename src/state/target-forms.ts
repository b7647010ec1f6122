import type * as Forms from '#azure/targets/forms.ts';

/** The forms of targets and of changes. */
export type TargetForms = typeof Forms;

let loaded: TargetForms | undefined;

/** The forms, once they are there: they are not among what the first frame waits for. */
export const targetForms = (): TargetForms | undefined => loaded;

/** Fetches the forms. Begun after the first frame; whoever opens a form earlier waits for it. */
export const loadTargetForms = async (): Promise<void> => {
  loaded ??= await import('#azure/targets/forms.ts');
};
