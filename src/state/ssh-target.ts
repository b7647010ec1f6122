import type { ClusterDetail, Compute, InstanceDetail, Node } from '#azure/model.ts';
import type { AppState } from './app-state.ts';
import type { JobIndex } from './job-index.ts';
import { shortNode } from './short-node.ts';
import { findCompute, routeOf, selectedCompute, selectedRow } from './selectors.ts';

/** A machine that SSH reaches. */
export type SshTarget = {
  /** How it is called on the screen. */
  readonly name: string;
  readonly user: string;
  readonly host: string;
  readonly port: number;
};

export type SshSubject =
  | { readonly is: 'target'; readonly target: SshTarget }
  /** Why there is nothing to connect to, in words. */
  | { readonly is: 'none'; readonly why: string };

const none = (why: string): SshSubject => ({ is: 'none', why });

/** What may be an argument of ssh: whatever a service sends, it is never taken for an option or for anything but an address. */
const addressLike = /^[\da-z][\w.:-]*$/iu;
const userLike = /^[a-z_][\w.-]*$/iu;

const targetOf = (
  name: string,
  user: string | undefined,
  host: string | undefined,
  port: number | undefined,
): SshSubject => {
  // The reason comes first: the name may be cut off.
  const short = shortNode(name);
  if (host === undefined) return none(`it has no public IP: ${short}`);
  if (port === undefined) return none(`it has no SSH port: ${short}`);
  if (user === undefined) return none(`it was created without a user to sign in as: ${short}`);
  return addressLike.test(host) && userLike.test(user)
    ? { is: 'target', target: { name, user, host, port } }
    : none(`its address is none that SSH could be given: ${short}`);
};

/** Node states in which nobody can be let in. */
const gone: Readonly<Partial<Record<Node['state']['is'], string>>> = {
  leaving: 'it is leaving',
  preempted: 'it has been preempted',
};

const ofNode = (node: Node | undefined, cluster: ClusterDetail): SshSubject => {
  if (node === undefined) return none('no node is selected');
  const { id, state } = node;
  const why = gone[state.is];
  if (why !== undefined) return none(`${why}: ${shortNode(id)}`);
  if (cluster.publicSsh?.toLowerCase() === 'disabled')
    return none('SSH is disabled for this cluster, and cannot be enabled later');
  return targetOf(id, cluster.adminUser, node.publicIp, node.sshPort);
};

const ofInstance = (name: string, { ssh, state, publicIp }: InstanceDetail): SshSubject => {
  if (ssh?.access.toLowerCase() !== 'enabled')
    return none(`SSH is disabled for ${name}, and cannot be enabled later`);
  if (state.is !== 'Running' && state.is !== 'JobRunning')
    return none(`${name} is ${state.text}: s starts it`);
  return targetOf(name, ssh.user, publicIp, ssh.port);
};

const ofCompute = (compute: Compute | undefined): SshSubject => {
  switch (compute?.detail.is) {
    case 'instance':
      return ofInstance(compute.name, compute.detail);
    case 'cluster':
      return none('SSH goes to one of its nodes: 2 goes to them');
    case 'other':
      return none('what is attached is reached where it lives');
    case undefined:
      return none('no compute is selected');
  }
};

/** The machine that SSH would go to from here: the node or the instance under the cursor, or on whose page the user is. */
export const sshSubject = (state: AppState, jobs: JobIndex): SshSubject => {
  // What stands on the screen is no machine then.
  if (state.about.redacted === true) return none('addresses are masked: M shows them');
  const route = routeOf(state);
  switch (route.screen) {
    case 'board': {
      const compute = selectedCompute(state);
      if (state.board?.panel !== 'computes' && state.board?.panel !== 'nodes')
        return none('SSH goes to a node or an instance: 2 goes there');
      return state.board.panel === 'nodes' && compute?.detail.is === 'cluster'
        ? ofNode(selectedRow('nodes', state, jobs), compute.detail)
        : ofCompute(compute);
    }
    case 'compute':
      return ofCompute(findCompute(state, route.id));
    case 'node': {
      const cluster = findCompute(state, route.clusterId);
      const nodes = state.board?.nodes[route.clusterId]?.remote.data;
      return cluster?.detail.is === 'cluster'
        ? ofNode(
            nodes?.find((each) => each.id === route.id),
            cluster.detail,
          )
        : none('its cluster is gone');
    }
    case 'workspaces':
    case 'job':
    case 'targets':
    case 'form':
    case 'review':
    case 'code':
    case 'operations':
    case 'cost':
    case 'quota':
    case 'log':
    case 'why':
    case 'events':
    case 'calls':
    case 'guide':
    case 'progress':
      return none('SSH goes to a node or an instance');
  }
};

/** A word of a command line as a POSIX shell takes it; a home folder at its beginning stays one. */
const shellWord = (word: string): string => {
  if (/^[\w@%+=:,./~-]+$/u.test(word)) return word;
  const [home, rest] = word.startsWith('~/') ? ['~/', word.slice(2)] : ['', word];
  return `${home}'${rest.replaceAll("'", String.raw`'\''`)}'`;
};

/** What ssh is given, in its order. @param keyFile the agent's keys or ssh's own default when empty */
export const sshArguments = ({ user, host, port }: SshTarget, keyFile: string): readonly string[] => [
  '-p',
  String(port),
  ...(keyFile === '' ? [] : ['-i', keyFile]),
  `${user}@${host}`,
];

/** The same as a line for a shell. */
export const sshLine = (target: SshTarget, keyFile: string): string =>
  ['ssh', ...sshArguments(target, keyFile).map(shellWord)].join(' ');

/** The same by way of a bastion host, whose name is for the user to put in. */
export const sshJumpLine = (target: SshTarget, keyFile: string): string =>
  ['ssh', '-J', 'USER@BASTION', ...sshArguments(target, keyFile).map(shellWord)].join(' ');
