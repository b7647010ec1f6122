/** The names Azure Resource Manager goes by in tokens, besides its own address. */
const names = ['https://management.azure.com', 'https://management.core.windows.net'];

/**
 * Whether a token for this audience is for Azure Resource Manager. Slashes at the end do not count: clients append `/.default`
 * to addresses that end with one.
 */
const isForResourceManager = (audience: string, origin: string): boolean =>
  [...names, origin].includes(audience.replace(/\/+$/u, '').toLowerCase());

/** What tokens may be for, besides Azure Resource Manager: the services of Azure Machine Learning take those of both. */
export type Service = 'resource-manager' | 'machine-learning';

const machineLearning = 'https://ml.azure.com';

/** Whether a token for this audience is one for that service. */
export const isFor = (service: Service, audience: string, origin: string): boolean =>
  isForResourceManager(audience, origin) ||
  (service === 'machine-learning' && audience.replace(/\/+$/u, '').toLowerCase() === machineLearning);

/** Whether tokens for this audience are given out. */
export const isKnownAudience = (audience: string, origin: string): boolean =>
  isFor('machine-learning', audience, origin);

/** Scopes that ask for something about the user, not for a resource. */
const personal = new Set(['openid', 'profile', 'email', 'offline_access']);

/** The resource that a space-separated list of scopes asks for; undefined when there is none, or more than one. */
export const resourceOf = (scope: string): string | undefined => {
  const resources = new Set(
    scope
      .split(/\s+/u)
      .filter((each) => each !== '' && !personal.has(each))
      .map((each) => each.slice(0, each.lastIndexOf('/'))),
  );
  const [only] = resources;
  return resources.size === 1 ? only : undefined;
};
