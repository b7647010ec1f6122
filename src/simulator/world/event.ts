/** What will happen, and to what: computes and nodes by serial, workspaces by index, jobs by name. */
export type Happening =
  | { readonly kind: 'job'; readonly workspace: number; readonly job: string; readonly epoch: number }
  | {
      readonly kind: 'node';
      readonly workspace: number;
      readonly compute: number;
      readonly node: number;
      readonly epoch: number;
    }
  | { readonly kind: 'allocate'; readonly workspace: number; readonly compute: number }
  | { readonly kind: 'compute'; readonly workspace: number; readonly compute: number; readonly epoch: number }
  | {
      readonly kind: 'schedule';
      readonly workspace: number;
      readonly compute: number;
      readonly epoch: number;
      readonly index: number;
    }
  | { readonly kind: 'idle'; readonly workspace: number; readonly compute: number; readonly epoch: number }
  | { readonly kind: 'traffic'; readonly workspace: number; readonly index: number }
  | { readonly kind: 'trouble'; readonly workspace: number; readonly compute: number }
  | { readonly kind: 'forget'; readonly operation: string };

export type Event = { readonly at: number; readonly serial: number; readonly what: Happening };

const before = (a: Event, b: Event): boolean => a.at < b.at || (a.at === b.at && a.serial < b.serial);

/** Puts an event into the heap, whose first entry is always the earliest. */
export const push = (heap: Event[], event: Event): void => {
  let index = heap.length;
  heap.push(event);
  while (index > 0) {
    const parentIndex = (index - 1) >> 1;
    const parent = heap[parentIndex];
    if (parent === undefined || before(parent, event)) break;
    heap[index] = parent;
    heap[parentIndex] = event;
    index = parentIndex;
  }
};

/** Takes the earliest event out of the heap. */
export const pop = (heap: Event[]): Event | undefined => {
  const first = heap[0];
  const last = heap.pop();
  if (first === undefined || last === undefined || heap.length === 0) return first;
  let index = 0;
  for (;;) {
    const left = heap[2 * index + 1];
    const right = heap[2 * index + 2];
    if (left === undefined) break;
    const useRight = right !== undefined && before(right, left);
    const child = useRight ? right : left;
    if (before(last, child)) break;
    heap[index] = child;
    index = 2 * index + (useRight ? 2 : 1);
  }
  heap[index] = last;
  return first;
};
