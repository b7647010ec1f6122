import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import type { World } from './world.ts';

/*
 * Chance, from the state kept in the world. Only events and writes may draw: a read must leave the world as it was.
 */

const generators = new WeakMap<World, RandomGenerator>();

const generatorOf = (world: World): RandomGenerator => {
  const known = generators.get(world);
  if (known !== undefined) return known;
  const fresh = xoroshiro128plusFromState(world.random);
  generators.set(world, fresh);
  return fresh;
};

/** Writes the generator's state back into the plain data; called when a step or a write is over. */
export const keepRandom = (world: World): void => {
  world.random = [...generatorOf(world).getState()];
};

/** A whole number, both ends included. */
export const between = (world: World, from: number, to: number): number =>
  uniformInt(generatorOf(world), Math.floor(from), Math.floor(to));

/** True with the given chance in percent. */
export const chance = (world: World, percent: number): boolean => between(world, 1, 1000) <= percent * 10;

/** One entry of the list. */
export const pick = <L extends readonly [unknown, ...unknown[]]>(world: World, list: L): L[number] =>
  list[between(world, 0, list.length - 1)] ?? list[0];

/** A waiting time with the given mean, as between events that do not know of each other; at least one second. */
export const waitWithMean = (world: World, meanMs: number): number =>
  Math.max(1000, Math.round(-meanMs * Math.log(between(world, 1, 1_000_000) / 1_000_001)));

/** Lower-case letters and digits. */
export const letters = (world: World, length: number): string => {
  const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789';
  let text = '';
  for (let count = 0; count < length; count += 1) text += alphabet[between(world, 0, 35)] ?? 'a';
  return text;
};

/** A GUID of chance. */
export const guid = (world: World): string => {
  const hex = (length: number): string => {
    let text = '';
    for (let count = 0; count < length; count += 1) text += between(world, 0, 15).toString(16);
    return text;
  };
  return `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`;
};
