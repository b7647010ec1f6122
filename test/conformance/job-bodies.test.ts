import { AzureMachineLearningWorkspaces, type CommandJob } from '@azure/arm-machinelearning';
import { createHttpHeaders, type HttpClient } from '@azure/core-rest-pipeline';
import { describe, expect, test } from 'vitest';
import { jobFixtures, planOfJob } from '#test/azure/jobs/jobs.ts';
import { never } from '#test/support/canned.ts';
import { answerFaults } from './answer-faults.ts';
import { recorded } from './gateway-methods.ts';
import { requestFaults } from './request-faults.ts';
import { readSdkMappers } from './sdk-mappers.ts';
import { readSpecification, skipNote, specificationIsThere } from './specification.ts';

/** What the SDK's own client would send for the same job: its mappers drop what they do not know. */
const sentBySdk = async (properties: unknown): Promise<unknown> => {
  let body: unknown;
  const httpClient: HttpClient = {
    sendRequest: async (request) => {
      body = JSON.parse(typeof request.body === 'string' ? request.body : 'null');
      return { request, status: 201, headers: createHttpHeaders(), bodyAsText: '{"properties":{}}' };
    },
  };
  const credential = { getToken: async () => ({ token: 'none', expiresOnTimestamp: 4_102_444_800_000 }) };
  const client = new AzureMachineLearningWorkspaces(credential, 'subscription', { httpClient });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- that it is of that type is what is looked into
  await client.jobs.createOrUpdate('rg', 'ws', 'x', { properties: properties as CommandJob });
  return body;
};

describe('the mappers of the SDK', () => {
  test.each(jobFixtures)('know every field of a job with $title', async ({ draft, properties }) => {
    expect(await sentBySdk(properties)).toEqual(planOfJob(draft).body);
  });
});

describe.skipIf(!specificationIsThere)(`jobs against the specification${skipNote}`, async () => {
  const mappers = await readSdkMappers();
  const specification = specificationIsThere ? readSpecification() : undefined;

  test.each(jobFixtures)('a job with $title is sent, and answered, as declared', async ({ draft }) => {
    if (specification === undefined) throw new Error('no specification');
    const bench = recorded();
    await bench.gateway.putJob(bench.place, 'made', planOfJob(draft).body, never());
    expect(bench.sent).toHaveLength(1);
    for (const { request, answer } of bench.sent) {
      const found = requestFaults(specification, request);
      if (found === undefined) throw new Error(`${request.url}: not in the specification`);
      expect(found.operation.operationId).toBe('Jobs_CreateOrUpdate');
      expect(found.faults).toEqual([]);
      expect(answerFaults(specification, mappers, found.operation, answer).faults).toEqual([]);
    }
  });
});
