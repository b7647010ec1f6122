import type { TokenCredential } from '@azure/core-auth';
import { idKey, workspaceId, type Place } from '../place.ts';
import type { Answer } from '../problem.ts';
import { readReply, sender, type Ask, type Reply, type Send } from './attempt.ts';
import { malformed } from './classify.ts';
import { createArmClient, createOpenClient, type ArmClient, type ClientOptions } from './client.ts';
import { record } from './json.ts';
import type { MachineLearning } from './machine-learning.ts';
import { TokenKeeper } from './token-keeper.ts';
import { urls } from './urls.ts';

export type DataPlaneOptions = ClientOptions & {
  readonly timeoutMs: number;
  /** Asks Azure Resource Manager. */
  readonly send: Send;
  /** What is known of the services beside it, and who gets tokens for them; without it they are asked with those for it. */
  readonly machineLearning?: MachineLearning & {
    readonly credential: TokenCredential;
  };
};

/** The way to the services of a workspace that are not Azure Resource Manager. */
export type DataPlane = {
  /** Asks the workspace's own service for a path, or for a link that it gave. */
  readonly ask: (place: Place, path: string, signal: AbortSignal) => Promise<Answer<Reply>>;
  /** Sends requests without any token, to whoever has given an address that is its own proof. */
  readonly open: ArmClient;
};

/** What such a service says of a sign-in concerns nobody else: Azure Resource Manager speaks for itself. */
const nobodyElse = { era: 0, noteSignedOut: () => undefined, noteAnswered: () => undefined };

const httpsUrl = (raw: unknown): URL | undefined => {
  const url = typeof raw === 'string' ? URL.parse(raw) : null;
  return url?.protocol === 'https:' ? url : undefined;
};

/**
 * Finds a workspace's services as Microsoft's Python SDK does (azure-ai-ml, `JobOperations`): the workspace names a discovery address, which tells
 * without a token where its `api` is. A token goes there only when that is a host of the cloud's Azure Machine Learning, or, in a cloud of one's own,
 * the very host that was asked. Asked for first is a token for these services alone; where there is none, or it is not taken, they get the one for
 * Azure Resource Manager, which is what that SDK sends.
 */
export const createDataPlane = (options: DataPlaneOptions): DataPlane => {
  const { send, timeoutMs, machineLearning } = options;
  const open = createOpenClient(options);
  const apis = new Map<string, string>();
  const sendsOf = new Map<string, readonly Send[]>();
  let preferred = 0;
  const own = machineLearning?.credential;
  const ownKeeper = own instanceof TokenKeeper || own === undefined ? own : new TokenKeeper(own);

  const mayHaveToken = (api: URL, discovery: URL): boolean =>
    machineLearning === undefined
      ? api.origin === discovery.origin
      : `.${api.hostname}`.endsWith(machineLearning.hosts) && api.port === '';

  const discover = async (place: Place, signal: AbortSignal): Promise<Answer<string>> => {
    const key = idKey(workspaceId(place));
    const known = apis.get(key);
    if (known !== undefined) return { ok: true, value: known };
    const told = readReply(
      await send({ method: 'GET', url: urls.workspace(place) }, signal),
      'no discovery address',
      ({ json }) => httpsUrl(record(record(json).properties).discoveryUrl),
    );
    if (!told.ok) return told;
    const discovery = told.value;
    const sendOpen = sender(open, discovery.origin, timeoutMs, nobodyElse);
    const api = readReply(
      await sendOpen({ method: 'GET', url: discovery.href }, signal),
      'no address of the workspace service',
      ({ json }) => httpsUrl(record(json).api),
    );
    if (!api.ok) return api;
    if (!mayHaveToken(api.value, discovery))
      return { ok: false, problem: malformed('a workspace service on a host that is not its own') };
    apis.set(key, api.value.origin);
    return { ok: true, value: api.value.origin };
  };

  const sends = (origin: string): readonly Send[] => {
    const known = sendsOf.get(origin);
    if (known !== undefined) return known;
    const asking = (keeper: TokenKeeper, credentialScopes: readonly string[]): Send =>
      sender(
        createArmClient({ ...options, keeper, endpoint: origin, credentialScopes }, ''),
        origin,
        timeoutMs,
        nobodyElse,
      );
    const made = [
      ...(machineLearning === undefined || ownKeeper === undefined
        ? []
        : [asking(ownKeeper, [machineLearning.scope])]),
      asking(options.keeper, options.credentialScopes),
    ];
    sendsOf.set(origin, made);
    return made;
  };

  const ask: DataPlane['ask'] = async (place, path, signal) => {
    const found = await discover(place, signal);
    if (!found.ok) return found;
    const ways = sends(found.value);
    const question: Ask = { method: 'GET', url: path };
    const refusals: Answer<Reply>[] = [];
    for (let turn = 0; turn < ways.length; turn += 1) {
      const at = (preferred + turn) % ways.length;
      const answer = await ways[at]?.(question, signal);
      if (answer === undefined) break;
      if (answer.ok || answer.problem.kind !== 'signed-out') {
        preferred = at;
        return answer;
      }
      refusals.push(answer);
    }
    return refusals[0] ?? { ok: false, problem: malformed('no way to the workspace service') };
  };

  return { ask, open };
};
