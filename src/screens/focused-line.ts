import type { AppState, Overlay } from '#state/app-state.ts';
import { emptyLine, type Line } from '#state/line-edit.ts';
import { focusedField, openForm, routeOf } from '#state/selectors.ts';

/** The text that is being typed, and what it is for. */
export type FocusedLine = { readonly line: Line; readonly label: string; readonly secret: boolean };

const labels: Readonly<Partial<Record<Overlay['is'], string>>> = {
  filter: 'Filter',
  find: 'Find',
  help: 'Search keys',
  palette: 'Command',
  remove: 'Name to confirm',
  overwrite: 'Name to confirm',
  save: 'Path',
  plan: 'Number to confirm',
  recycle: 'Name to confirm',
  sshKey: 'Key file',
};

/** The line of text that has the keys now; undefined when there is none. */
export const focusedLine = (state: AppState): FocusedLine | undefined => {
  const { overlay } = state;
  if (overlay !== undefined)
    return 'line' in overlay
      ? { line: overlay.line, label: labels[overlay.is] ?? 'Filter', secret: false }
      : undefined;
  const field = focusedField(state);
  // What is chosen from a few values is not typed.
  if (field === undefined || field.kind.is === 'choice' || routeOf(state).screen !== 'form') return undefined;
  return {
    line: openForm(state)?.lines[field.name] ?? emptyLine,
    label: field.label,
    secret: field.kind.is === 'secret',
  };
};
