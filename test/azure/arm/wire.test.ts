import { describe, expect, test } from 'vitest';
import { cannedGateway, never, reply, testPlace } from '#test/support/canned.ts';

const base =
  'https://management.azure.com/subscriptions/s1/resourceGroups/rg1/providers/Microsoft.MachineLearningServices/workspaces/ws1';
const region =
  'https://management.azure.com/subscriptions/s1/providers/Microsoft.MachineLearningServices/locations/westeurope';
const api = 'api-version=2022-10-01';

describe('what goes over the wire', () => {
  test('every request has the method and address that Azure documents', async () => {
    const { gateway, requests } = cannedGateway(() =>
      reply(200, { value: [], nodes: [], id: 'x', name: 'x' }),
    );
    const signal = never();
    await gateway.getWorkspace(testPlace, signal);
    await gateway.listComputes(testPlace, signal);
    await gateway.getCompute(testPlace, 'cpu', signal);
    await gateway.readCompute(testPlace, 'a/b?c', signal);
    await gateway.listNodes(testPlace, 'cpu', signal);
    await gateway.listJobs(testPlace, undefined, signal);
    await gateway.getJob(testPlace, 'job 1', signal);
    await gateway.listSizes('s1', 'westeurope', signal);
    await gateway.listUsages('s1', 'westeurope', signal);
    await gateway.listQuotas('s1', 'westeurope', signal);
    await gateway.deleteCompute(testPlace, 'cpu', 'Detach', signal);
    await gateway.patchCompute(testPlace, 'cpu', {}, signal);
    await gateway.actOnInstance(testPlace, 'ci', 'start', signal);
    await gateway.actOnInstance(testPlace, 'ci', 'stop', signal);
    await gateway.actOnInstance(testPlace, 'ci', 'restart', signal);
    await gateway.checkName(testPlace, 'ci-x', signal);
    await gateway.listPermissions(testPlace, signal);
    expect(requests.map(({ method, url }) => `${method} ${url}`)).toStrictEqual([
      `GET ${base}?${api}`,
      `GET ${base}/computes?${api}`,
      `GET ${base}/computes/cpu?${api}`,
      `GET ${base}/computes/a%2Fb%3Fc?${api}`,
      `POST ${base}/computes/cpu/listNodes?${api}`,
      `GET ${base}/jobs?${api}`,
      `GET ${base}/jobs/job%201?${api}`,
      `GET ${region}/vmSizes?${api}`,
      `GET ${region}/usages?${api}`,
      `GET ${region}/quotas?${api}`,
      `DELETE ${base}/computes/cpu?${api}&underlyingResourceAction=Detach`,
      `PATCH ${base}/computes/cpu?${api}`,
      `POST ${base}/computes/ci/start?${api}`,
      `POST ${base}/computes/ci/stop?${api}`,
      `POST ${base}/computes/ci/restart?${api}`,
      `POST ${base}/checkComputeNameAvailability?${api}`,
      `GET ${base}/providers/Microsoft.Authorization/permissions?api-version=2022-04-01`,
    ]);
  });

  test('each request is signed and says who asks', async () => {
    const { gateway, requests } = cannedGateway(() => reply(200, { value: [] }), { version: '1.2.3' });
    await gateway.listComputes(testPlace, never());
    expect(requests[0]?.headers).toMatchObject({
      authorization: 'Bearer demo',
      accept: 'application/json',
      'user-agent': expect.stringMatching(/^aml-workbench\/1\.2\.3 azsdk-js-arm-machinelearning/u) as unknown,
      'x-ms-client-request-id': expect.any(String) as unknown,
    });
  });

  test('a PUT sends exactly the body it was given, also fields that the SDK does not know', async () => {
    const body = {
      location: 'westeurope',
      properties: {
        computeType: 'Batch',
        resourceId: '/x',
        properties: { idleTimeBeforeShutdown: 'PT30M', a: [1, null] },
      },
    };
    const { gateway, requests } = cannedGateway(() => reply(201, body));
    await gateway.putCompute(testPlace, 'cpu', body, never());
    expect(requests).toHaveLength(1);
    expect(requests[0]).toMatchObject({ method: 'PUT', url: `${base}/computes/cpu?${api}` });
    expect(JSON.parse(requests[0]?.body ?? '')).toStrictEqual(body);
    expect(requests[0]?.headers['content-type']).toBe('application/json; charset=utf-8');
  });

  test('another cloud is asked at its own address, for a token of its own', async () => {
    const scopes: unknown[] = [];
    const { gateway, requests } = cannedGateway(() => reply(200, { value: [] }), {
      endpoint: 'https://management.chinacloudapi.cn/',
      credential: {
        getToken: (asked) => {
          scopes.push(asked);
          return Promise.resolve({ token: 't', expiresOnTimestamp: Date.now() + 3_600_000 });
        },
      },
    });
    await gateway.listComputes(testPlace, never());
    expect(requests[0]?.url).toMatch(/^https:\/\/management\.chinacloudapi\.cn\/subscriptions\/s1\//u);
    expect(scopes).toStrictEqual([['https://management.chinacloudapi.cn/.default']]);
  });

  test("the service's clock comes with the answer", async () => {
    const { gateway } = cannedGateway(() =>
      reply(200, { value: [] }, { date: 'Wed, 18 Nov 2026 10:00:00 GMT' }),
    );
    expect(await gateway.listComputes(testPlace, never())).toStrictEqual({
      ok: true,
      value: [],
      serverTimeMs: Date.UTC(2026, 10, 18, 10),
    });
  });

  test('every request is reported without its query, body or token', async () => {
    const { gateway, calls } = cannedGateway(() =>
      reply(
        200,
        { value: [] },
        {
          'x-ms-request-id': 'r-7',
          'x-ms-ratelimit-remaining-subscription-reads': '249',
          'x-ms-ratelimit-remaining-subscription-global-reads': '3749',
          'x-ms-ratelimit-remaining-resource': 'Microsoft.Compute/LowCost;3',
        },
      ),
    );
    await gateway.listComputes(testPlace, never());
    expect(calls).toStrictEqual([
      {
        method: 'GET',
        path: new URL(`${base}/computes`).pathname,
        status: 200,
        tookMs: expect.any(Number) as unknown,
        requestId: 'r-7',
        remaining: 249,
      },
    ]);
  });

  test('a request without an answer is reported without a status', async () => {
    const { gateway, calls } = cannedGateway(() => Promise.reject(new Error('cut')));
    await gateway.listComputes(testPlace, never());
    expect(calls).toHaveLength(1);
    expect(calls[0]).not.toHaveProperty('status');
  });
});

describe('lists of several pages', () => {
  const next = (token: string): string => `${base}/computes?${api}&$skip=${token}`;
  const row = (name: string) => ({ id: `${new URL(base).pathname}/computes/${name}`, name });

  test('are followed to the end, in the order of the service', async () => {
    const pages: Readonly<Record<string, unknown>> = {
      '': { value: [row('b')], nextLink: next('1') },
      '1': { value: [], nextLink: next('2') },
      '2': { value: [row('a')], nextLink: null },
    };
    const { gateway, requests } = cannedGateway(({ url }) =>
      reply(200, pages[new URL(url).searchParams.get('$skip') ?? '']),
    );
    const answer = await gateway.listComputes(testPlace, never());
    expect(answer.ok && answer.value.map(({ name }) => name)).toStrictEqual(['b', 'a']);
    expect(requests).toHaveLength(3);
  });

  test('the pages of a node list after the first are read with GET', async () => {
    const { gateway, requests } = cannedGateway(({ method }) =>
      reply(
        200,
        method === 'POST' ? { nodes: [{ nodeId: 'a' }], nextLink: next('1') } : { nodes: [{ nodeId: 'b' }] },
      ),
    );
    const answer = await gateway.listNodes(testPlace, 'cpu', never());
    expect(answer.ok && answer.value.map(({ id }) => id)).toStrictEqual(['a', 'b']);
    expect(requests.map(({ method }) => method)).toStrictEqual(['POST', 'GET']);
  });

  test.each([
    'https://evil.example/more',
    'https://management.azure.com@evil.example/more',
    'https://management.azure.com.evil.example/more',
    'https://management.azure.com:8443/more',
    'http://management.azure.com/more',
    '//evil.example/more',
    'https://',
  ])('a next link to another host is never followed: %s', async (link) => {
    const { gateway, requests } = cannedGateway(() => reply(200, { value: [row('a')], nextLink: link }));
    expect(await gateway.listComputes(testPlace, never())).toMatchObject({ problem: { kind: 'malformed' } });
    expect(await gateway.listJobs(testPlace, link, never())).toMatchObject({
      problem: { kind: 'malformed' },
    });
    expect(requests).toHaveLength(1);
  });

  test('a redirect to another host is not followed', async () => {
    const { gateway, requests } = cannedGateway(() =>
      reply(307, undefined, { location: 'https://evil.example/' }),
    );
    await gateway.listComputes(testPlace, never());
    expect(requests).toHaveLength(1);
  });

  test('a list that leads back to itself ends as malformed', async () => {
    const { gateway, requests } = cannedGateway(() => reply(200, { value: [], nextLink: next('same') }));
    expect(await gateway.listComputes(testPlace, never())).toMatchObject({ problem: { kind: 'malformed' } });
    expect(requests).toHaveLength(2);
  });

  test('a list that never ends is given up', async () => {
    let page = 0;
    const { gateway } = cannedGateway(() => {
      page += 1;
      return reply(200, { value: [], nextLink: next(String(page)) });
    });
    expect(await gateway.listComputes(testPlace, never())).toMatchObject({ problem: { kind: 'malformed' } });
    expect(page).toBe(1000);
  });

  test('a page that fails fails the list', async () => {
    const { gateway } = cannedGateway(({ url }) =>
      url.includes('$skip') ? reply(503, {}) : reply(200, { value: [row('a')], nextLink: next('1') }),
    );
    expect(await gateway.listComputes(testPlace, never())).toMatchObject({
      problem: { kind: 'service-fault' },
    });
  });

  test('jobs come page by page, with the link to the next', async () => {
    const { gateway } = cannedGateway(() => reply(200, { value: [{ name: 'j' }], nextLink: next('t') }));
    expect(await gateway.listJobs(testPlace, undefined, never())).toMatchObject({
      value: { jobs: [{ name: 'j' }], next: next('t') },
    });
  });
});
