import { randomBytes, randomInt } from 'node:crypto';

/** A sign-in that waits for its user, who has to approve it somewhere else. */
type Waiting = {
  readonly deviceCode: string;
  readonly userCode: string;
  readonly clientId: string;
  readonly resource: string;
  /** Wall time in ms. */
  readonly expiresAt: number;
  askedAt: number;
  decision: 'none' | 'approve' | 'deny';
};

export type Decision = 'approve' | 'deny';

/** What whoever waits is told. `approved` ends it: a code is good for one sign-in. */
export type DeviceAnswer =
  | { readonly is: 'approved'; readonly resource: string }
  | { readonly is: 'pending' | 'slow-down' | 'denied' | 'expired' | 'unknown' };

export type DeviceCodes = {
  readonly begin: (
    clientId: string,
    resource: string,
  ) => { readonly deviceCode: string; readonly userCode: string };
  /** False when no sign-in waits under this code. */
  readonly decide: (userCode: string, decision: Decision) => boolean;
  readonly ask: (deviceCode: string, clientId: string) => DeviceAnswer;
};

/** How long a code waits for its user, as at Entra. */
export const deviceCodeSeconds = 900;

/** No vowels, and no letters or digits that look like others. */
const letters = 'BCDFGHJKLMNPQRSTVWXZ23456789';

/**
 * @param now wall time in ms
 * @param pollSeconds how often whoever waits may ask
 */
export const createDeviceCodes = (now: () => number, pollSeconds: number): DeviceCodes => {
  const waiting = new Map<string, Waiting>();
  return {
    begin: (clientId, resource) => {
      const begun: Waiting = {
        deviceCode: randomBytes(48).toString('base64url'),
        userCode: Array.from({ length: 9 }, () => letters.charAt(randomInt(letters.length))).join(''),
        clientId,
        resource,
        expiresAt: now() + deviceCodeSeconds * 1000,
        askedAt: Number.NEGATIVE_INFINITY,
        decision: 'none',
      };
      waiting.set(begun.deviceCode, begun);
      return begun;
    },
    decide: (userCode, decision) => {
      const found = [...waiting.values()].find(
        (each) => each.userCode === userCode.toUpperCase() && each.expiresAt > now(),
      );
      if (found !== undefined) found.decision = decision;
      return found !== undefined;
    },
    ask: (deviceCode, clientId) => {
      const found = waiting.get(deviceCode);
      if (found === undefined || found.clientId !== clientId) return { is: 'unknown' };
      if (found.expiresAt <= now()) return { is: 'expired' };
      const sinceMs = now() - found.askedAt;
      found.askedAt = now();
      if (found.decision === 'deny') return { is: 'denied' };
      if (found.decision === 'approve') {
        waiting.delete(deviceCode);
        return { is: 'approved', resource: found.resource };
      }
      // Timers of clients are not exact: only who asks twice as often as agreed is told.
      return { is: sinceMs < pollSeconds * 500 ? 'slow-down' : 'pending' };
    },
  };
};
