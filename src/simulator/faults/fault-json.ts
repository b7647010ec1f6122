import type { Json } from '../world/world.ts';
import type { Fault } from './fault.ts';
import { parseFaults } from './parse-faults.ts';
import { readFault } from './read-fault.ts';

const asFault = (value: Json): Fault => {
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    throw new Error('A fault is an object with a kind, such as {"kind": "429", "retryAfter": 5}.');
  const { kind, struck: _, ...rest } = value;
  if (typeof kind !== 'string') throw new Error('A fault needs a kind, which is text.');
  const told = new Map<string, string>();
  for (const [name, one] of Object.entries(rest)) {
    if (one === null || typeof one === 'object')
      throw new Error(`The ${name} of the fault ${kind} must be text, a number, true or false.`);
    told.set(
      name.replaceAll(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`),
      String(one),
    );
  }
  return readFault(kind, told);
};

/**
 * Faults from JSON: one, a list, an object with the list `faults` (what the control address prints), or text as for the command
 * line.
 *
 * @throws Error whose message is a sentence for the user
 */
export const faultsFromJson = (value: Json | undefined): Fault[] => {
  if (value === undefined) throw new Error('A body with faults is needed.');
  if (typeof value === 'string') return parseFaults(value);
  if (Array.isArray(value)) return value.map(asFault);
  if (value !== null && typeof value === 'object' && Array.isArray(value['faults']))
    return value['faults'].map(asFault);
  return [asFault(value)];
};
