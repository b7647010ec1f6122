import { sshJumpLine, sshLine } from '#state/ssh-target.ts';
import type { ActionContext } from './actions.ts';
import type { ActionId } from './keys.ts';

type Run = (context: ActionContext) => void;

/** Gives the line of the SSH card to the terminal. */
const copied =
  (line: typeof sshLine): Run =>
  ({ kit }) => {
    const { commands, store } = kit.workbench;
    const { overlay, acts } = store.getState();
    if (overlay?.is !== 'ssh') return;
    kit.copy(line(overlay.target, acts.keyFile), (sent) => {
      commands.notice(`the command was ${sent}`);
    });
  };

/** What keys do to what is marked, to nodes, to a scale, and over SSH. */
export const actingRuns = {
  mark: ({ kit }) => {
    kit.workbench.acts()?.mark();
  },
  'mark.range': ({ kit }) => {
    kit.workbench.acts()?.range();
  },
  recycle: ({ kit }) => {
    kit.workbench.acts()?.openRecycle();
  },
  undo: ({ kit }) => {
    kit.workbench.acts()?.openUndo();
  },
  'undo.confirm': ({ kit }) => {
    kit.workbench.acts()?.confirmUndo();
  },
  'plan.send': ({ kit }) => {
    kit.workbench.acts()?.sendPlan();
  },
  'plan.next': ({ kit }) => {
    kit.workbench.acts()?.turnPlan(1);
  },
  'plan.prev': ({ kit }) => {
    kit.workbench.acts()?.turnPlan(-1);
  },
  ssh: ({ kit }) => {
    kit.workbench.acts()?.openSsh();
  },
  'ssh.connect': ({ kit }) => {
    const { overlay, acts } = kit.workbench.store.getState();
    if (overlay?.is !== 'ssh') return;
    kit.ssh(overlay.target, acts.keyFile);
  },
  'ssh.copy': copied(sshLine),
  'ssh.copyJump': copied(sshJumpLine),
  'ssh.key': ({ kit }) => {
    kit.workbench.acts()?.typeKeyFile();
  },
  'ssh.keyTaken': ({ kit }) => {
    kit.workbench.acts()?.endKeyFile(true);
  },
} as const satisfies Readonly<Partial<Record<ActionId, Run>>>;
