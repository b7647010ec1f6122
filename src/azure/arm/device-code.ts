import type { DeviceCodeInfo } from '@azure/identity';
import { plain } from '../plain.ts';
import type { DevicePrompt } from '../sign-in.ts';
import { libraryOptions, type CredentialSetting, type MadeCredential } from './credential.ts';

/** How long a code lives where the service does not say: Microsoft documents 15 minutes. */
const secondsByDefault = 900;

/** The library passes on what MSAL told it, the remaining seconds included, but does not declare them. */
const secondsOf = (info: DeviceCodeInfo): number =>
  'expiresIn' in info && typeof info.expiresIn === 'number' && info.expiresIn > 0
    ? info.expiresIn
    : secondsByDefault;

const promptOf = (info: DeviceCodeInfo): DevicePrompt => ({
  userCode: plain(info.userCode),
  verificationUrl: plain(info.verificationUri),
  expiresAtMs: Date.now() + secondsOf(info) * 1000,
});

/**
 * Signs in with a code that the user types into a browser of any machine. The credential it returns renews its tokens in silence and
 * never prompts again: where that does not suffice, it rejects.
 *
 * @param claims what the service wants the new token to prove, if it said so
 */
export const signInWithCode = async (
  setting: CredentialSetting,
  prompted: (prompt: DevicePrompt) => void,
  signal: AbortSignal,
  claims: string | undefined,
): Promise<MadeCredential> => {
  const { DeviceCodeCredential } = await import('@azure/identity');
  const credential = new DeviceCodeCredential({
    ...libraryOptions(setting),
    disableAutomaticAuthentication: true,
    userPromptCallback: (info) => {
      if (!signal.aborted) prompted(promptOf(info));
    },
  });
  await credential.authenticate(setting.cloud.scope, {
    abortSignal: signal,
    enableCae: true,
    ...(claims === undefined ? {} : { claims }),
  });
  return { credential, way: () => 'device-code' };
};
