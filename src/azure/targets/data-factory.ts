import { attachedId, resourceFields } from './attachable.ts';
import { attachmentBasics, attachmentBody, attachmentClaims } from './attaching.ts';
import { choice, chosen, type Values } from './field.ts';
import { formOf } from './form.ts';

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
export const dataFactoryForm = formOf({
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
