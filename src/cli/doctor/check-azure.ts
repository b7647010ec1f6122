import type { Gateway } from '#azure/gateway.ts';
import { computeActions, mayDo } from '#azure/permissions.ts';
import type { Place } from '#azure/place.ts';
import { rolesThatMay } from '#azure/roles.ts';
import type { SignIn, SignInWay } from '#azure/sign-in.ts';
import { patiently } from '../patiently.ts';
import { failing, type Finding } from './finding.ts';

const never = new AbortController().signal;

/** Whether somebody is signed in, or can be without being asked anything. */
export const checkSignIn = async (signIn: SignIn, way: SignInWay): Promise<Finding> => {
  const [id, title] = ['sign-in', 'sign-in'];
  if (way === 'device-code')
    return {
      id,
      title,
      is: 'unknown',
      words: 'with a code, which needs somebody who types it in: it is offered on the screen',
    };
  const answer = await signIn.signIn(way, () => undefined, never);
  if (!answer.ok) return failing(id, title, answer.problem);
  const { name, way: answered, tenantId } = answer.value;
  return {
    id,
    title,
    is: 'ok',
    words: `${name} by ${answered}${tenantId === undefined ? '' : `, directory ${tenantId}`}`,
  };
};

const checkSubscription = async (gateway: Gateway, id: string): Promise<Finding> => {
  const answer = await patiently(() => gateway.getSubscription(id, never));
  const about = { id: 'subscription', title: 'subscription' } as const;
  if (!answer.ok) return failing(about.id, about.title, answer.problem);
  const { name, state } = answer.value;
  return state === 'Enabled'
    ? { ...about, is: 'ok', words: `${name} is ${state}` }
    : {
        ...about,
        is: 'warn',
        words: `${name} is ${state}: the service may refuse changes`,
        fix: ['Its owner can enable it again in the Azure portal, under Subscriptions.'],
      };
};

const checkProvider = async (gateway: Gateway, subscriptionId: string): Promise<Finding> => {
  const about = { id: 'provider', title: 'provider' } as const;
  const answer = await patiently(() => gateway.getRegistration(subscriptionId, never));
  if (!answer.ok) return failing(about.id, about.title, answer.problem);
  const words = `Microsoft.MachineLearningServices is ${answer.value}`;
  return answer.value === 'Registered'
    ? { ...about, is: 'ok', words }
    : {
        ...about,
        is: 'fail',
        words,
        fix: [
          `az provider register --namespace Microsoft.MachineLearningServices --subscription ${subscriptionId}`,
        ],
      };
};

const checkWorkspace = async (gateway: Gateway, place: Place): Promise<Finding> => {
  const answer = await patiently(() => gateway.getWorkspace(place, never));
  const about = { id: 'workspace', title: 'workspace' } as const;
  if (!answer.ok) return failing(about.id, about.title, answer.problem);
  const { name, location } = answer.value;
  return { ...about, is: 'ok', words: `${name} in ${location}` };
};

const jobs = 'Microsoft.MachineLearningServices/workspaces/jobs';

/** What the program does with which of Azure's actions. Without `needed` the rest works on. */
const asked: readonly { readonly does: string; readonly action: string; readonly needed?: true }[] = [
  { does: 'see computes', action: computeActions.read, needed: true },
  { does: 'see nodes', action: computeActions.listNodes },
  { does: 'see jobs', action: `${jobs}/read` },
  { does: 'create, attach, scale', action: computeActions.write },
  { does: 'delete, detach', action: computeActions.delete },
  { does: 'start instances', action: computeActions.start },
  { does: 'stop instances', action: computeActions.stop },
  { does: 'cancel jobs', action: `${jobs}/cancel/action` },
];

const checkPermissions = async (gateway: Gateway, place: Place): Promise<readonly Finding[]> => {
  const answer = await patiently(() => gateway.listPermissions(place, never));
  if (!answer.ok)
    return [
      {
        ...failing('permissions', 'permissions', answer.problem),
        is: 'unknown',
      },
    ];
  return asked.map(({ does, action, needed }): Finding => {
    const about = { id: `may-${action.split('/').slice(2).join('-')}`, title: 'permission' };
    if (mayDo(answer.value, action)) return { ...about, is: 'ok', words: `you may ${does}` };
    const roles = rolesThatMay(action);
    return {
      ...about,
      is: needed === true ? 'fail' : 'warn',
      words: `you may not ${does}: ${action.slice(action.indexOf('/') + 1)} is lacking`,
      fix: [`Ask an owner of the workspace for one of: ${roles.join(', ')}.`],
    };
  });
};

/** Whether the workspace is there, and what may be done in it. Only reads. */
export const checkWorkspaceAccess = async (gateway: Gateway, place: Place): Promise<readonly Finding[]> => {
  const [subscription, provider, workspace, permissions] = await Promise.all([
    checkSubscription(gateway, place.subscriptionId),
    checkProvider(gateway, place.subscriptionId),
    checkWorkspace(gateway, place),
    checkPermissions(gateway, place),
  ]);
  return [subscription, provider, workspace, ...(workspace.is === 'ok' ? permissions : [])];
};
