import type { Json } from '../gateway.ts';
import type { ComputeType } from '../model.ts';
import { description, tags } from './basics.ts';
import { choice, type FieldSpec, type FieldWords, type FormFacts } from './field.ts';
import { identityBody } from './identity.ts';
import { computeName } from './names.ts';
import type { Attachment, Claims } from './target.ts';

/** What every attachment is called and described with. */
export const attachmentBasics = {
  name: computeName({
    label: 'Name',
    help: 'What it is called in this workspace; cannot be changed later.',
    group: 'Basics',
  }),
  description,
  tags,
};

/** Something that must be so and that nobody here can look up: the form cannot be sent before it is said. */
export const confirmation = (words: FieldWords, no: string, yes: string, why: string): FieldSpec<true> => ({
  ...choice(
    words,
    [
      { value: 'no', label: no },
      { value: 'yes', label: yes },
    ],
    'no',
  ),
  parse: (text) => (text === 'yes' ? { ok: true, value: true } : { ok: false, why }),
});

/** What the checks are told of an attachment: it needs no machines of the service. */
export const attachmentClaims = (
  computeType: ComputeType,
  { location }: FormFacts,
  attaches: Attachment | undefined,
  identityIds: readonly string[] = [],
): Claims => ({
  computeType,
  location,
  uniqueIn: 'workspace',
  priority: 'Dedicated',
  minNodes: 0,
  maxNodes: 0,
  scales: false,
  identityIds,
  ...(attaches === undefined ? {} : { attaches }),
});

/** What is said of a resource in another subscription: the first documents refuse it, later ones do not. */
export const inSameSubscription = (
  what: string,
  resourceId: string,
  { place }: FormFacts,
): readonly string[] =>
  resourceId.toLowerCase().startsWith(`/subscriptions/${place.subscriptionId.toLowerCase()}/`)
    ? []
    : [
        `${what} is in another subscription than the workspace: the first documents refuse that, later ones ask for Contributor there`,
      ];

type Common = {
  readonly description: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
  readonly identity?: 'none' | 'system' | 'user';
  readonly identities?: readonly string[] | undefined;
};

/** A body as in the REST API 2022-10-01; of what is not there it says nothing. */
export const attachmentBody = (
  computeType: ComputeType,
  { description: about, tags: labels, identity = 'none', identities }: Common,
  { location }: FormFacts,
  parts: {
    readonly resourceId?: string | undefined;
    readonly computeLocation?: string | undefined;
    readonly properties?: Readonly<Record<string, Json>>;
  },
): Json => ({
  location,
  ...(Object.keys(labels).length === 0 ? {} : { tags: labels }),
  ...identityBody(identity, identities),
  properties: {
    computeType,
    ...(parts.computeLocation === undefined ? {} : { computeLocation: parts.computeLocation }),
    ...(about === undefined ? {} : { description: about }),
    ...(parts.resourceId === undefined ? {} : { resourceId: parts.resourceId }),
    ...(parts.properties === undefined ? {} : { properties: parts.properties }),
  },
});
