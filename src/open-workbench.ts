import { deferredGateway } from '#azure/deferred-gateway.ts';
import { deferredSignIn } from '#azure/deferred-sign-in.ts';
import { placeOf, workspaceId, type Place } from '#azure/place.ts';
import type { News } from '#state/notify.ts';
import type { ThisComputer } from '#state/this-computer.ts';
import { createWorkbench, type Workbench } from '#state/workbench.ts';
import { connect, mainDemoPlace } from './connection.ts';
import { keeperFor } from './keeper-for.ts';
import { createAudit } from './local/audit.ts';
import type { Settings } from './local/config.ts';
import { userFolders } from './local/folders.ts';
import { createRecents } from './local/recents.ts';
import { matches } from './local/workspace-patterns.ts';
import type { Start } from './starting.ts';

/** A workbench over a connection of its own. */
export type OpenWorkbench = {
  readonly workbench: Workbench;
  /** Keeps what has been typed and ends the connection. */
  readonly close: () => void;
};

/**
 * Puts together what `start` decided on: the way to Azure, what the user's files hold, and the workbench over both. What is
 * read-only is refused where requests leave, whatever the screens allow.
 * @param faults what is wrong with the configuration file
 * @param tell tells somebody who looks elsewhere
 */
export const openWorkbench = (
  start: Start,
  readOnly: boolean,
  settings: Settings,
  faults: readonly string[],
  tell: (news: News) => void,
): OpenWorkbench => {
  const folder = userFolders().state;
  const audit = start.mode === 'azure' ? createAudit(folder) : undefined;
  const { refreshSeconds, notify } = settings;
  const isReadOnly = (place: Place): boolean => matches(place, settings.readOnlyWorkspaces);
  const connection = connect(start, {
    onCall: (call) => workbench.noteCall(call),
    readOnly: (path) => {
      const place = placeOf(path);
      return workbench.store.getState().about.readOnly || (place !== undefined && isReadOnly(place));
    },
    ...(audit === undefined ? {} : { onWrite: audit.note }),
  });
  const workbench: Workbench = createWorkbench({
    // Before the gateway's, so that nothing is asked before the workbench listens to who is signed in.
    ...(start.mode === 'azure'
      ? { signIn: deferredSignIn(connection.then(({ signIn }) => signIn)), way: start.access.way }
      : {}),
    gateway: deferredGateway(connection.then(({ gateway }) => gateway)),
    about: {
      mode: start.mode,
      readOnly,
      faults,
      ...(start.mode === 'demo' ? { demoSpeed: start.demo.speed } : { cloud: start.access.cloud.id }),
    },
    keeper: keeperFor(folder, audit),
    protectedWorkspace: (place) => matches(place, settings.protectedWorkspaces),
    readOnlyWorkspace: isReadOnly,
    ...(refreshSeconds === undefined ? {} : { refreshSeconds }),
    ...(notify === undefined ? {} : { notify }),
    tell,
    computer: thisComputer,
    ...wantedOf(start),
    ...(start.mode === 'demo'
      ? { suggested: workspaceId(mainDemoPlace), restless: start.demo.speed > 1 }
      : { recents: createRecents(folder, Date.now), ...folderPlaceOf(start) }),
  });
  return {
    workbench,
    close: () => {
      workbench.close();
      connection.then(
        ({ close }) => close(),
        () => undefined,
      );
    },
  };
};

/** Loaded when it is first asked for. */
const thisComputer: ThisComputer = {
  docker: async (signal) => (await import('./local/this-computer.ts')).lookForDocker(signal),
  port: async (port, signal) => (await import('./local/this-computer.ts')).lookAtPort(port, signal),
};

/** The place asked for, without the parts that are not known. */
const wantedOf = ({ place }: Start): { readonly wanted?: Partial<Place> } => {
  const known = Object.entries(place).filter(([, part]) => part !== undefined);
  return known.length === 0 ? {} : { wanted: Object.fromEntries(known) };
};

const folderPlaceOf = ({
  folderPlace,
}: Extract<Start, { mode: 'azure' }>): { readonly folderPlace?: Place } =>
  folderPlace === undefined ? {} : { folderPlace };
