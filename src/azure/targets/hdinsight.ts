import { pipelineStep, attachedAgain } from './uses.ts';
import { hdinsightPythonV1 } from '../export/v1-targets.ts';
import { sparkRun } from '../next-steps/run-configurations.ts';
import { hostName } from './addresses.ts';
import { attachedId, resourceFields } from './attachable.ts';
import { attachmentBasics, attachmentBody, attachmentClaims, confirmation } from './attaching.ts';
import { cloudOfRegion, clouds } from '../clouds.ts';
import { nameOf } from '../place.ts';
import { choice, chosen, when, type FormFacts, type Values } from './field.ts';
import { formOf } from './form.ts';
import { loginBody, loginFields, loginRules, loginSecrets, loginWarnings } from './ssh-login.ts';
import type { TargetParts } from './target.ts';

const fields = {
  ...attachmentBasics,
  ...resourceFields('hdinsight'),
  suits: confirmation(
    {
      label: 'The cluster',
      help: 'Only Spark clusters work, and the service reaches them by their public address.',
      group: 'Resource',
    },
    'not looked at yet',
    'is Spark and has a public IP',
    'it must be a Spark cluster with a public IP address: say so once it is',
  ),
  ...loginFields('sshuser'),
  addressFrom: choice(
    { label: 'SSH address', help: 'Where the head node of the cluster answers.', group: 'SSH' },
    [
      { value: 'name', label: "the cluster's name and -ssh" },
      { value: 'service', label: 'left to the service' },
      { value: 'typed', label: 'another one' },
    ],
    'name',
  ),
  address: when(
    chosen('addressFrom', 'typed'),
    hostName({ label: 'Address', help: 'Such as mycluster-ssh.azurehdinsight.net.', group: 'SSH' }),
  ),
};

/** What the names of HDInsight clusters end with where the session is; undefined in a cloud of one's own. */
const suffixOf = ({ cloud, location }: FormFacts): string | undefined =>
  cloud === 'custom'
    ? undefined
    : (cloud === undefined ? cloudOfRegion(location) : clouds[cloud]).hdinsightSuffix;

/** Undefined where it is left to the service. */
const addressOf = (values: Values<typeof fields>, facts: FormFacts): string | undefined => {
  if (values.addressFrom !== 'name') return values.address;
  const suffix = suffixOf(facts);
  return suffix === undefined
    ? undefined
    : `${nameOf(attachedId('hdinsight', values)).toLowerCase()}-ssh.${suffix}`;
};

/** A Spark cluster of HDInsight, reached over SSH. Body as in the REST API 2022-10-01, `HDInsight`. */
const hdinsightForm = formOf({
  fields,
  secrets: loginSecrets,
  name: ({ name }) => name,
  rules: (values) => loginRules(values),
  warnings: (values, facts) => [
    ...(values.addressFrom === 'name' && suffixOf(facts) === undefined
      ? [
          'what names of HDInsight end with in this cloud is not known: the SSH address is left to the service',
        ]
      : []),
    ...loginWarnings(values),
  ],
  cost: () => undefined,
  claims: (values, facts) => {
    const address = addressOf(values, facts);
    return attachmentClaims('HDInsight', facts, {
      of: 'hdinsight',
      resourceId: attachedId('hdinsight', values),
      port: values.port,
      ...(address === undefined ? {} : { address }),
    });
  },
  body: (values, facts) => {
    const address = addressOf(values, facts);
    return attachmentBody('HDInsight', values, facts, {
      resourceId: attachedId('hdinsight', values),
      properties: { ...loginBody(values), ...(address === undefined ? {} : { address }) },
    });
  },
});

export const hdinsightTarget: TargetParts = {
  words: {
    about: 'A Spark cluster of Azure HDInsight, reached over SSH.',
    notes: [
      'Create the cluster first, with an SSH user, and with a public IP address. A second attachment breaks the first one.',
      'Detaching leaves the cluster running, and billing.',
    ],
    uses: { ...pipelineStep, training: 'Spark' },
    standingNote: 'the current SDK does not support it',
    changeableLater: attachedAgain,
  },
  form: hdinsightForm,
  pythonV1: { attach: hdinsightPythonV1 },
  steps: (facts) => [sparkRun(facts)],
};
