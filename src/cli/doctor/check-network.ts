import type { Answer } from '#azure/problem.ts';
import { plain } from '#azure/plain.ts';
import { failing, type Finding } from './finding.ts';
import { proxyFor } from './proxy-for.ts';

/** What looking at the network needs. */
export type NetworkPorts = {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The addresses of a host; rejects with an error that has a code. */
  readonly lookUp: (host: string) => Promise<readonly string[]>;
  /** Any answer over HTTPS; see `probe`. */
  readonly probe: (url: string) => Promise<Answer<{ readonly status: number }>>;
  /** Wall time, ms. */
  readonly now: () => number;
};

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';

/** Reasons of Node and OpenSSL that are about the certificate or the secure connection. */
const ofTls = /cert|ssl|tls|issuer|eproto|leaf_signature/iu;

const nameOf = async (id: string, host: string, ports: NetworkPorts): Promise<Finding> => {
  const title = 'DNS';
  try {
    const addresses = await ports.lookUp(host);
    return { id, title, is: 'ok', words: `${host} is ${addresses.slice(0, 3).join(', ')}` };
  } catch (error) {
    return failing(id, title, { kind: 'unreachable', reason: codeOf(error) });
  }
};

const minute = 60_000;

const clockOf = (serverTimeMs: number | undefined, now: number): Finding => {
  const about = { id: 'clock', title: 'clock' } as const;
  if (serverTimeMs === undefined)
    return { ...about, is: 'unknown', words: 'the service says no time to compare with' };
  const skewMs = now - serverTimeMs;
  const size = Math.abs(skewMs);
  // The service's time has no fractions of a second, and the answer was on its way.
  if (size <= minute) return { ...about, is: 'ok', words: 'as the service has it, to a minute' };
  return {
    ...about,
    is: size > 5 * minute ? 'fail' : 'warn',
    words: `this machine is ${Math.round(size / 1000)} s ${skewMs > 0 ? 'ahead of' : 'behind'} the service: beyond five minutes tokens are refused`,
    fix: ['Set the clock: timedatectl set-ntp true, or what keeps time on this machine.'],
  };
};

/** One service: on which way it is reached, by which address, and whether it answers over HTTPS. */
const checkService = async (
  id: string,
  what: string,
  url: string,
  ports: NetworkPorts,
): Promise<{
  readonly findings: readonly Finding[];
  readonly serverTimeMs?: number;
  readonly answered: boolean;
}> => {
  const address = new URL(url);
  const way = proxyFor(address, ports.env);
  const proxy: Finding = {
    id: `${id}-proxy`,
    title: 'proxy',
    is: 'ok',
    words:
      way.is === 'none'
        ? `none is configured: ${address.host} directly`
        : way.is === 'past'
          ? `NO_PROXY: ${address.host} directly`
          : `${address.host} through ${plain(way.host)}${way.port === '' ? '' : `:${way.port}`}`,
  };
  const name = await nameOf(`${id}-dns`, way.is === 'proxy' ? way.host : address.hostname, ports);
  if (name.is === 'fail') return { findings: [proxy, name], answered: false };
  const answer = await ports.probe(url);
  if (!answer.ok) {
    const { problem } = answer;
    const isTls = problem.kind === 'unreachable' && ofTls.test(problem.reason);
    return {
      findings: [proxy, name, failing(`${id}-https`, isTls ? 'TLS' : what, problem)],
      answered: false,
    };
  }
  const { serverTimeMs } = answer;
  const reached: Finding = {
    id: `${id}-https`,
    title: what,
    is: 'ok',
    words: `${address.host} answers over HTTPS`,
  };
  return {
    findings: [proxy, name, reached],
    answered: true,
    ...(serverTimeMs === undefined ? {} : { serverTimeMs }),
  };
};

/**
 * Whether Azure Resource Manager and the sign-in service can be reached from here, and whether the clock is right.
 * @param authority origin of the sign-in service; '' where only the endpoint knows it
 */
export const checkNetwork = async (
  { endpoint, authority }: { readonly endpoint: string; readonly authority: string },
  ports: NetworkPorts,
): Promise<{ readonly findings: readonly Finding[]; readonly reached: boolean }> => {
  const [arm, signIn] = await Promise.all([
    checkService('arm', 'Azure', `${endpoint}/metadata/endpoints?api-version=2022-09-01`, ports),
    authority === '' || authority === endpoint
      ? undefined
      : checkService(
          'authority',
          'sign-in',
          `${authority}/common/v2.0/.well-known/openid-configuration`,
          ports,
        ),
  ]);
  return {
    findings: [
      ...arm.findings,
      ...(signIn?.findings ?? []),
      ...(arm.answered ? [clockOf(arm.serverTimeMs, ports.now())] : []),
    ],
    reached: arm.answered && (signIn?.answered ?? true),
  };
};
