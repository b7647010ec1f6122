import { pipelineStep, attachedAgain } from './uses.ts';
import { batchPythonV1 } from '../export/v1-targets.ts';
import { batchStep } from '../next-steps/pipeline-steps.ts';
import { attachedId, resourceFields } from './attachable.ts';
import { attachmentBasics, attachmentBody, attachmentClaims, inSameSubscription } from './attaching.ts';
import { formOf } from './form.ts';
import type { TargetParts } from './target.ts';

/**
 * A Batch account for a step of a pipeline. The type is not in the published API version: the body is the one that the first SDK
 * generation sends, and the service has the last word.
 */
const batchForm = formOf({
  fields: { ...attachmentBasics, ...resourceFields('batch') },
  name: ({ name }) => name,
  rules: () => [],
  warnings: (values, facts) => [
    'not in the published API version: whether the service still takes it is unconfirmed',
    ...inSameSubscription('the Batch account', attachedId('batch', values), facts),
  ],
  cost: () => undefined,
  claims: (values, facts) =>
    attachmentClaims('Batch', facts, { of: 'batch', resourceId: attachedId('batch', values) }),
  body: (values, facts) =>
    attachmentBody('Batch', values, facts, { resourceId: attachedId('batch', values) }),
});

export const batchTarget: TargetParts = {
  words: {
    about: 'A Batch account for a step of a pipeline.',
    notes: [
      'Used by AzureBatchStep. A second attachment breaks the first one.',
      'Not in the published API version: whether the service still takes it is unconfirmed.',
    ],
    uses: pipelineStep,
    standingNote: 'first SDK generation only',
    changeableLater: attachedAgain,
  },
  form: batchForm,
  pythonV1: { attach: batchPythonV1 },
  steps: (facts) => [batchStep(facts)],
};
