import { createHmac, timingSafeEqual } from 'node:crypto';
import type { World } from '../world/world.ts';

/** How long a link to a log file is good for, in world time. Azure gives some hours, too. */
const lifeMs = 4 * 3_600_000;

const signature = (world: World, path: string, until: string): string =>
  createHmac('sha256', `storage ${world.seed}`).update(`${path}\n${until}`).digest('base64');

/** The address of a file in storage that whoever has it may read, for some hours. */
export const signedLink = (world: World, origin: string, path: string): string => {
  const until = new Date(world.now + lifeMs).toISOString();
  const query = new URLSearchParams({
    sv: '2021-08-06',
    sr: 'b',
    se: until,
    sp: 'r',
    sig: signature(world, path, until),
  });
  return `${origin}${path}?${query.toString()}`;
};

/** Whether an address was signed here and has not ended. */
export const isSigned = (world: World, { pathname, searchParams }: URL): boolean => {
  const until = searchParams.get('se') ?? '';
  const given = Buffer.from(searchParams.get('sig') ?? '');
  const expected = Buffer.from(signature(world, decodeURI(pathname), until));
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return false;
  return Date.parse(until) > world.now;
};
