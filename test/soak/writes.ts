import { fillCluster, pressUntil, toField } from '#test/e2e/support/flows.ts';
import type { StandAlone } from '#test/e2e/support/stand-alone.ts';
import type { Terminal } from '#test/e2e/support/terminal.ts';

/*
 * Writes in the soak: each is prepared while nothing is wrong, up to the key that sends it; then a fault is armed for that write or for
 * the operation that it begins, and the key is pressed. What comes of it is not judged here, only that it was met.
 */

type Act = {
  /** The method of its request. */
  readonly method: 'PUT' | 'PATCH' | 'POST' | 'DELETE';
  /** From the board to the picture where Enter sends it. */
  readonly prepare: () => Promise<void>;
};

type Chance = {
  /** A whole number, both ends among them. */
  readonly from: (least: number, most: number) => number;
};

const requestFaults = [
  '401 1x',
  '403',
  '409',
  '429 retry-after=1',
  '500',
  '503',
  'hang ms=2000',
  'cut',
  'cut where=body',
  'half-json',
  'html',
  'expire',
];
const createFaults = [
  'operation-failed code=AllocationFailed',
  'operation-stuck',
  'node-errors code=ClusterCoreQuotaReached',
];
const operationFaults = ['operation-failed code=InternalServerError'];

const patience = 10_000;

/** What sends writes into faults, and counts what they met. */
export const createWrites = (open: Terminal, azure: StandAlone, { from }: Chance) => {
  let made = 0;
  let operationsHit = 0;
  let givenUp = 0;

  const find = async (name: string): Promise<void> => {
    open.press('1');
    open.press('/', 'ctrl-u');
    open.type(`name:${name}`);
    await open.waitFor(`name:${name}`, patience);
    open.press('enter');
    await open.waitFor(new RegExp(`›\\S ${name} `, 'u'), patience);
  };
  const clearFilter = async (): Promise<void> => {
    open.press('1', '/', 'ctrl-u', 'enter');
    await open.waitFor((screen) => !screen.includes('name:'), patience);
  };
  const toReview = async (): Promise<void> => {
    await open.waitFor(/CHECKS BEFORE ANY WRITE: (?:.* )?\d+ pass/u, patience);
    await pressUntil(open, 'shift-tab', '[ Review ]');
    open.press('enter');
    await open.waitFor('[ Send ]  Enter', patience);
  };

  const scale = (name: string): Act => ({
    method: 'PATCH',
    prepare: async () => {
      await find(name);
      open.press('s');
      await open.waitFor('Max nodes', patience);
      await toField(open, 'Max nodes');
      open.press('ctrl-u');
      open.type(String(from(11, 40)));
      await toReview();
    },
  });
  const startOrStop = (name: string): Act => ({
    method: 'POST',
    prepare: async () => {
      await find(name);
      open.press('s');
      await open.waitFor(new RegExp(`${name} is \\w+`, 'u'), patience);
    },
  });
  const remove = (name: string): Act => ({
    method: 'DELETE',
    prepare: async () => {
      await find(name);
      open.press('D');
      await open.waitFor('Type the name to confirm', patience);
      open.type(name);
      await open.waitFor('[ Delete ]', patience);
    },
  });
  const create: Act = {
    method: 'PUT',
    prepare: async () => {
      made += 1;
      await fillCluster(open, `soak-${String.fromCodePoint(96 + made)}`);
      await toReview();
    },
  };

  /** What can be done with what there is, whatever earlier faults have left of it. */
  const possible = async (): Promise<readonly Act[]> => {
    const { workspaces } = await azure.world();
    const computes = workspaces.find(({ name }) => name === azure.workspaceName)?.computes ?? [];
    const atRest = computes.filter(({ provisioningState }) => provisioningState === 'Succeeded');
    const own = computes.filter(({ name }) => name.startsWith('soak-'));
    return [
      // Few, so that every row still fits the screen at the end.
      ...(own.length < 5 ? [create] : []),
      ...own
        .filter(({ provisioningState }) => provisioningState !== 'Deleting')
        .map(({ name }) => remove(name)),
      ...atRest
        .filter(({ name }) => name === 'cpu-batch' || name === 'cpu-etl')
        .map(({ name }) => scale(name)),
      ...atRest
        .filter(({ detail }) => detail.kind === 'instance' && /^(?:Stopped|Running)$/u.test(detail.state))
        .map(({ name }) => startOrStop(name)),
    ];
  };

  const faultFor = (method: Act['method']): string => {
    const ofOperation = from(0, 1) === 0;
    const kinds = method === 'PUT' ? createFaults : operationFaults;
    const fault = ofOperation
      ? kinds[from(0, kinds.length - 1)]
      : requestFaults[from(0, requestFaults.length - 1)];
    return `${fault ?? '500'} ${method} */computes/*`;
  };

  const countOperations = async (): Promise<void> => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the simulator prints its own faults
    const { faults } = JSON.parse(await azure.control('GET', 'faults')) as {
      readonly faults: readonly { readonly kind: string; readonly struck: number }[];
    };
    for (const { kind, struck } of faults)
      if (kind.startsWith('operation-') || kind === 'node-errors') operationsHit += struck;
  };

  return {
    /**
     * One write into one fault, on a board that has the keys; leaves the terminal wherever it led. What cannot be prepared is given up.
     */
    round: async (): Promise<void> => {
      await azure.control('DELETE', 'faults');
      const acts = await possible();
      const act = acts[from(0, Math.max(0, acts.length - 1))];
      if (act === undefined) return;
      try {
        await act.prepare();
      } catch (error) {
        givenUp += 1;
        console.log(`not prepared: ${act.method} ${String(error).split('\n')[0] ?? ''}`);
        return;
      }
      await azure.control('PUT', 'faults', faultFor(act.method));
      open.press('enter');
      await open
        .waitFor(
          /could not be|is (?:created|deleted|scaled|started|stopped)|is not known|as before: /u,
          patience,
        )
        .catch(() => undefined);
      await countOperations();
    },
    /** The list as it was before a write looked for its row. */
    clearFilter,
    /** What was sent, and met, so far. */
    met: () => {
      const sent = azure
        .log()
        .filter(
          ({ method, path }) =>
            path.includes('/computes/') &&
            (method === 'PUT' ||
              method === 'PATCH' ||
              method === 'DELETE' ||
              /\/(?:start|stop)$/u.test(path)),
        );
      const hit = sent.filter(({ status }) => status === undefined || status >= 400);
      return { sent: sent.length, hit: hit.length, operationsHit, givenUp };
    },
  };
};
