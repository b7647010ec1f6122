import { createSignIn, type SignIn } from '#simulator/sign-in/sign-in.ts';
import { createSimulator } from '#simulator/simulator.ts';
import { handClock, type HandClock } from './simulator-clock.ts';

/** The parts of the sign-in service's answers that tests read. */
export type SignInBody = {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly device_code: string;
  readonly user_code: string;
  readonly error?: string;
  readonly error_description?: string;
  readonly error_codes?: readonly number[];
};

export type SignInBench = {
  readonly signIn: SignIn;
  readonly clock: HandClock;
  readonly send: (path: string, init?: RequestInit) => Promise<Response>;
  /** Posts a form to an address below a tenant. */
  readonly post: (
    path: string,
    form: Readonly<Record<string, string>>,
  ) => Promise<{ readonly status: number; readonly json: SignInBody }>;
  /** A token of the application, for Azure Resource Manager. */
  readonly token: () => Promise<string>;
  /** The status and code with which Azure Resource Manager answers a token. */
  readonly arm: (token: string, path?: string, method?: string) => Promise<ArmAnswer>;
};

export type ArmAnswer = {
  readonly status: number;
  readonly code: string | undefined;
  readonly message: string | undefined;
  readonly challenge: string | null;
};

export const signInOrigin = 'https://127.0.0.1:8443';
export const signInTenant = '5f0c4b7e-2d19-4e86-9a3b-7c1d0e8f2a64';

/** A simulator that wants to know who comes, on a clock moved by hand. */
export const signInBench = (options: { tokenSeconds?: number } = {}): SignInBench => {
  const clock = handClock();
  const signIn = createSignIn({ now: clock.now, ...options });
  const simulator = createSimulator({ scale: 'small', seed: 1, speed: 1, now: clock.now, signIn });
  const send = (path: string, init: RequestInit = {}): Promise<Response> =>
    simulator.fetch(new Request(`${signInOrigin}${path}`, init));
  const post: SignInBench['post'] = async (path, form) => {
    const response = await send(path, { method: 'POST', body: new URLSearchParams(form) });
    return { status: response.status, json: (await response.json()) as SignInBody };
  };
  return {
    signIn,
    clock,
    send,
    post,
    token: async () => {
      const { json } = await post(`/${signInTenant}/oauth2/v2.0/token`, applicationForm(signIn));
      return json.access_token;
    },
    arm: async (token, path = '/subscriptions', method = 'GET') => {
      const response = await send(`${path}?api-version=2022-12-01`, {
        method,
        headers: { authorization: `Bearer ${token}` },
      });
      const { error } = (await response.json()) as {
        readonly error?: { readonly code: string; readonly message: string };
      };
      return {
        status: response.status,
        code: error?.code,
        message: error?.message,
        challenge: response.headers.get('www-authenticate'),
      };
    },
  };
};

/** What the application sends to sign in. */
export const applicationForm = ({ application }: SignIn): Readonly<Record<string, string>> => ({
  grant_type: 'client_credentials',
  client_id: application.clientId,
  client_secret: application.clientSecret,
  scope: 'https://management.azure.com/.default',
});
