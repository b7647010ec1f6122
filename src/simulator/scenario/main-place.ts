/** The fictional tenant everything belongs to. */
export const tenantId = '5f0c4b7e-2d19-4e86-9a3b-7c1d0e8f2a64';

/** The subscriptions of the fictional tenant. */
export const subscriptions = {
  research: { id: '8f6c1c2e-41d7-4b0a-9a55-2f1c7d3e9b01', name: 'Contoso ML Research', tenantId },
  production: { id: 'c27a90d4-6b3f-4e58-8d21-5a9e0f4b7c12', name: 'Contoso ML Production', tenantId },
};

/** Where the demo starts when nothing is named. */
export const mainPlace = {
  subscriptionId: subscriptions.research.id,
  resourceGroup: 'rg-ml-demo',
  workspace: 'mlw-demo',
};
