import { describe, expect, it } from 'vitest';
import type { Node } from '#azure/model.ts';
import { sshArguments, sshJumpLine, sshLine, sshSubject } from '#state/ssh-target.ts';
import { openBoard, openWorkbench, type OpenWorkbench } from '#test/support/workbench.ts';

const target = { name: 'node', user: 'azureuser', host: '20.1.2.3', port: 50_000 };

describe('the command of an SSH connection', () => {
  it('names port, user and host; a key file where there is one; a bastion for who needs one', () => {
    expect(sshLine(target, '')).toBe('ssh -p 50000 azureuser@20.1.2.3');
    expect(sshLine(target, '/k/id_ed25519')).toBe('ssh -p 50000 -i /k/id_ed25519 azureuser@20.1.2.3');
    expect(sshJumpLine(target, '')).toBe('ssh -J USER@BASTION -p 50000 azureuser@20.1.2.3');
  });

  it('is quoted for a shell, and given to ssh word by word', () => {
    expect(sshLine(target, "/a b/it's; rm -rf ~")).toBe(
      String.raw`ssh -p 50000 -i '/a b/it'\''s; rm -rf ~' azureuser@20.1.2.3`,
    );
    expect(sshArguments(target, "/a b/it's; rm -rf ~")).toEqual([
      '-p',
      '50000',
      '-i',
      "/a b/it's; rm -rf ~",
      'azureuser@20.1.2.3',
    ]);
  });
});

describe('the machine that SSH would go to', () => {
  /** The board on the cluster with a user, its first node changed. */
  const withNode = async (change: Partial<Node>): Promise<OpenWorkbench> => {
    const open = openWorkbench({ speed: 0 });
    await openBoard(open);
    const { commands, store } = open.workbench;
    const cluster = store.getState().board?.computes.data?.find(({ name }) => name === 'lowpri-sweep');
    commands.select('computes', cluster?.id.toLowerCase() ?? '');
    await open.run(1000);
    commands.panel('nodes');
    store.setState((state) => {
      if (state.board === undefined || cluster === undefined) return state;
      const nodes = state.board.nodes[cluster.id];
      const [first] = nodes?.remote.data ?? [];
      if (nodes === undefined || first === undefined) throw new Error('no node');
      const remote = { ...nodes.remote, data: [{ ...first, ...change }] };
      return { ...state, board: { ...state.board, nodes: { [cluster.id]: { ...nodes, remote } } } };
    });
    return open;
  };
  const subjectOf = ({ workbench }: OpenWorkbench) => sshSubject(workbench.store.getState(), workbench.jobs);

  it('is the node with its public address, its port and the cluster’s user', async () => {
    expect(subjectOf(await withNode({ id: 'n1', publicIp: '20.1.2.3', sshPort: 50_001 }))).toEqual({
      is: 'target',
      target: { name: 'n1', user: 'azureuser', host: '20.1.2.3', port: 50_001 },
    });
  });

  it.each([
    [{ state: { is: 'leaving', text: 'leaving' } }, 'it is leaving: n1'],
    [{ state: { is: 'preempted', text: 'preempted' } }, 'it has been preempted: n1'],
    [{ publicIp: '-oProxyCommand=evil' }, 'its address is none that SSH could be given: n1'],
    [{ publicIp: '20.1.2.3 evil' }, 'its address is none that SSH could be given: n1'],
  ] as const)('is none for %o', async (change, why) => {
    expect(subjectOf(await withNode({ id: 'n1', ...change }))).toEqual({ is: 'none', why });
  });

  it('is told with the reason first and the short name after it, so that 80 columns have room for both', async () => {
    const id = 'tvm-1234567890_3-20261118t090000z';
    const subject = subjectOf(await withNode({ id, publicIp: '20.1.2.3', sshPort: 50_001 }));
    expect(subject.is).toBe('target');
    const left = subjectOf(await withNode({ id, state: { is: 'leaving', text: 'leaving' } }));
    expect(left).toEqual({ is: 'none', why: 'it is leaving: tvm-..-3' });
  });

  it('is none while names and addresses are masked', async () => {
    const open = await withNode({ id: 'n1' });
    open.workbench.store.setState((state) => ({ ...state, about: { ...state.about, redacted: true } }));
    expect(subjectOf(open)).toEqual({ is: 'none', why: 'addresses are masked: M shows them' });
  });
});
