import { noUse, attachedAgain } from './uses.ts';
import { kubernetesYaml } from '../compute-yaml/v2-types.ts';
import { kubernetesCliV1 } from '../export/cli-v1-targets.ts';
import { kubernetesPythonV1 } from '../export/v1-targets.ts';
import { kubernetesV2 } from '../export/v2-targets.ts';
import { kubernetesSteps } from '../next-steps/next-steps.ts';
import { attachedId, resourceFields } from './attachable.ts';
import { attachmentBasics, attachmentBody, attachmentClaims } from './attaching.ts';
import { choice, chosen, optional, when, type FieldSpec, type FieldWords, type Values } from './field.ts';
import { formOf } from './form.ts';
import { identityKind, identityWarnings } from './identity.ts';
import { instanceTypes, instanceTypesBody } from './instance-types.ts';
import { quoted } from './quoted.ts';
import { identityIds } from './resource-ids.ts';
import type { TargetParts } from './target.ts';

const group = 'Kubernetes';

/** A label of RFC 1123, which is what Kubernetes calls a namespace by. */
const dnsLabel = (words: FieldWords, initial: string): FieldSpec<string> => ({
  ...words,
  kind: { is: 'text' },
  initial,
  parse: (text) => {
    const name = text.trim();
    return /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/u.test(name)
      ? { ok: true, value: name }
      : {
          ok: false,
          why: `${name === '' ? 'a name is needed' : `${quoted(name)} is not one`}: 1 to 63 lower-case letters, digits and hyphens`,
        };
  },
});

const { by, resourceId, ...parts } = resourceFields('kubernetes');

const fields = {
  ...attachmentBasics,
  by,
  resourceId,
  flavour: when(
    chosen('by', 'parts'),
    choice(
      { label: 'Cluster', help: 'What kind of cluster has that name.', group: 'Resource' },
      [
        { value: 'aks', label: 'AKS' },
        { value: 'arc', label: 'Azure Arc' },
      ],
      'aks',
    ),
  ),
  ...parts,
  namespace: dnsLabel(
    {
      label: 'Namespace',
      help: 'It must exist on the cluster: the service does not look, and jobs would wait for ever.',
      group,
    },
    'default',
  ),
  defaultType: optional(
    dnsLabel(
      {
        label: 'Default type',
        help: 'The instance type of jobs that name none; empty: the one that the service makes.',
        group,
      },
      '',
    ),
  ),
  types: instanceTypes({
    label: 'Instance types',
    help: 'Empty: those made on the cluster. Or: small cpu=2 memory=8Gi; gpu cpu=8 memory=32Gi nvidia.com/gpu=1',
    group,
  }),
  identity: identityKind({
    label: 'Identity',
    help: 'What jobs read data as, where the data store has no credentials of its own.',
    group: 'Identity',
  }),
  identities: when(
    chosen('identity', 'user'),
    identityIds({
      label: 'Identities',
      help: 'Enter lists them; or paste a resource id. Only the first one is used.',
      group: 'Identity',
    }),
  ),
};

const idOf = (values: Values<typeof fields>): string =>
  attachedId('kubernetes', values, values.flavour === 'arc' ? 1 : 0);

/** A cluster with the Azure Machine Learning extension. Body as in the REST API 2022-10-01, `Kubernetes`. */
const kubernetesForm = formOf({
  fields,
  name: ({ name }) => name,
  rules: ({ defaultType, types }) =>
    defaultType !== undefined && types.size > 0 && !types.has(defaultType)
      ? [`the default type ${defaultType} is not among the instance types`]
      : [],
  warnings: ({ namespace, identity, identities }) => [
    'the Azure Machine Learning extension must be installed on the cluster, or attaching fails',
    ...(namespace === 'default' ? [] : [`the namespace ${namespace} must exist on the cluster`]),
    ...identityWarnings(identity, identities?.slice(0, 1)),
    ...((identities?.length ?? 0) > 1 ? ['only the first of the identities is used'] : []),
  ],
  cost: () => undefined,
  claims: (values, facts) =>
    attachmentClaims(
      'Kubernetes',
      facts,
      { of: 'kubernetes', resourceId: idOf(values), namespace: values.namespace },
      values.identities,
    ),
  body: (values, facts) =>
    attachmentBody('Kubernetes', values, facts, {
      resourceId: idOf(values),
      properties: {
        namespace: values.namespace,
        ...(values.defaultType === undefined ? {} : { defaultInstanceType: values.defaultType }),
        ...(values.types.size === 0 ? {} : { instanceTypes: instanceTypesBody(values.types) }),
      },
    }),
});

export const kubernetesTarget: TargetParts = {
  words: {
    about: 'An AKS or Azure Arc cluster with the Azure Machine Learning extension.',
    notes: ['The same cluster may be attached again with another namespace.'],
    uses: { ...noUse, training: true, batch: true, realTime: true },
    changeableLater: attachedAgain,
  },
  form: kubernetesForm,
  v2: kubernetesV2,
  yaml: kubernetesYaml,
  cliV1: { attach: kubernetesCliV1 },
  pythonV1: { attach: kubernetesPythonV1 },
  steps: kubernetesSteps,
};
