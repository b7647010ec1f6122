import { createElement, type ReactNode } from 'react';
import type { GuideSubject } from '#state/routes.ts';
import type { Area } from './context.ts';
import type { GuideScreen } from './GuideScreen.tsx';

let loaded: typeof GuideScreen | undefined;

/** The screen of a page of guidance; nothing before it is there, as it is not among what the first frame waits for. */
export const guidePage = (of: GuideSubject, area: Area): ReactNode =>
  loaded === undefined ? undefined : createElement(loaded, { ...area, key: JSON.stringify(of) });

/** Fetches that screen. `lazy` would show nothing for a moment when it is first needed. */
export const loadGuideScreen = async (): Promise<void> => {
  loaded ??= (await import('./GuideScreen.tsx')).GuideScreen;
};
