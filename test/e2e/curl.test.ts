import { spawnSync } from 'node:child_process';
import { afterEach, describe, expect, it } from 'vitest';
import type { CodeAction } from '#azure/export/code.ts';
import { codeOf } from '#azure/export/index.ts';
import { openStandAlone, type StandAlone } from './support/stand-alone.ts';

let simulator: StandAlone | undefined;
afterEach(async () => {
  await simulator?.close();
  simulator = undefined;
});

const has = (program: string): boolean => spawnSync(program, ['--version']).status === 0;

/** Runs the printed curl against that simulator, as its application. @returns what it printed on stderr, and how it ended */
const run = (open: StandAlone, action: CodeAction, secrets: Readonly<Record<string, string>> = {}) => {
  const place = {
    subscriptionId: open.subscriptionId,
    resourceGroup: open.resourceGroup,
    workspace: open.workspaceName,
  };
  const code = codeOf('rest', action, { place, cloud: 'custom' });
  if (code.is !== 'code') throw new Error(code.why);
  // In place of az, which may not be there: the token that it would get from the same sign-in service.
  const az = `az() {
    command curl --silent --show-error "$AUTHORITY/$AZURE_TENANT_ID/oauth2/v2.0/token" \
      --data grant_type=client_credentials --data-urlencode "scope=$ARM_ENDPOINT/.default" \
      --data-urlencode "client_id=$AZURE_CLIENT_ID" --data-urlencode "client_secret=$AZURE_CLIENT_SECRET" |
      jq --raw-output .access_token
  }`;
  const { status, stderr } = spawnSync('bash', ['--norc', '-c', `set -o pipefail\n${az}\n${code.text}`], {
    env: {
      PATH: process.env['PATH'],
      CURL_CA_BUNDLE: open.caFile,
      ARM_ENDPOINT: open.endpoint,
      AUTHORITY: open.authority,
      ...open.env,
      ...secrets,
    },
    encoding: 'utf8',
  });
  return { status, stderr };
};

const done = { status: 0, stderr: '' };

describe.skipIf(!has('curl') || !has('jq'))('the printed curl, against the stand-alone simulator', () => {
  it('creates, scales, attaches with a secret, and deletes', async () => {
    simulator = await openStandAlone('--speed', '600', '--log-secrets');
    const open = simulator;
    const scaleSettings = { minNodeCount: 0, maxNodeCount: 2, nodeIdleTimeBeforeScaleDown: 'PT120S' };
    const create: CodeAction = {
      is: 'make',
      name: 'by-curl',
      body: {
        location: 'westeurope',
        properties: {
          computeType: 'AmlCompute',
          description: "it's from $HOME",
          properties: { vmSize: 'Standard_DS3_v2', vmPriority: 'Dedicated', scaleSettings },
        },
      },
      secrets: [],
    };
    expect(run(open, create)).toEqual(done);

    const settled = async (): Promise<void> => {
      const state = async (): Promise<string> =>
        JSON.stringify(await open.world()).includes('"Creating"') ? 'creating' : 'settled';
      for (let tries = 0; tries < 100 && (await state()) === 'creating'; tries += 1)
        await new Promise((resolve) => setTimeout(resolve, 100));
    };
    await settled();
    const scaled = { ...scaleSettings, maxNodeCount: 6 };
    expect(
      run(open, {
        is: 'change',
        change: 'scale',
        name: 'by-curl',
        body: { properties: { properties: { scaleSettings: scaled } } },
      }),
    ).toEqual(done);

    const password = 'two words "\'$(id)`\\';
    expect(
      run(
        open,
        {
          is: 'make',
          name: 'vm-by-curl',
          body: {
            location: 'westeurope',
            properties: {
              computeType: 'VirtualMachine',
              resourceId: `/subscriptions/${open.subscriptionId}/resourceGroups/${open.resourceGroup}/providers/Microsoft.Compute/virtualMachines/dsvm-team`,
              properties: { sshPort: 22, administratorAccount: { username: 'ada', password: 'typed' } },
            },
          },
          secrets: ['properties.properties.administratorAccount.password'],
        },
        { SSH_PASSWORD: password },
      ),
    ).toEqual(done);
    const sent = open.log().filter(({ method, path }) => method === 'PUT' && path.includes('vm-by-curl'));
    expect(JSON.stringify(sent[0]?.body)).toContain(JSON.stringify(password).slice(1, -1));

    await settled();
    expect(run(open, { is: 'remove', by: 'Delete', name: 'by-curl' })).toEqual(done);
    expect(
      open
        .log()
        .filter(({ path }) => path.includes('/by-curl'))
        .map(({ method }) => method),
    ).toEqual(['PUT', 'PATCH', 'DELETE']);
  });
});
