import { pipelineStep, attachedAgain } from './uses.ts';
import { sparkYaml } from '../compute-yaml/v2-types.ts';
import { sparkPythonV1 } from '../export/v1-targets.ts';
import { sparkV2 } from '../export/v2-targets.ts';
import { sparkJob } from '../next-steps/jobs.ts';
import { attachedId, resourceFields } from './attachable.ts';
import { attachmentBasics, attachmentBody, attachmentClaims } from './attaching.ts';
import { chosen, when } from './field.ts';
import { formOf } from './form.ts';
import { identityKind, identityWarnings } from './identity.ts';
import { identityIds } from './resource-ids.ts';
import type { TargetParts } from './target.ts';

const fields = {
  ...attachmentBasics,
  ...resourceFields('synapse-spark'),
  identity: identityKind({
    label: 'Identity',
    help: 'What jobs run as, where they do not run as whoever submits them.',
    group: 'Identity',
  }),
  identities: when(
    chosen('identity', 'user'),
    identityIds({
      label: 'Identities',
      help: 'Enter lists them; or paste resource ids with commas between them.',
      group: 'Identity',
    }),
  ),
};

/** A Spark pool of a Synapse workspace. Body as in the REST API 2022-10-01, `SynapseSpark`. */
const synapseSparkForm = formOf({
  fields,
  name: ({ name }) => name,
  rules: () => [],
  warnings: ({ identity, identities }) => [
    ...(identity === 'none'
      ? []
      : ['afterwards the identity needs the role Synapse Administrator in the Synapse workspace']),
    ...identityWarnings(identity, identities),
  ],
  cost: () => undefined,
  claims: (values, facts) =>
    attachmentClaims(
      'SynapseSpark',
      facts,
      { of: 'synapse-spark', resourceId: attachedId('synapse-spark', values) },
      values.identities,
    ),
  body: (values, facts) =>
    attachmentBody('SynapseSpark', values, facts, { resourceId: attachedId('synapse-spark', values) }),
});

export const synapseSparkTarget: TargetParts = {
  words: {
    about: 'A Spark pool of a Synapse workspace.',
    notes: ['Its managed identity needs rights in the Synapse workspace.'],
    uses: { ...pipelineStep, training: 'Spark' },
    changeableLater: attachedAgain,
  },
  form: synapseSparkForm,
  v2: sparkV2,
  yaml: sparkYaml,
  pythonV1: { attach: sparkPythonV1 },
  steps: (facts) => [sparkJob(facts)],
};
