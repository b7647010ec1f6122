import type { CodeWords, Said } from './code-words.ts';
import { waitsForAzure } from './service-words.ts';

const machineLearning = 'Microsoft.MachineLearningServices';

/** A part of the service's words by which its sentence can be made plainer; only letters that a name or an id may have. */
const quoted =
  (pattern: RegExp, otherwise: string, say: (part: string) => string): Said =>
  (words) => {
    const part = /^[\w.()/ -]+$/u.exec(pattern.exec(words)?.[1] ?? '')?.[0];
    return part === undefined ? otherwise : say(part);
  };

const fewer = 'Choose a smaller size or fewer nodes, free some, or ask for more quota in the studio.';
const waitAndTry = 'Wait until what is under way has ended, then try again.';
const slower: readonly string[] = [waitsForAzure, 'Other programs of yours may be asking too.'];
const signInAgain = 'Sign in again.';
const forTests = 'Or choose the purpose dev-test, which is for development and tests only.';
const otherSize = 'Choose another size, or another region, in the form.';

const subnetIsFull: CodeWords = [
  'The subnet has no addresses left for the machines.',
  'Each node takes one: ask for fewer nodes, choose a bigger subnet, or free addresses in this one.',
];

/** The limit called "Clusters" counts computes, whatever their size. */
const tooManyComputes: CodeWords = [
  (words) => {
    const most = /Maximum allowed: (\d+)/iu.exec(words)?.[1];
    return `The subscription has as many computes in the region as it may${most === undefined ? '' : `: ${most}`}.`;
  },
  'Clusters and instances count, stopped ones too: delete one that nobody uses (in any workspace there).',
  'Or ask for more of "Clusters" in the studio\'s quota, or create a cluster in another region.',
];

/**
 * Words by error code, lower-cased: Azure Resource Manager's usual ones, those of Azure Machine Learning and of Batch below it.
 * Sources: "Troubleshoot common Azure deployment errors" and Azure Machine Learning's documents about quotas and computes.
 */
