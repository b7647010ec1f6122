import { afterEach, describe, expect, test, vi } from 'vitest';
import { resource } from './attachments.ts';
import { allWords, checked, facts, formOfTarget, verdictOf } from './forms.ts';

const another = '99999999-2222-3333-4444-555555555555';
const hdi = resource('Microsoft.HDInsight/clusters/spark');
const dbx = resource('Microsoft.Databricks/workspaces/dbx');
const token = `dapi${'0123456789abcdef'.repeat(2)}-2`;

afterEach(() => {
  vi.unstubAllEnvs();
});

const blocked = (words: string) => ({ is: 'block', words: expect.stringContaining(words) as string });

describe('the SSH address of an HDInsight cluster', () => {
  const typed = { name: 'hdi', resourceId: hdi, suits: 'yes', password: 'x' };

  test.each([
    ['westeurope', 'azurehdinsight.net'],
    ['usgovvirginia', 'azurehdinsight.us'],
    ['chinanorth3', 'azurehdinsight.cn'],
  ])('is proposed from its name and the cloud of %s', (location, domain) => {
    const { plan } = checked('HDInsight', typed, { ...facts, location });
    expect(plan?.body).toMatchObject({
      properties: { properties: { address: `spark-ssh.${domain}` } },
    });
    expect(plan?.claims.attaches).toMatchObject({ address: `spark-ssh.${domain}`, port: 22 });
  });

  test.each([
    ['china', 'azurehdinsight.cn'],
    ['usgov', 'azurehdinsight.us'],
    ['public', 'azurehdinsight.net'],
  ] as const)('ends with what the cloud of the session has: %s', (cloud, domain) => {
    const { plan } = checked('HDInsight', typed, { ...facts, cloud });
    expect(plan?.claims.attaches).toMatchObject({ address: `spark-ssh.${domain}` });
    expect(plan?.warnings.join()).not.toContain('left to the service');
  });

  test("is left to the service in a cloud of one's own, which is said", () => {
    const { plan } = checked('HDInsight', typed, { ...facts, cloud: 'custom' });
    expect(plan?.claims.attaches).not.toHaveProperty('address');
    expect(JSON.stringify(plan?.body)).not.toContain('address');
    expect(plan?.warnings.join()).toContain('the SSH address is left to the service');
    const address = 'spark-ssh.azurehdinsight.contoso.example';
    const own = checked(
      'HDInsight',
      { ...typed, addressFrom: 'typed', address },
      { ...facts, cloud: 'custom' },
    );
    expect(own.plan?.claims.attaches).toMatchObject({ address });
  });

  test.each(['', 'spark', 'ssh://spark.example', 'spark.example:22', 'a b.example', '10.0.0'])(
    'is not %j',
    (address) => {
      expect(verdictOf('HDInsight', 'address', { addressFrom: 'typed', address }).is).toBe('block');
    },
  );

  test('is asked of a Spark cluster with a public address only', () => {
    expect(verdictOf('HDInsight', 'suits', {})).toMatchObject(blocked('Spark cluster'));
  });
});

describe('a resource in another subscription', () => {
  test.each([
    ['Databricks', resource('Microsoft.Databricks/workspaces/dbx', another), { token }],
    ['Batch', resource('Microsoft.Batch/batchAccounts/mybatch', another), {}],
  ] as const)('is warned of, for %s', (target, resourceId, more) => {
    const draft = { name: 'data', resourceId, ...more };
    expect(checked(target, draft).plan?.warnings.join()).toContain('in another subscription');
    const own = { ...draft, resourceId: resourceId.replace(another, facts.place.subscriptionId) };
    expect(checked(target, own).plan?.warnings.join()).not.toContain('in another subscription');
  });
});

