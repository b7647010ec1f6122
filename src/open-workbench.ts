import type { WriteRecord } from '#azure/audit.ts';
import { deferredGateway } from '#azure/deferred-gateway.ts';
import { deferredSignIn } from '#azure/deferred-sign-in.ts';
import type { Call } from '#azure/gateway.ts';
import { placeOf, workspaceId, type Place } from '#azure/place.ts';
import type { Keeper } from '#state/keeper.ts';
import type { News } from '#state/notify.ts';
import type { ThisComputer } from '#state/this-computer.ts';
import { createWorkbench, type Workbench } from '#state/workbench.ts';
import { connect, mainDemoPlace, type Connection } from './connection.ts';
import { keeperFor } from './keeper-for.ts';
import type { Audit } from './local/audit.ts';
import type { Settings } from './local/config.ts';
import { userFolders } from './local/folders.ts';
import { createRecents } from './local/recents.ts';
import { matches } from './local/workspace-patterns.ts';
import type { PlaceHint } from './place-hints.ts';
import type { Redaction } from './redaction.ts';
import type { Start } from './starting.ts';

/** A way to Azure that outlives the workbench over it: a workbench that shows the same otherwise takes it over. */
export type Line = {
  readonly start: Start;
  readonly connection: Promise<Connection>;
  readonly keeper: Keeper;
  /** Who is told of requests from now on, and says whether the session is read-only. */
  readonly serve: (workbench: Workbench, call: (call: Call) => Call) => void;
  readonly close: () => void;
};

/** Opens the way that `start` decided on. What is read-only is refused where requests leave, whatever the screens allow. */
export const openLine = (start: Start, settings: Settings): Line => {
  let served: { readonly workbench: Workbench; readonly call: (call: Call) => Call } | undefined;
  const audit = start.mode === 'azure' ? openAudit() : undefined;
  const connection = connect(start, {
    onCall: (call) => served?.workbench.noteCall(served.call(call)),
    readOnly: (path) => {
      const place = placeOf(path);
      const session = served?.workbench.store.getState().about.readOnly ?? true;
      return session || (place !== undefined && matches(place, settings.readOnlyWorkspaces));
    },
    ...(audit === undefined ? {} : { onWrite: audit.note }),
  });
  return {
    start,
    connection,
    keeper: keeperFor(userFolders().state, audit),
    serve: (workbench, call) => {
      served = { workbench, call };
    },
    close: () => {
      connection.then(
        ({ close }) => close(),
        () => undefined,
      );
    },
  };
};

/** The audit of this session. Its code is fetched by the first request at the latest; nothing is written before that. */
const openAudit = () => {
  let opened: Audit | undefined;
  const opening = import('./local/audit.ts').then(
    ({ createAudit }) => (opened = createAudit(userFolders().state)),
  );
  return {
    note: (record: WriteRecord): Promise<void> => opening.then((audit) => audit.note(record)),
    trouble: (): string | undefined => opened?.trouble(),
  };
};

/** What the command line and the user's files say about every workbench of this session. */
export type Session = {
  readonly readOnly: boolean;
  readonly settings: Settings;
  /** What is wrong with the configuration file. */
  readonly faults: readonly string[];
  /** Tells somebody who looks elsewhere. */
  readonly tell: (news: News) => void;
};

/**
 * Puts together a way to Azure, what the user's files hold, and the workbench over both.
 * @param place the workspace to open; the one that the line's start decided on when absent
 * @param redaction at every door through which names come in, when none may be seen
 */
export const openWorkbench = (
  line: Line,
  { readOnly, settings, faults, tell }: Session,
  place: PlaceHint = line.start.place,
  redaction?: Redaction,
): Workbench => {
  const { start, connection, keeper } = line;
  const folder = userFolders().state;
  const { refreshSeconds, notify } = settings;
  const real = redaction?.realPlace ?? same;
  const workbench: Workbench = createWorkbench({
    // Before the gateway's, so that nothing is asked before the workbench listens to who is signed in.
    ...(start.mode === 'azure'
      ? {
          signIn: (redaction?.signIn ?? same)(deferredSignIn(connection.then(({ signIn }) => signIn))),
          way: start.access.way,
        }
      : {}),
    gateway: (redaction?.gateway ?? same)(deferredGateway(connection.then(({ gateway }) => gateway))),
    about: {
      mode: start.mode,
      readOnly,
      faults: redaction === undefined ? faults : faults.map(redaction.text),
      ...(redaction === undefined ? {} : { redacted: true }),
      ...(start.mode === 'demo' ? { demoSpeed: start.demo.speed } : { cloud: start.access.cloud.id }),
    },
    keeper: (redaction?.keeper ?? same)(keeper),
    protectedWorkspace: (shown) => matches(real(shown), settings.protectedWorkspaces),
    readOnlyWorkspace: (shown) => matches(real(shown), settings.readOnlyWorkspaces),
    ...(refreshSeconds === undefined ? {} : { refreshSeconds }),
    ...(notify === undefined ? {} : { notify }),
    tell,
    computer: (redaction?.computer ?? same)(thisComputer),
    ...wantedOf(place, redaction),
    ...(start.mode === 'demo'
      ? {
          suggested: (redaction?.id ?? same)(workspaceId(mainDemoPlace)),
          restless: start.demo.speed > 1,
        }
      : {
          recents: (redaction?.recents ?? same)(createRecents(folder, Date.now)),
          // Kept by id: what is seen with stand-ins is not kept beyond the session.
          ...(redaction === undefined
            ? {
                histories: async () =>
                  (await import('./local/histories.ts')).createHistories(folder, Date.now),
              }
            : {}),
          ...folderPlaceOf(start, redaction),
        }),
  });
  line.serve(workbench, redaction?.call ?? same);
  return workbench;
};

/** Loaded when it is first asked for. */
const thisComputer: ThisComputer = {
  docker: async (signal) => (await import('./local/this-computer.ts')).lookForDocker(signal),
  port: async (port, signal) => (await import('./local/this-computer.ts')).lookAtPort(port, signal),
};

/** The place asked for, without the parts that are not known. */
const wantedOf = (place: PlaceHint, redaction?: Redaction): { readonly wanted?: Partial<Place> } => {
  const known = Object.entries(place).filter(([, part]) => part !== undefined);
  return known.length === 0 ? {} : { wanted: (redaction?.place ?? same)(Object.fromEntries(known)) };
};

const folderPlaceOf = (
  { folderPlace }: Extract<Start, { mode: 'azure' }>,
  redaction?: Redaction,
): { readonly folderPlace?: Place } =>
  folderPlace === undefined ? {} : { folderPlace: (redaction?.place ?? same)(folderPlace) };

/** Nothing is hidden. */
const same = <T>(value: T): T => value;
