import type { SignInWay } from '#azure/sign-in.ts';
import type { ConnectChoice, NamedCloud } from '#state/session.ts';

/** A choice of the card: what it is, and what it takes. */
export type ChoiceWords = { readonly title: string; readonly takes: string };

const ways: Readonly<Record<SignInWay, ChoiceWords>> = {
  cli: { title: 'Azure CLI', takes: 'run az login in another window first' },
  'device-code': { title: 'device code', takes: 'a code for the browser of any machine' },
  'managed-identity': { title: 'managed identity', takes: 'of the Azure machine that this runs on' },
  'service-principal': { title: 'service principal', takes: 'AZURE_CLIENT_ID and the like are set' },
  'workload-identity': { title: 'workload identity', takes: 'AZURE_FEDERATED_TOKEN_FILE is set' },
  default: { title: 'default chain', takes: 'what is set, then identities, then az' },
};

const clouds: Readonly<Record<NamedCloud, ChoiceWords>> = {
  public: { title: 'Azure, public cloud', takes: 'another cloud: begins anew' },
  usgov: { title: 'Azure US Government', takes: 'another cloud: begins anew' },
  china: { title: 'Azure China (21Vianet)', takes: 'another cloud: begins anew' },
};

/** A way to sign in, by name. */
export const wayTitle = (way: SignInWay): string => ways[way].title;

/**
 * A choice in words.
 * @param known whether anybody has been signed in yet, so that there is something as before
 */
export const choiceWords = (choice: ConnectChoice, known: boolean): ChoiceWords => {
  switch (choice.to) {
    case 'sign-in': {
      const { title, takes } = ways[choice.way];
      return { title: choice.asBefore ? `${known ? 'as before' : 'try again'}: ${title}` : title, takes };
    }
    case 'cloud':
      return clouds[choice.cloud];
    case 'demo':
      return { title: 'Demo workspace', takes: 'no Azure needed' };
  }
};
