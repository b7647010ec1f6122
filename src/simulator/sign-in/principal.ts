import { tenantId } from '../scenario/main-place.ts';

/** The tenant everybody here belongs to, by its id and by its domain. */
export const tenant = { id: tenantId, domain: 'contoso.example', name: 'Contoso' } as const;

/** Who may be signed in. */
export type Principal =
  | {
      readonly kind: 'user';
      readonly objectId: string;
      readonly name: string;
      /** The user's sign-in name. */
      readonly upn: string;
    }
  | {
      readonly kind: 'application';
      readonly objectId: string;
      readonly name: string;
      readonly clientId: string;
    };

/** The user of the world. */
export const worldUser: Principal & { readonly kind: 'user' } = {
  kind: 'user',
  objectId: 'e1b1d3a6-5c0f-4a53-9c86-0d7e5f9a2b10',
  name: 'Amara Okafor',
  upn: 'amara.okafor@contoso.example',
};

/** The application that may sign in by itself. */
export const worldApplication: Principal & { readonly kind: 'application' } = {
  kind: 'application',
  objectId: '4d3b9a51-7e06-4c2f-8f1d-b5a2c6e09d37',
  name: 'aml-operator',
  clientId: '9c2e7f40-1b8d-4a63-95e7-d06f3a8b51c4',
};
