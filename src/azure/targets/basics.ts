import type { VmSize } from '../model.ts';
import { optional } from './field.ts';
import { freeText, tagList } from './free-text.ts';
import { vmSize } from './size-field.ts';

const group = 'Basics';

/** The size of the machines, among those that the target can be made of. */
export const sizeAmong = (usable: (size: VmSize) => boolean) =>
  vmSize(
    { label: 'VM size', help: 'Enter opens the table of sizes. Cannot be changed later.', group },
    'Standard_DS3_v2',
    usable,
  );

/** What a compute is for, in words of its maker. */
export const description = optional(
  freeText({ label: 'Description', help: 'For people; may be empty.', group }, 1024),
);

/** The tags of the resource, by which bills are told apart. */
export const tags = tagList({ label: 'Tags', help: 'team=vision, cost=42; may be empty.', group });
