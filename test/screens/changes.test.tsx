import { describe, expect, it } from 'vitest';
import type { PlainResponse } from '#azure/arm/transport.ts';
import { onTestFinished } from 'vitest';
import { openBoardScreen, openShell, type OpenShell } from '#test/support/shell.tsx';

const refusal = (status: number, code: string, message: string): PlainResponse => ({
  status,
  headers: { 'content-type': 'application/json', 'x-ms-request-id': 'req-4711' },
  body: JSON.stringify({ error: { code, message } }),
});

const sent = (shell: OpenShell, method: string) => shell.requests.filter((each) => each.method === method);

/** Puts the cursor on a row of the board, as the user does it. */
const toRow = async (shell: OpenShell, name: string): Promise<void> => {
  const rows = shell.workbench.store.getState().board?.computes.data ?? [];
  await shell.press('1', 'g');
  for (let step = 0; step < rows.length && !onRow(shell, name); step += 1) await shell.press('j');
  expect(onRow(shell, name)).toBe(true);
};
const onRow = (shell: OpenShell, name: string): boolean =>
  new RegExp(`^[ │]*›\\W*${name} `, 'mu').test(shell.text());

/** Tabs on until the field of that label has the keys. */
const toField = async (shell: OpenShell, label: string): Promise<void> => {
  const there = (): boolean => new RegExp(`^ ›${label}`, 'mu').test(shell.text());
  for (let tabs = 0; tabs < 40 && !there(); tabs += 1) await shell.press('tab');
  expect(there()).toBe(true);
};

/** What the field of that label holds on the screen, once the keys are there. */
const valueOf = async (shell: OpenShell, label: string): Promise<string | undefined> => {
  await toField(shell, label);
  return new RegExp(`^ ›${label}[ [<]+([^ ]+(?: [^ ]+)*)`, 'mu').exec(shell.text())?.[1];
};

const toReview = async (shell: OpenShell): Promise<void> => {
  for (let tabs = 0; tabs < 40 && !shell.text().includes('›[ Review ]'); tabs += 1) await shell.press('tab');
  await shell.press('enter');
  await shell.run(500);
  expect(shell.text()).toContain('REST');
};

