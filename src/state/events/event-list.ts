import type { ListDefinition } from '../lists.ts';
import type { WorkEvent } from './work-event.ts';

export const eventList: ListDefinition<WorkEvent> = {
  id: (row) => row.id,
  fields: {
    name: (row) => row.name,
    what: (row) => row.change,
    who: (row) => row.who,
    kind: (row) => row.kind,
  },
  sorts: {
    t: { title: 'time', by: (row) => -row.at },
    n: { title: 'name', by: (row) => row.name.toLowerCase() },
    k: { title: 'kind', by: (row) => row.kind },
  },
  fault: (row) => row.tone === 'needsPerson' || row.tone === 'takenAway',
};
