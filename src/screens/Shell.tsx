import { Box, useInput, usePaste, useWindowSize } from 'ink';
import { Suspense, useEffect, useState } from 'react';
import type { Overlay } from '#state/app-state.ts';
import { pasted } from '#state/field-lines.ts';
import { editKey, type Line } from '#state/line-edit.ts';
import { focusedField, routeOf } from '#state/selectors.ts';
import { sizesByName } from '#state/selectors.ts';
import { perform } from './actions.ts';
import { KitProvider, useApp, useInterest, useKit, type Area, type Kit } from './context.ts';
import { costWords } from './cost-words.ts';
import { loadKnownWords } from './explain.ts';
import { focusedLine } from './focused-line.ts';
import { keyName } from './key-name.ts';
import { keyTable, situations } from './keys.ts';
import {
  ActingOverlay,
  ActionsOverlay,
  CancelOverlay,
  ConnectCard,
  HelpOverlay,
  InstanceOverlay,
  OverwriteOverlay,
  PaletteOverlay,
  RemoveOverlay,
  ResourcesOverlay,
  SaveOverlay,
  SizesOverlay,
  SourcesOverlay,
} from './late-overlays.ts';
import { loadActingKeys } from './late-acting.ts';
import { fetchLater } from './later.ts';
import { pageRows } from './page-rows.ts';
import { Footer } from './parts/Footer.tsx';
import { Header } from './parts/Header.tsx';
import { Lines } from './parts/Lines.tsx';
import { Rule } from './parts/Rule.tsx';
import { Summary } from './parts/Summary.tsx';
import { resolveKey } from './resolve-key.ts';
import { Screen } from './Screen.tsx';
import { situationOf } from './situation.ts';
import { heldSources, screenSources } from './sources.ts';

/** Below this the screens do not fit. */
export const smallest = { columns: 60, rows: 16 } as const;

/** Header, summary, rule above; rule and two lines of footer below. */
const frameRows = 6;

/** The program's only listener to keys: every key goes through the one table, or into the text field that has the focus. */
const useKeys = (): void => {
  const kit = useKit();
  const { store, commands } = kit.workbench;

  const setLine = (line: Line): void => {
    const state = store.getState();
    if (state.overlay !== undefined) commands.setOverlayLine(line);
    else {
      const field = focusedField(state);
      if (field !== undefined) commands.setLine(field.name, line);
    }
  };

  useInput((input, key) => {
    const name = keyName(input, key);
    if (name === undefined) return;
    kit.workbench.noteKey();
    const state = store.getState();
    const { scopes } = situations[situationOf(state)];
    const binding = resolveKey(name, scopes, keyTable);
    if (binding?.does !== 'quit') commands.clearNotice();
    if (binding !== undefined) {
      perform(binding.does, { kit, pageRows: pageRows(kit), nowMs: kit.workbench.now() });
      return;
    }
    if (state.overlay?.is === 'sort' && state.session.card === undefined) {
      commands.sortBy(state.overlay.list, name);
      return;
    }
    const line = focusedLine(state)?.line;
    const edited = line === undefined ? undefined : editKey(line, name);
    if (edited !== undefined) setLine(edited);
  });

  usePaste((text) => {
    const state = store.getState();
    const line = focusedLine(state)?.line;
    if (line === undefined) return;
    // The name is asked for so that it is read: a paste reads nothing.
    if (state.overlay !== undefined && typedOnly.includes(state.overlay.is))
      commands.notice('type it: what confirms cannot be pasted');
    else
      setLine(
        pasted(
          state.overlay === undefined ? focusedField(state) : undefined,
          line,
          text.slice(0, longestPaste),
        ),
      );
  });
};

/** What is asked for so that it is read. */
const typedOnly: readonly Overlay['is'][] = ['remove', 'overwrite', 'plan', 'recycle'];

/** No field takes more; what a paste has beyond is left out. */
const longestPaste = 20_000;

