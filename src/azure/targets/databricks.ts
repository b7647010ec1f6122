import { pipelineStep, attachedAgain } from './uses.ts';
import { databricksPythonV1 } from '../export/v1-targets.ts';
import { databricksStep } from '../next-steps/pipeline-steps.ts';
import { hostName } from './addresses.ts';
import { attachedId, resourceFields } from './attachable.ts';
import { attachmentBasics, attachmentBody, attachmentClaims, inSameSubscription } from './attaching.ts';
import { fromEnvironment } from './environment.ts';
import { optional, type FieldSpec } from './field.ts';
import { formOf } from './form.ts';
import type { TargetParts } from './target.ts';

const group = 'Databricks';

const missing = 'an access token is needed: Databricks gives one under User settings, Developer';

/** A personal access token, looked at so far as its look is known. */
const token: FieldSpec<string> = {
  label: 'Access token',
  help: 'A personal one of the Databricks workspace. It is sent, and not kept here.',
  group,
  kind: { is: 'secret' },
  initial: fromEnvironment('AML_DATABRICKS_ACCESS_TOKEN'),
  parse: (text) => {
    const value = text.trim();
    if (value === '') return { ok: false, why: missing };
    if (!/^[!-~]+$/u.test(value))
      return { ok: false, why: 'a token has no spaces, and nothing beyond ASCII' };
    if (value.length > 1024) return { ok: false, why: 'too long for a token' };
    return /^dapi[\da-f]{32}(?:-\d+)?$/u.test(value)
      ? { ok: true, value }
      : {
          ok: true,
          value,
          warn: 'a token of Databricks begins with dapi and has 32 digits or letters a to f',
        };
  },
};

const fields = {
  ...attachmentBasics,
  name: { ...attachmentBasics.name, initial: fromEnvironment('AML_DATABRICKS_COMPUTE_NAME') },
  ...resourceFields('databricks', undefined, {
    resourceGroup: fromEnvironment('AML_DATABRICKS_RESOURCE_GROUP'),
    resource: fromEnvironment('AML_DATABRICKS_WORKSPACE'),
  }),
  token,
  workspaceUrl: optional(
    hostName({
      label: 'Workspace URL',
      help: 'Empty: the service finds it. Or adb-<number>.<number>.azuredatabricks.net.',
      group,
    }),
  ),
};

/** A Databricks workspace for steps of pipelines. Body as in the REST API 2022-10-01, `Databricks`. */
const databricksForm = formOf({
  fields,
  secrets: ['properties.properties.databricksAccessToken'],
  name: ({ name }) => name,
  rules: () => [],
  warnings: (values, facts) => [
    'when the token ends, steps fail with "Invalid access token": detach then, and attach with a new one',
    ...inSameSubscription('the Databricks workspace', attachedId('databricks', values), facts),
  ],
  cost: () => undefined,
  claims: (values, facts) =>
    attachmentClaims('Databricks', facts, { of: 'databricks', resourceId: attachedId('databricks', values) }),
  body: (values, facts) =>
    attachmentBody('Databricks', values, facts, {
      resourceId: attachedId('databricks', values),
      properties: {
        databricksAccessToken: values.token,
        ...(values.workspaceUrl === undefined ? {} : { workspaceUrl: values.workspaceUrl }),
      },
    }),
});

export const databricksTarget: TargetParts = {
  words: {
    about: 'A Databricks workspace for pipeline steps, by access token.',
    notes: [
      'It must be in the same subscription as the workspace. A second attachment breaks the first one.',
      'The Standard tier of Databricks was announced to end on 1 October 2026.',
    ],
    uses: { ...pipelineStep, training: 'AutoML', automl: 'SDK local mode' },
    standingNote: 'first SDK generation only',
    changeableLater: attachedAgain,
  },
  form: databricksForm,
  pythonV1: { attach: databricksPythonV1 },
  steps: (facts) => [databricksStep(facts)],
};
