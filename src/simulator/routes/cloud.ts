import { tenant } from '../sign-in/principal.ts';
import type { Json } from '../world/world.ts';
import { inSubscription, ok, refuse, type Answer, type Ask, type Route } from './exchange.ts';

/** What this cloud is called where clients keep a list of clouds. */
const cloudName = 'AzureSimulator';

const audiencesAt = (origin: string): string[] => [`${origin}/`, origin];

/** As it was when Azure Resource Manager first told where its sign-in service is. */
const firstShape = (origin: string): Json => ({
  galleryEndpoint: `${origin}/gallery`,
  graphEndpoint: `${origin}/graph`,
  portalEndpoint: `${origin}/portal`,
  authentication: { loginEndpoint: `${origin}/`, audiences: audiencesAt(origin) },
});

/** As it is now. What this cloud does not have is left out. */
const cloudAt = (origin: string): { [key: string]: Json } => ({
  name: cloudName,
  resourceManager: `${origin}/`,
  portal: `${origin}/portal`,
  gallery: `${origin}/gallery`,
  graph: `${origin}/graph`,
  graphAudience: `${origin}/graph`,
  microsoftGraphResourceId: `${origin}/graph`,
  authentication: {
    loginEndpoint: origin,
    audiences: audiencesAt(origin),
    tenant: 'common',
    identityProvider: 'AAD',
  },
  suffixes: {},
});

/** Where this cloud's services are, by the version asked for: at first bare addresses, then a list of clouds, now this one. */
const endpoints = ({ origin, query }: Ask): Answer => {
  const version = query.get('api-version') ?? '';
  if (version < '2018') return ok(firstShape(origin));
  return ok(version < '2022' ? [cloudAt(origin)] : cloudAt(origin));
};

const tenants: Json = {
  value: [
    {
      id: `/tenants/${tenant.id}`,
      tenantId: tenant.id,
      countryCode: 'NL',
      displayName: tenant.name,
      domains: [tenant.domain],
      defaultDomain: tenant.domain,
      tenantCategory: 'Home',
      tenantType: 'AAD',
    },
  ],
};

const provider = 'Microsoft.MachineLearningServices';
const typesOfProvider = ['workspaces', 'workspaces/computes', 'workspaces/jobs', 'locations/usages'];

/** The one resource provider there is, as registered in a subscription. */
const printProvider = (ask: Ask, subscriptionId: string): Json => ({
  id: `/subscriptions/${subscriptionId}/providers/${provider}`,
  namespace: provider,
  registrationState: 'Registered',
  registrationPolicy: 'RegistrationRequired',
  resourceTypes: typesOfProvider.map((resourceType) => ({
    resourceType,
    locations: [...new Set(ask.world.workspaces.map(({ location }) => location))],
    apiVersions: ['2022-10-01'],
  })),
});

export const cloudRoutes: readonly Route[] = [
  { method: 'GET', template: '/metadata/endpoints', isOpen: true, handle: endpoints },
  { method: 'GET', template: '/tenants', handle: () => ok(tenants) },
  {
    method: 'GET',
    template: '/subscriptions/{subscriptionId}/providers',
    handle: (ask) => inSubscription(ask, (id) => ok({ value: [printProvider(ask, id)] })),
  },
  {
    method: 'GET',
    template: '/subscriptions/{subscriptionId}/providers/{resourceProviderNamespace}',
    handle: (ask) =>
      inSubscription(ask, (id) => {
        const asked = ask.params['resourceProviderNamespace'] ?? '';
        return asked.toLowerCase() === provider.toLowerCase()
          ? ok(printProvider(ask, id))
          : refuse(404, 'InvalidResourceNamespace', `The resource namespace '${asked}' is invalid.`);
      }),
  },
];
