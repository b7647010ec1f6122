import { createElement, use, type ComponentType } from 'react';

const fetches: (() => Promise<unknown>)[] = [];

/**
 * A component that the first frame does not need: its module is fetched once that frame stands, or when it is drawn earlier. `lazy`
 * would show nothing for a moment even where the module is there already. Needs a `Suspense` above it.
 */
export const later = <P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> => {
  let loaded: ComponentType<P> | undefined;
  let loading: Promise<ComponentType<P>> | undefined;
  const fetch = (): Promise<ComponentType<P>> =>
    (loading ??= load().then((component) => (loaded = component)));
  fetches.push(fetch);
  return (props) => createElement(loaded ?? use(fetch()), props);
};

/** A function that the first frame does not need: fetched with the components. Called earlier, it does nothing. */
export const laterFunction = <A extends readonly unknown[], R>(
  load: () => Promise<(...args: A) => R>,
): ((...args: A) => R | undefined) => {
  let loaded: ((...args: A) => R) | undefined;
  fetches.push(async () => (loaded ??= await load()));
  return (...args) => loaded?.(...args);
};

/** Fetches every one of them, so that no key has to wait for a file. */
export const fetchLater = async (): Promise<void> => {
  await Promise.all(fetches.map((fetch) => fetch()));
};