describe('scaling a cluster', () => {
  it('begins with what it has, and the row shows what it was given', async () => {
    const shell = await openBoardScreen({ columns: 120, rows: 50, speed: 30 });
    await toRow(shell, 'cpu-batch');
    await shell.press('s');
    expect(await valueOf(shell, 'Min nodes')).toBe('0');
    expect(await valueOf(shell, 'Idle time')).toBe('180s');
    expect(await valueOf(shell, 'Max nodes')).toBe('10');
    await shell.press('ctrl-u', '6');
    await toReview(shell);
    expect(shell.text()).toContain('Scale cpu-batch');
    expect(shell.text()).toMatch(/PATCH\s[^{]*\/computes\/cpu-batch/u);
    expect(sent(shell, 'PATCH')).toHaveLength(0);
    await shell.press('enter');
    expect(shell.text()).toContain('Scaling cpu-batch');
    await shell.run(30_000);
    expect(shell.text()).toContain('cpu-batch is scaled');
    await shell.press('enter');
    expect(onRow(shell, 'cpu-batch')).toBe(true);
    expect(shell.text()).toMatch(/cpu-batch.*\d\/6 /u);
    expect(sent(shell, 'PATCH')).toHaveLength(1);
  });
});

describe('the menu of an instance', () => {
  it('says of each thing why it cannot be done now, and does what can', async () => {
    const shell = await openBoardScreen({ columns: 120, rows: 40, speed: 30 });
    await toRow(shell, 'ci-jonas');
    await shell.press('s');
    expect(shell.text()).toContain('ci-jonas is Stopped');
    expect(shell.text()).toMatch(/start +its machine runs, and is billed/u);
    expect(shell.text()).toMatch(/stop +it is Stopped: it can be told to start/u);
    expect(shell.text()).toMatch(/restart +it is Stopped: it can be told to start/u);
    await shell.press('j', 'enter');
    expect(shell.screen().at(-2)).toContain('it is Stopped: it can be told to start');
    expect(sent(shell, 'POST').filter(({ url }) => url.includes('/stop'))).toHaveLength(0);
    await shell.press('k', 'enter');
    expect(shell.text()).toContain('Starting ci-jonas');
    await shell.run(30_000);
    expect(shell.text()).toContain('ci-jonas is started');
  });
});

describe('the menu of an instance that runs', () => {
  it('begins at stop, and the footer says what Enter does to what is marked, if it can', async () => {
    const shell = await openBoardScreen({ columns: 120, rows: 40, speed: 30 });
    await toRow(shell, 'ci-amara');
    await shell.press('s');
    expect(shell.screen().find((line) => line.startsWith(' › '))).toContain('stop');
    expect(shell.screen().at(-1)).toContain('Enter stop it');
    await shell.press('k');
    expect(shell.screen().at(-1)).not.toContain('Enter');
    await shell.press('j', 'j');
    expect(shell.screen().at(-1)).toContain('Enter restart it');
  });
});

describe('overwriting a cluster', () => {
  it('is asked about with every field that would change, and needs the name typed', async () => {
    const shell = await openBoardScreen({ columns: 120, rows: 60 });
    await shell.press('c', 'enter');
    await shell.type('cpu-batch');
    await toReview(shell);
    expect(shell.text()).toContain('cpu-batch exists already');
    await shell.press('enter');
    expect(shell.text()).toContain('Overwrite cpu-batch');
    expect(shell.text()).toContain('maxNodeCount: 10 becomes 4');
    expect(shell.text()).toMatch(/nodeIdleTimeBeforeScaleDown: PT\w+ becomes PT120S/u);
    await shell.press('enter');
    expect(shell.screen().at(-2)).toContain('type cpu-batch to confirm');
    await shell.press('\u001b[200~cpu-batch\u001b[201~', 'enter');
    expect(sent(shell, 'PUT')).toHaveLength(0);
    await shell.type('cpu-batch');
    await shell.press('enter');
    expect(sent(shell, 'PUT')).toHaveLength(1);
  });
});

describe('the operations', () => {
  it('are listed with what the service says, while they run and afterwards; Enter opens one', async () => {
    const shell = await openBoardScreen({ columns: 120, rows: 40, speed: 30 });
    await shell.press('t');
    expect(shell.text()).toContain('Nothing has been created, changed or removed from here.');
    await shell.press('q');
    await toRow(shell, 'ci-amara');
    await shell.press('s', 'enter', 'q', 't');
    expect(shell.text()).toMatch(/ci-amara +stop +running/u);
    await shell.run(30_000);
    expect(shell.text()).toMatch(/ci-amara +stop +succeeded .*Stopped/u);
    await shell.press('enter');
    expect(shell.text()).toContain('ci-amara is stopped');
  });
});

describe('a creation that fails', () => {
  const failing = async (status: number, code: string, message: string): Promise<OpenShell> => {
    const shell = await openBoardScreen({
      columns: 120,
      rows: 50,
      instead: ({ method }) => (method === 'PUT' ? refusal(status, code, message) : undefined),
    });
    await shell.press('c', 'enter');
    await shell.type('train-1');
    await toField(shell, 'Max nodes');
    await shell.press('ctrl-u', '7');
    await toReview(shell);
    await shell.press('enter');
    return shell;
  };

  it.each([
    [
      400,
      'ClusterMinNodesExceedCoreQuota',
      'has a vCPU quota of 200',
      'The minimum number of nodes needs more cores than the quota has.',
      'Lower the minimum',
    ],
    [409, 'Conflict', 'Another operation is running', 'Another operation on it is under way.', 'Wait until'],
    [
      403,
      'AuthorizationFailed',
      "no authorization to perform action 'Microsoft.MachineLearningServices/workspaces/computes/write'",
      'Your account lacks the permission',
      'az role assignment create --assignee <who> --role "AzureML Compute Operator"',
    ],
    [
      400,
      'BadArgument',
      'The VM priority LowPriority is retired.',
      'The service did not accept a value.',
      'Change what the service names',
    ],
  ])(
    'with %i %s says what, why, what next, and Enter returns to the form as it was left',
    async (status, code, message, what, next) => {
      const shell = await failing(status, code, message);
      expect(shell.text()).toContain('train-1 could not be created');
      expect(shell.text()).toContain(what);
      expect(shell.text().replaceAll(/\s+/gu, ' ')).toContain(`${code}: ${message}`);
      expect(shell.text()).toContain(next);
      expect(shell.text()).toContain('req-4711');
      expect(shell.text()).toContain('[ Form ]');
      await shell.press('enter');
      expect(await valueOf(shell, 'Name')).toBe('train-1');
      expect(await valueOf(shell, 'Max nodes')).toBe('7');
    },
  );

  it('with 503 is not said to have failed: it may have been done, and is not sent again', async () => {
    const shell = await failing(503, 'ServiceUnavailable', 'come back later');
    expect(shell.text()).toContain(
      'Whether it has arrived is being looked for; it is not sent again by itself.',
    );
    expect(shell.text()).not.toContain('asked again by itself');
    await shell.run(65_000);
    const words = shell.text().replaceAll(/\s+/gu, ' ');
    expect(words).toContain('Whether train-1 was created is not known');
    expect(words).toContain('It may have been carried out all the same; it is not sent again by itself.');
    expect(words).not.toContain('asked again by itself');
    expect(words).not.toContain('not answered yet');
    await shell.press('t');
    expect(shell.screen().find((line) => line.includes('train-1'))).toMatch(/create +unknown/u);
  });

  it('with 429 changed nothing, and is not sent again', async () => {
    const words = (await failing(429, 'TooManyRequests', 'slow down')).text().replaceAll(/\s+/gu, ' ');
    expect(words).toContain('train-1 could not be created');
    expect(words).toContain('Nothing was changed; it is not sent again by itself.');
    expect(words).not.toContain('Nothing to do');
  });

  it('after it was accepted says in the service’s words what went wrong', async () => {
    const shell = await openBoardScreen({ columns: 120, rows: 60, speed: 30 });
    await shell.press('c', 'j', 'enter');
    await shell.press('ctrl-u');
    await shell.type('ci-new');
    await toField(shell, 'Creation script');
    await shell.press('right', 'right', 'tab');
    await shell.type('exit 3');
    await toReview(shell);
    await shell.press('enter');
    expect(shell.text()).toContain('Creating ci-new');
    await shell.run(30_000);
    expect(shell.text()).toContain('ci-new could not be created');
    expect(shell.text().replaceAll(/\s+/gu, ' ')).toContain('the creation script ended with exit code 3');
    await shell.press('enter');
    expect(await valueOf(shell, 'Commands')).toBe('exit 3');
  });

  it('because somebody took the name meanwhile says that nothing was sent', async () => {
    const shell = await openBoardScreen({ columns: 120, rows: 50 });
    await shell.press('c', 'enter');
    await shell.type('train-1');
    await toReview(shell);
    const body = {
      location: 'westeurope',
      properties: {
        computeType: 'AmlCompute',
        properties: {
          vmSize: 'Standard_DS3_v2',
          scaleSettings: { minNodeCount: 0, maxNodeCount: 1 },
        },
      },
    };
    await shell.gateway.putCompute(shell.place, 'train-1', body, new AbortController().signal);
    await shell.press('enter');
    expect(shell.text()).toContain('somebody has created "train-1" meanwhile; nothing was sent');
    expect(sent(shell, 'PUT')).toHaveLength(1);
  });
});

describe('a password', () => {
  const secret = 'Tr0ub4dor-Xyzzy';

  it('typed into a form is on no frame, in no notice and in no operation, yet in the request', async () => {
    const frames: string[] = [];
    const shell = await openShell({ columns: 120, rows: 60, speed: 30 });
    const look = (): void => void frames.push(shell.frame());
    const unsubscribe = shell.workbench.store.subscribe(look);
    onTestFinished(unsubscribe);
    await shell.press('enter');
    await shell.run(1000);
    await shell.press('c', 'enter');
    // A cluster of that name exists: what would be overwritten is listed too.
    await shell.type('cpu-batch');
    await toField(shell, 'SSH ');
    await shell.press('right', 'right');
    await toField(shell, 'Password');
    await shell.type(secret);
    look();
    expect(shell.text()).toContain('*'.repeat(secret.length));
    await toReview(shell);
    look();
    expect(shell.text()).toContain('"adminUserPassword": "********"');
    await shell.press('enter');
    await shell.type('cpu-batch');
    look();
    expect(shell.text()).toContain('adminUserPassword: nothing becomes ********');
    await shell.press('enter');
    await shell.run(10_000);
    await shell.press('q', 't');
    look();
    expect(sent(shell, 'PUT')[0]?.body).toContain(secret);
    for (const frame of frames) expect(frame).not.toContain(secret.slice(0, 5));
    const { operations, notice } = shell.workbench.store.getState();
    expect(JSON.stringify([operations, notice])).not.toContain(secret);
  });
});
