import { pipelineStep, attachedAgain } from './uses.ts';
import { factoryCliV1 } from '../export/cli-v1-targets.ts';
import { attachedFactoryPythonV1, newFactoryPythonV1 } from '../export/v1-targets.ts';
import { dataTransferStep } from '../next-steps/pipeline-steps.ts';
import { attachedId, resourceFields } from './attachable.ts';
import { attachmentBasics, attachmentBody, attachmentClaims } from './attaching.ts';
import { choice, chosen, type Values } from './field.ts';
import { formOf } from './form.ts';
import type { TargetParts } from './target.ts';

const fields = {
  mode: choice(
    { label: 'Factory', help: 'Have the service create one, or attach one of yours.', group: 'Basics' },
    [
      { value: 'create', label: 'a new one' },
      { value: 'attach', label: 'one that exists' },
    ],
    'create',
  ),
  ...attachmentBasics,
  ...resourceFields('data-factory', chosen('mode', 'attach')),
};

const idOf = (values: Values<typeof fields>): string | undefined =>
  values.mode === 'attach' ? attachedId('data-factory', values) : undefined;

/** A data factory for data transfer steps of pipelines. Body as in the REST API 2022-10-01, `DataFactory`. */
const dataFactoryForm = formOf({
  fields,
  name: ({ name }) => name,
  rules: () => [],
  warnings: ({ mode }) =>
    mode === 'attach'
      ? ['attaching a factory that exists is unconfirmed: the documents only create one']
      : [],
  cost: () => undefined,
  claims: (values, facts) => {
    const resourceId = idOf(values);
    return attachmentClaims(
      'DataFactory',
      facts,
      resourceId === undefined ? undefined : { of: 'data-factory', resourceId },
    );
  },
  body: (values, facts) => attachmentBody('DataFactory', values, facts, { resourceId: idOf(values) }),
});

export const dataFactoryTarget: TargetParts = {
  words: {
    about: 'Data transfer steps of a pipeline.',
    notes: ['It moves data; it runs no training. The service can also create one.'],
    uses: pipelineStep,
    standingNote: 'first SDK generation only',
    changeableLater: attachedAgain,
  },
  form: dataFactoryForm,
  cliV1: {
    create: factoryCliV1,
    why: 'az ml v1 creates data factories, and cannot attach one.',
  },
  pythonV1: { create: newFactoryPythonV1, attach: attachedFactoryPythonV1 },
  steps: (facts) => [dataTransferStep(facts)],
};
