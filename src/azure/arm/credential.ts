import type { TokenCredential } from '@azure/core-auth';

const yearMs = 365 * 24 * 3600 * 1000;

/** The credential of the demo: a constant that is no secret and opens nothing but the embedded simulator. */
export const demoCredential = (): TokenCredential => ({
  getToken: () => Promise.resolve({ token: 'demo', expiresOnTimestamp: Date.now() + yearMs }),
});

/**
 * Whoever is signed in on this machine: environment, managed identity, Azure CLI and its siblings, in the SDK's order. None of
 * them prompts, so a poller never asks anything. Loads the identity library when called, not when this file is imported.
 */
export const defaultCredential = async (): Promise<TokenCredential> => {
  const { DefaultAzureCredential } = await import('@azure/identity');
  return new DefaultAzureCredential();
};
