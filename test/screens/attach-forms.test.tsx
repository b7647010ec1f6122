import { describe, expect, it } from 'vitest';
import type { TargetId } from '#azure/targets/target.ts';
import { fileOf, pem } from '#test/azure/targets/files.ts';
import { openBoardScreen, type OpenShell } from '#test/support/shell.tsx';

/** Opens the form of a kind of target from the list of all of them. */
const openForm = async (target: TargetId): Promise<OpenShell> => {
  const shell = await openBoardScreen();
  await shell.press('c');
  shell.workbench.commands.select('targets', target);
  await shell.press('enter');
  return shell;
};

/** Tabs on until the field of that label has the keys. */
const toField = async (shell: OpenShell, label: string): Promise<void> => {
  for (let tabs = 0; tabs < 40 && !new RegExp(`^ ›${label}`, 'mu').test(shell.text()); tabs += 1)
    await shell.press('tab');
  expect(shell.text()).toMatch(new RegExp(`^ ›${label}`, 'mu'));
};

const typeInto = async (shell: OpenShell, label: string, text: string): Promise<void> => {
  await toField(shell, label);
  await shell.press('ctrl-u');
  await shell.type(text);
};

/** Takes the row that the filter leaves of the list of the resources. */
const pick = async (shell: OpenShell, filter: string): Promise<void> => {
  await toField(shell, 'Resource id');
  await shell.press('enter');
  await shell.settle();
  await shell.type(filter);
  await shell.press('enter');
};

/** Goes to the review, lets the checks answer, and sends. @returns the body that was sent, and all that the review showed */
const send = async (shell: OpenShell): Promise<{ readonly body: unknown; readonly review: string }> => {
  for (let tabs = 0; tabs < 40 && !shell.text().includes('›[ Review ]'); tabs += 1) await shell.press('tab');
  await shell.press('enter');
  await shell.run(1000);
  let review = shell.text();
  expect(review).toContain('[ Send ]');
  while (shell.text().includes('more lines below')) {
    await shell.press('pagedown');
    review += shell.text();
  }
  await shell.press('enter');
  await shell.settle();
  const [sent] = shell.requests.filter(({ method }) => method === 'PUT');
  return { body: JSON.parse(sent?.body ?? 'null'), review };
};

const research = 'rg-ml-demo/providers';

describe('at 80 x 24, from the list of targets to what is sent', () => {
  it('a Kubernetes cluster', async () => {
    const shell = await openForm('Kubernetes');
    await shell.type('k8s-batch');
    await pick(shell, 'aks-batch');
    await typeInto(shell, 'Namespace', 'ml');
    expect((await send(shell)).body).toMatchObject({
      properties: {
        computeType: 'Kubernetes',
        resourceId: expect.stringContaining(
          `${research}/Microsoft.ContainerService/managedClusters/aks-batch`,
        ) as string,
        properties: { namespace: 'ml' },
      },
    });
    expect(shell.text()).toContain('Attaching k8s-batch');
  });

  it('a virtual machine, by group and name, whose key is never on the screen', async () => {
    const shell = await openForm('VirtualMachine');
    await shell.type('team-vm');
    await toField(shell, 'Named by');
    await shell.press('right');
    await typeInto(shell, 'Resource group', 'rg-ml-demo');
    await typeInto(shell, 'Resource name', 'dsvm-team');
    await toField(shell, 'The machine');
    await shell.press('right');
    await toField(shell, 'Signs in with');
    await shell.press('right');
    await typeInto(shell, 'Private key file', fileOf('id', pem));
    const secret = pem.split('\n')[1] ?? '';
    const { body, review } = await send(shell);
    expect(body).toMatchObject({
      properties: {
        resourceId: expect.stringContaining(
          `${research}/Microsoft.Compute/virtualMachines/dsvm-team`,
        ) as string,
        properties: { sshPort: 22, administratorAccount: { privateKeyData: pem } },
      },
    });
    expect(review).toContain('********');
    expect(review).not.toContain(secret.slice(0, 20));
  });
});

describe('the others, at 80 x 24', () => {
  const filled: readonly {
    readonly target: TargetId;
    readonly typed: readonly (readonly [label: string, text: string])[];
    readonly said?: string;
    readonly picked: string;
  }[] = [
    { target: 'HDInsight', picked: 'hdi-events', said: 'The cluster', typed: [['Password', 'sesame']] },
    { target: 'Batch', picked: 'teambatch', typed: [] },
    { target: 'Databricks', picked: 'dbx-team', typed: [['Access token', 'dapi0000']] },
    { target: 'SynapseSpark', picked: 'large', typed: [] },
  ];

  it.each(filled)('$target is attached, and its row comes', async ({ target, typed, said, picked }) => {
    const shell = await openForm(target);
    await shell.type('new-entry');
    await pick(shell, picked);
    if (said !== undefined) {
      await toField(shell, said);
      await shell.press('right');
    }
    for (const [label, text] of typed) await typeInto(shell, label, text);
    const { body, review } = await send(shell);
    expect(body).toMatchObject({
      properties: { computeType: target, resourceId: expect.stringContaining(picked) as string },
    });
    for (const [, secret] of typed) expect(review).not.toContain(secret);
    const { computes } = shell.workbench.store.getState().board ?? {};
    expect(computes?.data?.map(({ name }) => name)).toContain('new-entry');
  });

  it('a data factory is created', async () => {
    const shell = await openForm('DataFactory');
    await typeInto(shell, 'Name ', 'adf-new');
    const { body } = await send(shell);
    expect(body).toEqual({ location: 'westeurope', properties: { computeType: 'DataFactory' } });
  });

  it('Data Lake Analytics says that it has ended, and blocks what is attached already', async () => {
    const shell = await openForm('DataLakeAnalytics');
    await shell.press('right');
    await typeInto(shell, 'Name ', 'adla-again');
    await pick(shell, 'contosoadla');
    for (let tabs = 0; tabs < 40 && !shell.text().includes('›[ Review ]'); tabs += 1)
      await shell.press('tab');
    await shell.press('enter');
    await shell.run(1000);
    expect(shell.text()).toContain('ended on 29 February 2024');
    expect(shell.text()).toContain('adla-archive');
    expect(shell.text()).toContain('adla-archive is in the way: Enter asks what is to be done');
  });
});

