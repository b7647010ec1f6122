import type { Route, Screen } from '#state/routes.ts';

/** The route of one screen. */
export type RouteOf<S extends Screen> = Extract<Route, { readonly screen: S }>;
