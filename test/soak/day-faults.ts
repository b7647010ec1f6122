import type { Effect } from '#simulator/faults/fault.ts';
import type { Chance } from './chance.ts';

type Make = (chance: Chance) => string;

/** Every kind of fault that the simulator has, each with its options: a kind without an entry does not compile. */
const kinds: Readonly<Record<Effect['kind'], readonly [Make, ...Make[]]>> = {
  '401': [() => '401 1x'],
  '403': [() => '403'],
  '404': [() => '404'],
  '409': [() => '409'],
  '429': [({ from }) => `429 retry-after=${from(1, 60)}`, () => '429'],
  '500': [() => '500'],
  '502': [() => '502'],
  '503': [({ from }) => `503 retry-after=${from(1, 60)}`],
  html: [() => 'html', () => 'html status=502'],
  expire: [() => 'expire'],
  cut: [() => 'cut', () => 'cut where=body'],
  hang: [() => 'hang'],
  slow: [({ from }) => `slow ms=${from(500, 6000)}`],
  'half-json': [() => 'half-json'],
  'private-link': [() => 'private-link'],
  skew: [({ from }) => `skew seconds=${from(-900, 900)}`],
  'operation-failed': [() => 'operation-failed code=InternalError'],
  'operation-stuck': [() => 'operation-stuck'],
  'node-errors': [() => 'node-errors code=ClusterCoreQuotaReached'],
};

const [first, ...others] = Object.values(kinds).flat();
if (first === undefined) throw new Error('There are no kinds of faults.');
/** As many as the faults that `createFaultMaker` deals before the first comes again. */
export const faultsDealt: readonly [Make, ...Make[]] = [first, ...others];

const places = ['', '', ' */computes', ' */computes/*', ' */jobs', ' */listNodes', ' */usages'] as const;
/** What befalls no request, or only some of its own choice, has no place. */
const placeless = /^(?:operation|node|private)/u;

/** One to three faults as text, at places and with chances of their own; all kinds come before one comes again. */
export const createFaultMaker = (chance: Chance): (() => string) => {
  const next = chance.dealt(faultsDealt);
  return () =>
    Array.from({ length: chance.from(1, 3) }, () => {
      const fault = next()(chance);
      const place = placeless.test(fault) ? '' : chance.pick(places);
      return `${fault}${place}${chance.from(0, 1) === 0 ? '' : ` ${chance.from(20, 90)}%`}`;
    }).join(', ');
};
