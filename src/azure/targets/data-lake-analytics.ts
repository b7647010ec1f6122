import { pipelineStep, attachedAgain } from './uses.ts';
import { analyticsPythonV1 } from '../export/v1-targets.ts';
import { dataLakeStep } from '../next-steps/pipeline-steps.ts';
import { accountName, attachedId, resourceFields } from './attachable.ts';
import { attachmentBasics, attachmentBody, attachmentClaims, confirmation } from './attaching.ts';
import { fromEnvironment } from './environment.ts';
import { optional } from './field.ts';
import { formOf } from './form.ts';
import type { TargetParts } from './target.ts';

const fields = {
  ended: confirmation(
    {
      label: 'The service',
      help: 'Data Lake Analytics ended on 29 February 2024: attaching will most likely fail.',
      group: 'Basics',
    },
    'has ended',
    'has ended; try all the same',
    'the service ended on 29 February 2024: say so if you want to try all the same',
  ),
  ...attachmentBasics,
  name: { ...attachmentBasics.name, initial: fromEnvironment('AML_ADLA_COMPUTE_NAME') },
  ...resourceFields('data-lake-analytics', undefined, {
    resourceGroup: fromEnvironment('AML_ADLA_RESOURCE_GROUP'),
    resource: fromEnvironment('AML_ADLA_ACCOUNT_NAME'),
  }),
  store: optional({
    label: 'Data Lake Store',
    help: 'The default store of the account; may be empty. Other data is moved by a DataTransferStep.',
    group: 'Resource',
    kind: { is: 'text' as const },
    initial: '',
    parse: (text: string) => {
      const name = text.trim();
      const why = accountName(name);
      return why === undefined ? { ok: true as const, value: name } : { ok: false as const, why };
    },
  }),
};

/** An account of a service that has ended. Body as in the REST API 2022-10-01, `DataLakeAnalytics`. */
const dataLakeAnalyticsForm = formOf({
  fields,
  name: ({ name }) => name,
  rules: () => [],
  warnings: () => [
    'Data Lake Analytics ended on 29 February 2024: attaching will most likely fail',
    'only the default store of the account can be used; other data is moved by a DataTransferStep',
  ],
  cost: () => undefined,
  claims: (values, facts) =>
    attachmentClaims('DataLakeAnalytics', facts, {
      of: 'data-lake-analytics',
      resourceId: attachedId('data-lake-analytics', values),
    }),
  body: (values, facts) =>
    attachmentBody('DataLakeAnalytics', values, facts, {
      resourceId: attachedId('data-lake-analytics', values),
      ...(values.store === undefined ? {} : { properties: { dataLakeStoreAccountName: values.store } }),
    }),
});

export const dataLakeAnalyticsTarget: TargetParts = {
  words: {
    about: 'U-SQL jobs as a step of a pipeline.',
    notes: [
      'Entries that exist can still be detached.',
      'It used only the default store of the account; other data was moved by a DataTransferStep.',
    ],
    uses: pipelineStep,
    standingNote: 'the service ended on 29 February 2024',
    changeableLater: attachedAgain,
  },
  form: dataLakeAnalyticsForm,
  pythonV1: { attach: analyticsPythonV1 },
  steps: (facts) => [dataLakeStep(facts)],
};
