import { definitions } from '#state/selectors.ts';
import type { ListId, ListView } from '#state/lists.ts';

/** How a list is looked at, for its title: `!` when it shows faults only, and by what it is ordered. Which columns it has their titles say. */
export const orderWords = (list: ListId, { sort, faults }: ListView): string => {
  const title = sort === undefined ? undefined : definitions[list].sorts[sort.by]?.title;
  const order = title === undefined ? '' : ` by ${title}${sort?.reverse === true ? ', down' : ''}`;
  return `${faults ? ' !' : ''}${order}`;
};