const Overlaid = ({ columns, rows }: Area) => {
  const overlay = useApp((state) => state.overlay);
  const route = useApp(routeOf);
  const area = { columns, rows };
  switch (overlay?.is) {
    case 'help':
      return <HelpOverlay overlay={overlay} {...area} />;
    case 'palette':
      return <PaletteOverlay overlay={overlay} {...area} />;
    case 'actions':
      return <ActionsOverlay overlay={overlay} {...area} />;
    case 'remove':
      return <RemoveOverlay overlay={overlay} {...area} />;
    case 'sizes':
      return <SizesOverlay overlay={overlay} {...area} />;
    case 'resources':
      return <ResourcesOverlay overlay={overlay} {...area} />;
    case 'cancel':
      return <CancelOverlay overlay={overlay} {...area} />;
    case 'instance':
      return <InstanceOverlay overlay={overlay} {...area} />;
    case 'overwrite':
      return <OverwriteOverlay overlay={overlay} {...area} />;
    case 'save':
      return <SaveOverlay overlay={overlay} {...area} />;
    case 'sources':
      return <SourcesOverlay overlay={overlay} {...area} />;
    case 'plan':
    case 'recycle':
    case 'undo':
    case 'readOnly':
    case 'ssh':
    case 'sshKey':
      return <ActingOverlay overlay={overlay} {...area} />;
    case 'filter':
    case 'find':
    case 'sort':
    case undefined:
      return <Screen route={route} {...area} />;
  }
};

const none: readonly never[] = [];

const TooSmall = ({ columns, rows }: Area) => {
  const computes = useApp((state) => state.board?.computes.data);
  const cost = useApp((state) => costWords(state.board?.computes.data ?? none, sizesByName(state)));
  const lines = [
    `needs ${smallest.columns}x${smallest.rows}, has ${columns + 1}x${rows}`,
    computes === undefined ? 'no workspace is open' : `${computes.length} computes ${cost}`,
    'q back',
  ];
  return <Lines lines={lines.slice(0, rows)} />;
};

/** Fetches what the first frame did not need, and draws anew: the words of single error codes may be wanted on the screen by then. */
const useLoadedLater = (): void => {
  const [, setLoaded] = useState(false);
  useEffect(() => {
    void Promise.all([loadKnownWords(), fetchLater(), loadActingKeys()]).then(() => {
      setLoaded(true);
    });
  }, []);
};

const Frame = () => {
  useLoadedLater();
  const size = useWindowSize();
  const columns = Math.max(1, size.columns - 1);
  const { rows } = size;
  const fits = size.columns >= smallest.columns && rows >= smallest.rows;
  const inner = Math.max(1, rows - frameRows);
  const carded = useApp((state) => state.session.card !== undefined);
  useInterest(useApp(heldSources));
  useInterest(useApp((state) => screenSources[routeOf(state).screen]));
  useKeys();
  return (
    <Box flexDirection="column" width={columns} height={rows} overflow="hidden">
      {fits ? (
        <>
          <Header columns={columns} />
          <Summary columns={columns} />
          <Rule columns={columns} />
          <Box height={inner} width={columns} flexDirection="column" overflow="hidden">
            <Suspense fallback={null}>{carded && <ConnectCard columns={columns} rows={inner} />}</Suspense>
            {/* Kept as it is, down to how far its tables are scrolled. */}
            <Box display={carded ? 'none' : 'flex'} flexDirection="column">
              <Suspense fallback={null}>
                <Overlaid columns={columns} rows={inner} />
              </Suspense>
            </Box>
          </Box>
          <Rule columns={columns} />
          <Footer columns={columns} />
        </>
      ) : (
        <TooSmall columns={columns} rows={rows} />
      )}
    </Box>
  );
};

/** The whole screen. */
export const Shell = ({ kit }: { readonly kit: Kit }) => (
  <KitProvider value={kit}>
    <Frame />
  </KitProvider>
);
