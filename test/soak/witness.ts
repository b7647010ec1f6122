import type { PlainRequest, PlainResponse } from '#azure/arm/transport.ts';
import type { AppState } from '#state/app-state.ts';
import { clock } from '#screens/words.ts';
import { confirmationOf } from '#test/support/confirmations.ts';

/** A list of the board as the service gave it: when, in whose hands, and with which rows. */
type Given = { readonly at: number; readonly list: string; readonly rows: ReadonlySet<string> };

/** So many are remembered of each list: what is on the screen was given lately, or stays from before a fault. */
const remembered = 400;

type RawRow = {
  readonly name?: string;
  readonly nodeId?: string;
  readonly nodeState?: string;
  readonly properties?: {
    readonly status?: string;
    readonly provisioningState?: string;
    readonly properties?: { readonly state?: string; readonly allocationState?: string };
  };
};

const wordsOf = ({ name, nodeId, nodeState, properties }: RawRow): string =>
  [
    nodeId ?? name,
    nodeState ?? properties?.provisioningState ?? properties?.status,
    properties?.properties?.allocationState ?? properties?.properties?.state,
  ].join(' ');

/** The rows of a good answer; undefined for a refusal, for half of one, and for a page of a proxy. */
const rowsIn = ({ status, body }: PlainResponse): readonly string[] | undefined => {
  if (status !== 200) return undefined;
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the border where answers enter
    const { value, nodes } = JSON.parse(body) as { value?: readonly RawRow[]; nodes?: readonly RawRow[] };
    return (value ?? nodes)?.map(wordsOf);
  } catch {
    return undefined;
  }
};

const isJson = (body: string): boolean => {
  try {
    JSON.parse(body);
    return true;
  } catch {
    return false;
  }
};

/** The lists of a board. Of jobs only the newest page says how old the list is. */
const isList = (url: string): boolean => /\/(?:computes|listNodes)\?|\/jobs\?(?!.*skip)/iu.test(url);

const listOf = (path: string): string => path.toLowerCase();

export type Write = { readonly method: string; readonly url: string; readonly confirmation: RegExp };

/**
 * Stands between the program and the service, and remembers what the service really gave and what it was really sent, so that the screen can be judged
 * by something that is not the program's own.
 */
export const createWitness = (now: () => number) => {
  const given = new Map<string, Given[]>();
  /** The clock times, to the second, at which any good answer came lately. */
  const came = new Map<string, number>();
  let writes: Write[] = [];

  const givenAt = (list: string, at: number): ReadonlySet<string> | undefined => {
    const there = given.get(list)?.filter((each) => each.at === at) ?? [];
    return there.length === 0 ? undefined : new Set(there.flatMap(({ rows }) => [...rows]));
  };

  /** Why what a list says of itself is not so; undefined when it is. */
  const lie = (path: string, at: number | undefined, rows?: readonly string[]): string | undefined => {
    if (at === undefined) return undefined;
    const list = listOf(path);
    const there = givenAt(list, at);
    if (there === undefined) return `${list}: nothing came at ${new Date(at).toISOString()}`;
    const stranger = rows?.find((each) => !there.has(each));
    return stranger === undefined ? undefined : `${list}: ${stranger} was not given at that time`;
  };

  return {
    sent: ({ method, url }: PlainRequest): void => {
      const confirmation = confirmationOf(method, url);
      if (confirmation !== undefined) writes.push({ method, url, confirmation });
    },
    answered: (answer: PlainResponse, { url }: PlainRequest): void => {
      const isGood = rowsIn(answer) !== undefined || (answer.status === 200 && isJson(answer.body));
      if (isGood) came.set(clock(now()), now());
      const rows = isList(url) ? rowsIn(answer) : undefined;
      if (rows === undefined) return;
      const list = listOf(new URL(url).pathname);
      const all = given.get(list) ?? [];
      all.push({ at: now(), list, rows: new Set(rows) });
      given.set(list, all.slice(-remembered));
    },
    /** Whether something good really came at that clock time of the last day. */
    cameAt: (time: string): boolean => now() - (came.get(time) ?? -Infinity) < 86_400_000,
    /** The writes since the last time. */
    takeWrites: (): readonly Write[] => {
      const taken = writes;
      writes = [];
      return taken;
    },
    /** What of the board is not as old as it says, or was never given at all. */
    lies: ({ board }: AppState): readonly string[] => {
      if (board === undefined) return [];
      const { computes, jobs, nodes, workspace } = board;
      const rows = computes.data?.map(({ name, provisioning, detail }) =>
        [
          name,
          provisioning.text,
          detail.is === 'cluster'
            ? detail.allocation.text
            : detail.is === 'instance'
              ? detail.state.text
              : '',
        ].join(' '),
      );
      const ofNodes = Object.entries(nodes).map(([id, { remote }]) =>
        lie(
          `${id}/listNodes`,
          remote.answeredAt,
          remote.data?.map((node) => `${node.id} ${node.state.text} `),
        ),
      );
      return [
        lie(`${workspace.id}/computes`, computes.answeredAt, rows),
        lie(`${workspace.id}/jobs`, jobs.remote.answeredAt),
        ...ofNodes,
      ].filter((each) => each !== undefined);
    },
  };
};
