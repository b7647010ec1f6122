import type { CodeAction, Where } from '#azure/export/code.ts';
import { attachmentFixtures, unpublished } from '#test/azure/targets/attachments.ts';
import { fixtures, idleShutdown, type Fixture } from '#test/azure/targets/bodies.ts';
import { checked, facts, identity } from '#test/azure/targets/forms.ts';

export const where: Where = { place: facts.place, cloud: 'public' };

/** Every draft of the registry's tests. */
export const allFixtures: readonly Fixture[] = [
  ...fixtures,
  idleShutdown,
  ...attachmentFixtures,
  ...unpublished,
];

/** What a draft makes, as its form plans it. */
export const makeOf = ({ target, draft }: Fixture): Extract<CodeAction, { is: 'make' }> => {
  const { plan } = checked(target, draft);
  if (plan === undefined) throw new Error(`${target} makes no plan of its fixture`);
  return { is: 'make', name: plan.name, body: plan.body, secrets: plan.secrets };
};

const scaleSettings = { minNodeCount: 1, maxNodeCount: 8, nodeIdleTimeBeforeScaleDown: 'PT300S' };

const identityChange = (
  given: CodeAction extends infer A ? (A extends { body: infer B } ? B : never) : never,
) =>
  ({
    is: 'change',
    change: 'identity',
    name: 'train',
    body: { location: 'westeurope', properties: {}, identity: given },
  }) as const satisfies CodeAction;

/** What acts on a compute that exists. */
export const acts: Readonly<Record<string, CodeAction>> = {
  scale: {
    is: 'change',
    change: 'scale',
    name: 'train',
    body: { properties: { properties: { scaleSettings } } },
  },
  'the system identity': identityChange({ type: 'SystemAssigned' }),
  'one identity for another': identityChange({
    type: 'UserAssigned',
    userAssignedIdentities: { [identity('one')]: {}, [identity('two')]: null },
  }),
  'no identity': identityChange({ type: 'None' }),
  start: { is: 'run', does: 'start', name: 'ada-box' },
  stop: { is: 'run', does: 'stop', name: 'ada-box' },
  restart: { is: 'run', does: 'restart', name: 'ada-box' },
  delete: { is: 'remove', by: 'Delete', name: 'train' },
  detach: { is: 'remove', by: 'Detach', name: 'dsvm' },
};
