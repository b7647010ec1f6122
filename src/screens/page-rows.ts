import { useEffect } from 'react';
import { useKit, type Kit } from './context.ts';

type Page = { readonly rows: number };

/** What is on the screen and can be paged, per store: the newest is what the keys move in. */
const shown = new WeakMap<object, Page[]>();

/**
 * Notes how many rows the part of the screen that has the keys shows, so that a page is what is seen of it.
 * @param active false while another part beside it has the keys
 */
export const usePage = (rows: number, active = true): void => {
  const { store } = useKit().workbench;
  useEffect(() => {
    if (!active) return;
    const page: Page = { rows };
    const pages = shown.get(store) ?? [];
    shown.set(store, [...pages, page]);
    return () => {
      shown.set(store, shown.get(store)?.filter((each) => each !== page) ?? []);
    };
  }, [store, rows, active]);
};

/** How many rows a page is: all that are shown but one, which stays to be read on from. */
export const pageRows = ({ workbench: { store } }: Kit): number =>
  Math.max(1, (shown.get(store)?.at(-1)?.rows ?? 0) - 1);