describe('an inference cluster, at 80 x 24', () => {
  it('is attached', async () => {
    const shell = await openForm('AKS');
    await typeInto(shell, 'Name ', 'scoring');
    await pick(shell, 'aks-batch');
    const { body } = await send(shell);
    expect(body).toMatchObject({
      properties: {
        resourceId: expect.stringContaining(
          `${research}/Microsoft.ContainerService/managedClusters/aks-batch`,
        ) as string,
        properties: { clusterPurpose: 'FastProd', loadBalancerType: 'PublicIp' },
      },
    });
  });

  it('is created, once it has nodes enough for production', async () => {
    const shell = await openForm('AKS');
    await shell.press('right');
    await typeInto(shell, 'Name ', 'scoring');
    await typeInto(shell, 'Nodes', '2');
    await typeInto(shell, 'Node size', 'Standard_DS3_v2');
    expect(shell.text()).toContain('production needs 12');
    await typeInto(shell, 'Nodes', '3');
    const { body } = await send(shell);
    expect(body).toEqual({
      location: 'westeurope',
      properties: {
        computeType: 'AKS',
        properties: {
          clusterPurpose: 'FastProd',
          agentCount: 3,
          agentVmSize: 'Standard_DS3_v2',
          loadBalancerType: 'PublicIp',
        },
      },
    });
  });
});

describe('a resource that is attached already', () => {
  it('is said so in the form, and asks for the name of the entry that would break', async () => {
    const shell = await openForm('Kubernetes');
    await shell.type('arc-again');
    await pick(shell, 'arc-factory');
    await typeInto(shell, 'Namespace', 'azureml');
    for (let tabs = 0; tabs < 40 && !shell.text().includes('›[ Review ]'); tabs += 1)
      await shell.press('tab');
    await shell.press('enter');
    await shell.run(1000);
    expect(shell.screen().join('')).toContain('arc-factory is in the way: Enter asks what is to be done');
    await shell.press('enter');
    expect(shell.text()).toContain('arc-factory is in the way');
    await shell.type('arc');
    await shell.press('enter');
    expect(shell.screen().at(-2)).toContain('type arc-factory to confirm');
    await shell.press('ctrl-u');
    await shell.type('detach arc-factory');
    expect(shell.text()).toContain('[ Detach, then attach ]');
    await shell.press('ctrl-u');
    await shell.type('arc-factory');
    expect(shell.text()).toContain('[ Attach again ]');
    expect(shell.requests.filter(({ method }) => method === 'PUT')).toHaveLength(0);
    await shell.press('enter');
    await shell.settle();
    expect(shell.requests.filter(({ method }) => method === 'PUT')).toHaveLength(1);
  });

  it('can be opened from there, and the draft is as it was on the way back', async () => {
    const shell = await openForm('Kubernetes');
    await shell.type('arc-again');
    await pick(shell, 'arc-factory');
    await typeInto(shell, 'Namespace', 'azureml');
    for (let tabs = 0; tabs < 40 && !shell.text().includes('›[ Review ]'); tabs += 1)
      await shell.press('tab');
    await shell.press('enter');
    await shell.run(1000);
    await shell.press('enter');
    expect(shell.text()).toContain('Ctrl-O opens it.');
    await shell.press('ctrl-o');
    expect(shell.screen()[0]).toContain('arc-factory');
    expect(shell.text()).toContain('Kubernetes');
    await shell.press('q', 'q');
    expect(shell.text()).toContain('arc-again');
    expect(shell.requests.filter(({ method }) => method === 'PUT')).toHaveLength(0);
  });
});

describe("an HDInsight cluster in a cloud of one's own", () => {
  it('is attached without an address, which the form says', async () => {
    const shell = await openBoardScreen({ columns: 120, rows: 40, besides: { cloud: 'custom' } });
    shell.workbench.commands.openForm('HDInsight');
    await shell.settle();
    await shell.type('spark');
    await pick(shell, 'hdi-events');
    await toField(shell, 'The cluster');
    await shell.press('right');
    await typeInto(shell, 'Password', 'sesame');
    expect(shell.text()).toContain('the SSH address is left to the service');
    expect(JSON.stringify((await send(shell)).body)).not.toMatch(/"address"|azurehdinsight/u);
  });
});