describe('the token of Databricks', () => {
  test.each([
    ['', 'an access token is needed'],
    ['  ', 'an access token is needed'],
    ['dapi 0123', 'no spaces'],
    ['dapi\n0123', 'no spaces'],
    ['dapié', 'beyond ASCII'],
    ['x'.repeat(1025), 'too long'],
  ])('is not %j', (text, words) => {
    expect(verdictOf('Databricks', 'token', { token: text })).toMatchObject(blocked(words));
  });

  test('is only warned of when it looks different, and never repeated', () => {
    const check = checked('Databricks', { name: 'dbx', resourceId: dbx, token: 'eyJhbGciSECRET' });
    expect(check.fields['token']?.is).toBe('warn');
    expect(check.plan).toBeDefined();
    expect(allWords(check)).not.toContain('SECRET');
    expect(verdictOf('Databricks', 'token', { token }).is).toBe('ok');
  });
});

describe('the name of an account', () => {
  test.each([
    ['Batch', 'Microsoft.Batch/batchAccounts'],
    ['DataLakeAnalytics', 'Microsoft.DataLakeAnalytics/accounts'],
  ] as const)('of %s is 3 to 24 lower-case letters and digits, however it is given', (target, type) => {
    for (const name of ['ab', 'My-Account', 'a'.repeat(25)]) {
      expect(verdictOf(target, 'resourceId', { resourceId: resource(`${type}/${name}`) })).toMatchObject(
        blocked('is not the name'),
      );
      expect(verdictOf(target, 'resource', { by: 'parts', resource: name })).toMatchObject(
        blocked('is not the name'),
      );
    }
  });

  test('of the store of Data Lake Analytics follows the same rule', () => {
    expect(verdictOf('DataLakeAnalytics', 'store', { store: 'My Store' })).toMatchObject(
      blocked('is not the name'),
    );
  });
});

describe('a Spark pool by its name', () => {
  test.each(['small', 'syn/small/x', '/small', 'syn/'])('is not %s', (text) => {
    expect(verdictOf('SynapseSpark', 'resource', { by: 'parts', resource: text }).is).toBe('block');
  });
});

describe('Data Lake Analytics', () => {
  test('is not attached before it is said that its end is known', () => {
    expect(verdictOf('DataLakeAnalytics', 'ended', {})).toMatchObject(blocked('29 February 2024'));
  });
});

describe('what the environment names', () => {
  test('is proposed for Databricks, its token in a masked field', () => {
    vi.stubEnv('AML_DATABRICKS_COMPUTE_NAME', 'mydatabricks');
    vi.stubEnv('AML_DATABRICKS_RESOURCE_GROUP', 'rg-data');
    vi.stubEnv('AML_DATABRICKS_WORKSPACE', 'dbx');
    vi.stubEnv('AML_DATABRICKS_ACCESS_TOKEN', token);
    const { plan } = checked('Databricks', {});
    expect(plan?.name).toBe('mydatabricks');
    expect(plan?.body).toMatchObject({
      properties: { resourceId: dbx, properties: { databricksAccessToken: token } },
    });
    const { kind } = formOfTarget('Databricks').fields.find(({ name }) => name === 'token') ?? {};
    expect(kind?.is).toBe('secret');
  });

  test('is proposed for Data Lake Analytics', () => {
    vi.stubEnv('AML_ADLA_COMPUTE_NAME', 'myadla');
    vi.stubEnv('AML_ADLA_RESOURCE_GROUP', 'rg-data');
    vi.stubEnv('AML_ADLA_ACCOUNT_NAME', 'account');
    const { plan } = checked('DataLakeAnalytics', { ended: 'yes' });
    expect(plan?.name).toBe('myadla');
    expect(plan?.claims.attaches?.resourceId).toBe(resource('Microsoft.DataLakeAnalytics/accounts/account'));
  });

  test('cannot drive the terminal', () => {
    vi.stubEnv('AML_DATABRICKS_COMPUTE_NAME', '\u001b[31mred\n');
    expect(formOfTarget('Databricks').initial(facts)['name']).toBe('red');
  });

  test('is nothing without it: then the list of resources comes first', () => {
    vi.stubEnv('AML_DATABRICKS_WORKSPACE', '');
    expect(formOfTarget('Databricks').initial(facts)).toMatchObject({ name: '', by: 'id', token: '' });
  });
});
