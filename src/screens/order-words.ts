import { definitions } from '#state/selectors.ts';
import type { ListId, ListView } from '#state/lists.ts';

/** By what a list is ordered, for its title; nothing while it has its own order. */
export const orderWords = (list: ListId, { sort }: ListView): string => {
  const title = sort === undefined ? undefined : definitions[list].sorts[sort.by]?.title;
  return title === undefined ? '' : ` by ${title}${sort?.reverse === true ? ', down' : ''}`;
};
