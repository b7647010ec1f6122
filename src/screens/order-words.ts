import { definitions } from '#state/selectors.ts';
import type { ListId, ListView } from '#state/lists.ts';

/** How a list is looked at, for its title: its columns, that it shows faults only, by what it is ordered. Nothing while it is as usual. */
export const orderWords = (list: ListId, { sort, wide, faults }: ListView): string => {
  const title = sort === undefined ? undefined : definitions[list].sorts[sort.by]?.title;
  const order = title === undefined ? '' : ` by ${title}${sort?.reverse === true ? ', down' : ''}`;
  return `${faults ? ' !' : ''}${wide === true ? ' wide' : ''}${order}`;
};
