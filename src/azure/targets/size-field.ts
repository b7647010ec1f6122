import type { VmSize } from '../model.ts';
import { pricePerHour } from '../sizes.ts';
import type { FieldSpec, FieldWords, FormFacts } from './field.ts';
import { quoted } from './quoted.ts';

/** The size of that name in the region, any case; undefined while the sizes are not known. */
export const sizeNamed = (name: string, facts: FormFacts): VmSize | undefined =>
  facts.sizes?.find((each) => each.name.toLowerCase() === name.toLowerCase());

/** List price in US dollars of that many nodes for an hour; undefined while it is unknown. */
export const nodesPerHour = (
  name: string,
  nodes: number,
  priority: 'Dedicated' | 'LowPriority',
  facts: FormFacts,
): number | undefined => {
  const size = sizeNamed(name, facts);
  const price = size === undefined ? undefined : pricePerHour(size, priority);
  return price === undefined ? undefined : price * nodes;
};

/** A virtual machine size by name, any case. Checked against the region's list once that is known. */
export const vmSize = (
  words: FieldWords,
  initial: string,
  usable: (size: VmSize) => boolean,
): FieldSpec<string> => ({
  ...words,
  kind: { is: 'size', usable },
  initial,
  parse: (text, facts) => {
    const name = text.trim();
    if (name === '') return { ok: false, why: 'a size is needed: Enter opens the table' };
    if (!/^[A-Za-z][\w-]{1,79}$/u.test(name))
      return { ok: false, why: `a size looks like Standard_DS3_v2, not like ${quoted(name)}` };
    if (facts.sizes === undefined)
      return { ok: true, value: name, warn: 'the sizes of this region are not known yet' };
    const size = sizeNamed(name, facts);
    if (size === undefined)
      return { ok: false, why: `${facts.location} does not offer ${quoted(name)}: Enter opens the table` };
    if (!usable(size)) return { ok: false, why: `${size.name} cannot be used for this kind of compute` };
    return { ok: true, value: size.name };
  },
});
