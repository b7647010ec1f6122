import type { CodeWords } from './code-words.ts';

const again = 'Sign in again.';
const askAdmin = 'Ask who administers the tenant.';
const withMfa = 'Sign in again with a browser: az login, or device code.';
const newSecret = 'Make a new secret for the application, and set AZURE_CLIENT_SECRET to its value.';
const whichTenant = 'Check --tenant and AZURE_TENANT_ID.';

/**
 * Words by the codes of Microsoft Entra ID, `AADSTS` and a number, and by our own for ways that are not set up here, lower-cased. Source: "Microsoft Entra authentication and
 * authorization error codes" in Microsoft's documents.
 */
export const signInWords: Readonly<Record<string, CodeWords>> = {
  aadsts50034: ['There is no such account in this tenant.', whichTenant],
  aadsts50053: [
    'The account is locked, or the address it signs in from is blocked.',
    'Wait, then sign in again.',
  ],
  aadsts50055: ['The password has expired.', 'Change it in a browser, then sign in again.'],
  aadsts50057: ['The account is disabled.', askAdmin],
  aadsts50058: ['Nobody is signed in.', again],
  aadsts50072: ['The account must be registered for multi-factor authentication.', withMfa],
  aadsts50074: ['Multi-factor authentication is asked for.', withMfa],
  aadsts50076: ['Multi-factor authentication is asked for.', withMfa],
  aadsts50079: ['The account must be registered for multi-factor authentication.', withMfa],
  aadsts50105: ['The account has not been given access to this application.', askAdmin],
  aadsts50126: ['The name or the password is wrong.', again],
  aadsts50158: ['A further check outside Microsoft is asked for.', withMfa],
  aadsts50173: ['The sign-in was ended, for example by a new password.', again],
  aadsts53000: ['Conditional access lets in managed devices only.', askAdmin],
  aadsts53003: [
    'Conditional access does not allow this way to sign in.',
    'Try another way (az login on a managed device), or ask who administers the tenant.',
  ],
  aadsts65001: ['Nobody has consented to this application.', askAdmin],
  aadsts70008: ['The sign-in has ended.', again],
  aadsts70018: [
    'The code was not the right one, or the sign-in was declined in the browser.',
    'Ask for a new code.',
  ],
  aadsts70016: ['The code has not been typed in the browser yet.', again],
  aadsts70020: ['The code was not typed in time.', again],
  aadsts70021: [
    'The tenant does not trust this workload identity.',
    'Check issuer, subject and audience of its federated credential.',
  ],
  aadsts700213: [
    'The tenant does not trust this workload identity.',
    'Check the subject of its federated credential.',
  ],
  aadsts70043: ['The sign-in has ended: the tenant asks for a new one every so often.', again],
  aadsts90002: ['There is no such tenant.', whichTenant],
  aadsts90072: ['The account is not a guest of this tenant.', whichTenant],
  aadsts500011: [
    'The tenant does not know the service that is asked for.',
    'Check --cloud or --arm-endpoint, and --tenant.',
  ],
  aadsts700016: ['The tenant does not know this application.', 'Check AZURE_CLIENT_ID and AZURE_TENANT_ID.'],
  aadsts700024: [
    "The application's assertion has expired or is not valid yet.",
    "Check this machine's clock and the token file.",
  ],
  aadsts700027: [
    "The application's certificate is not the registered one.",
    'Register it, or check AZURE_CLIENT_CERTIFICATE_PATH.',
  ],
  aadsts700082: ['The sign-in has ended: it was not used for too long.', again],
  aadsts7000215: ["The application's secret is wrong (its value is wanted, not its id).", newSecret],
  azurecliunavailable: [
    'Azure CLI has nobody signed in, or is not installed.',
    'Run az login in another window, then try again.',
  ],
  devicecodeneeded: [
    'To sign in this way, a code is typed into a browser.',
    'On the full screen, choose "device code": it shows the code.',
  ],
  managedidentityunavailable: [
    'This machine has no identity that can be used.',
    'Give the machine an identity, or sign in another way.',
  ],
  serviceprincipalunavailable: [
    'The service principal is not set up whole.',
    'Set AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET (or a certificate), and start again.',
  ],
  workloadidentityunavailable: [
    'There is no workload identity here.',
    'Set AZURE_FEDERATED_TOKEN_FILE, AZURE_CLIENT_ID and AZURE_TENANT_ID, and start again.',
  ],
  aadsts7000222: ["The application's secret has expired.", newSecret],
};