export const serviceCodes: Readonly<Record<string, CodeWords>> = {
  accountcorequotareached: ['The cores of the Batch account behind the cluster are used up.', fewer],
  accountlowprioritycorequotareached: ['The low-priority cores of the region are used up.', fewer],
  allocationfailed: [
    'Azure has no machines of that size to give now.',
    'Try later, or another size or region.',
  ],
  authenticationfailed: ['The service did not accept the sign-in.', signInAgain],
  badargument: ['The service did not accept a value.', 'Change what the service names, then send again.'],
  clusterquotareached: tooManyComputes,
  clustercorequotareached: [
    (words) => {
      const [, limit, used, wanted] =
        /Maximum allowed: (\d+), Current in use: (\d+), Additional requested: (\d+)/iu.exec(words) ?? [];
      return wanted === undefined
        ? 'The quota of cores for clusters in this region is used up.'
        : `No cores left in the quota: ${used} of ${limit} used, ${wanted} more wanted.`;
    },
    fewer,
  ],
  clusterminnodesexceedcorequota: [
    'The minimum number of nodes needs more cores than the quota has.',
    'Lower the minimum (0 is free while idle), or ask for more quota in the studio.',
  ],
  computenotfound: ['The compute does not exist, or not any more.', 'r shows what is there.'],
  conflict: ['Another operation on it is under way.', waitAndTry],
  expiredauthenticationtoken: ['The sign-in has ended.', signInAgain],
  invalidapiversionparameter: [
    'The service does not know the version of its API that was asked for.',
    'Check that the cloud is the right one.',
  ],
  invalidauthenticationtoken: [
    'The service did not accept the sign-in: it is for another cloud or tenant, or too old.',
    signInAgain,
  ],
  invalidauthenticationtokentenant: [
    quoted(
      /must match [^']*'[^']*?([\da-f-]{36})/iu,
      'The sign-in is for another tenant than the subscription.',
      (tenant) => `The sign-in is for another tenant: the subscription belongs to ${tenant}.`,
    ),
    quoted(
      /must match [^']*'[^']*?([\da-f-]{36})/iu,
      'Sign in to the tenant of the subscription (--tenant).',
      (tenant) => `Start with --tenant ${tenant}, or: az login --tenant ${tenant}`,
    ),
  ],
  invalidresourcetype: [
    'The service does not know this kind of resource here.',
    'Check the region and the cloud.',
  ],
  invalidsubscriptionid: [
    'That is not the id of a subscription.',
    'Give its id (a GUID) with --subscription.',
  ],
  jobnodecountexceedscorequota: [
    'The job wants more nodes than the quota has cores for.',
    'Use fewer nodes in the job, or ask for more quota in the studio.',
  ],
  missingsubscriptionregistration: [
    quoted(
      /namespace '([\w.]+)'/iu,
      'The subscription does not use Azure Machine Learning yet.',
      (name) => `The subscription is not registered for ${name}.`,
    ),
    quoted(
      /namespace '([\w.]+)'/iu,
      `Its owner can: az provider register -n ${machineLearning}`,
      (name) => `Its owner can: az provider register -n ${name}`,
    ),
  ],
  nameinuse: [
    'Somebody else has taken that name meanwhile.',
    'Choose another name, or go back and look at what has it.',
  ],
  noregisteredproviderfound: [
    'Azure Machine Learning is not offered in that region.',
    'Choose another region.',
  ],
  operationnotallowed: ['The service does not allow it now; a quota is the usual reason.', fewer],
  privateendpoint: [
    'The workspace may be reached over its private network only.',
    'Run this from a machine in that network, or over its VPN.',
  ],
  quotaexceeded: ['The quota does not allow it.', fewer],
  readonlydisabledsubscription: [
    'The subscription is disabled: it can be read, not changed.',
    'Its owner can enable it in the portal; an unpaid bill or a used-up credit is the usual reason.',
  ],
  requestdisallowedbypolicy: [
    'A policy of your organisation forbids it.',
    'Change what the policy named below asks for (region, size, tags, network), or ask for an exemption.',
  ],
  resourcegroupbeingdeleted: ['The resource group is being deleted.', 'Choose another one.'],
  resourcegroupnotfound: [
    'The resource group does not exist in this subscription.',
    'Check --resource-group and --subscription.',
  ],
  resourcenotfound: [
    (words) => {
      // Here the type stands apart from the name, and is no path.
      const apart = /'([\w.-]+)' of type '[^']*\/(\w+)s'/iu.exec(words);
      if (apart !== null) return `The ${apart[2]} ${apart[1]} does not exist, or not any more.`;
      const [, of = 'workspace', name = ''] =
        /workspaces\/(?:[^/'"\s]+\/(\w+)\/)?([\w.-]+)/iu.exec(words) ?? [];
      const what = name === '' ? 'It' : `The ${of.replace(/s$/u, '')} ${name}`;
      return `${what} does not exist, or not any more.`;
    },
    'Check the name, or go back and choose again.',
  ],
  resourcerequeststhrottled: ['Azure asks to slow down: too many requests to this resource.', ...slower],
  restartcomputeinstanceonlyallowedinrunningstate: [
    'Only a running instance can be restarted.',
    'Start it instead.',
  ],
  scopelocked: [
    'A lock on the resource, its group or its subscription forbids it.',
    'az lock list shows it; who holds Owner there can remove it.',
  ],
  skunotavailable: ['That size is not to be had in that region, or not for this subscription.', otherSize],
  startcomputeinstanceonlyallowedinstoppedstate: [
    'Only a stopped instance can be started.',
    'Wait until it is Stopped, or restart it.',
  ],
  stopcomputeinstanceonlyallowedinrunningstate: [
    'Only a running instance can be stopped.',
    'Wait until it is Running.',
  ],
  subnetfull: subnetIsFull,
  subnetisfull: subnetIsFull,
  insufficientsubnetsize: subnetIsFull,
  subscriptioncorequotareached: ['The cores of the subscription are used up.', fewer],
  subscriptionnotfound: [
    'The subscription does not exist, or this sign-in may not see it.',
    'Check --subscription, and that the tenant is the right one: az account list',
  ],
  subscriptionrequeststhrottled: [
    'Azure asks to slow down: too many requests to this subscription.',
    ...slower,
  ],
  toomanyrequests: ['Azure asks to slow down: too many requests.', ...slower],
  unusable: [
    'The machine came up and could not be used.',
    'K on a cluster recycles such nodes; look at the network, the setup script and the identity.',
  ],
  workspacenotfound: [
    'The workspace does not exist, or not any more.',
    'Check --workspace, or go back and choose again.',
  ],
};

/**
 * What Azure Machine Learning says without a code of its own, by its text: for the words only, nothing is decided by it.
 */
export const byText: readonly (readonly [pattern: RegExp, words: CodeWords])[] = [
  [
    /invalid value for AZURE_TOKEN_CREDENTIALS/iu,
    [
      'AZURE_TOKEN_CREDENTIALS has a value that names no way to sign in.',
      'Set it to dev, prod or the name of a credential, or unset it, and start again.',
    ],
  ],
  [
    /disk (?:is )?full|no space left/iu,
    [
      'The disk of the instance is full.',
      'Free space in its terminal; a full disk can keep it from starting and stopping.',
    ],
  ],
  [
    /at least 12 cores/iu,
    [
      'The AKS cluster is too small for production: its nodes need at least 12 cores together.',
      'When it is created: choose more agents or a bigger size. When it is attached: enlarge it where it lives first.',
      forTests,
    ],
  ],
  [
    /at least \d+ machine/iu,
    [
      'The AKS cluster has too few machines for fast production.',
      'When it is created: choose more agents. When it is attached: add nodes where it lives first.',
      forTests,
    ],
  ],
  [/quota limits? of \S*batch\S* clusters|quota (?:of|on|for) "?clusters\b/iu, tooManyComputes],
  [/subnet.{0,300}not (?:have )?enough (?:capacity|(?:free )?(?:ip )?addresses)/iu, subnetIsFull],
  [
    /invalid access token/iu,
    [
      'Databricks did not accept the access token.',
      'Make a new one in the Databricks workspace, and attach with that.',
    ],
  ],
  [
    /ssh.{0,60}tim(?:ed?|e-)[ -]?out|tim(?:ed?|e-)[ -]?out.{0,60}ssh/iu,
    [
      'The machine did not answer over SSH in time.',
      'It must run, and take SSH on that address and port from Azure Machine Learning.',
    ],
  ],
  [
    /private (?:end ?point|link)|\bprivate(?:endpoint|link)\b|public network access|network (?:security )?rule/iu,
    [
      'The network rules of the workspace do not let this machine in.',
      'Run this from a machine in its private network, or over its VPN.',
    ],
  ],
  [
    /already (?:exists|in use|taken).{0,40}region|name .{0,60}(?:already|taken).{0,40}region/iu,
    [
      'Another instance in this region has that name.',
      'Choose another name: it must be the only one in the region.',
    ],
  ],
  [/unusable/iu, serviceCodes.unusable ?? ['']],
  [/\bquota\b/iu, ['A quota does not allow it.', fewer]],
  [
    /size.{0,80}not (?:available|supported)|not (?:available|supported).{0,80}(?:size|region|location)/iu,
    ['That size is not to be had in that region.', otherSize],
  ],
];
