import type { Workspace } from '#azure/model.ts';
import type { WorkspaceMark } from '#state/listed-workspaces.ts';
import type { ColumnSpec } from '../columns.ts';
import type { Cells } from '../table.ts';

export const workspaceColumns: readonly ColumnSpec[] = [
  { id: 'name', title: 'WORKSPACES', min: 16, max: 34, grow: 2 },
  { id: 'region', title: 'REGION', min: 13, max: 20, drop: 2 },
  { id: 'group', title: 'RESOURCE GROUP', min: 16, max: 34, grow: 1, drop: 3 },
  { id: 'subscription', title: 'SUBSCRIPTION', min: 16, max: 38, grow: 1, drop: 4 },
  { id: 'friendly', title: 'FRIENDLY NAME', min: 16, max: 30, grow: 1, drop: 1 },
];

/** The same with a column that says why some stand before the others; it has no place where none does. */
export const markedWorkspaceColumns: readonly ColumnSpec[] = workspaceColumns.flatMap((column) =>
  column.id === 'name' ? [column, { id: 'mark', title: '', min: 11 }] : [column],
);

export const workspaceCells = (workspace: Workspace, mark?: WorkspaceMark): Cells => ({
  mark: { text: mark ?? '', tone: 'where' },
  name: { text: workspace.name },
  region: { text: workspace.location },
  group: { text: workspace.place.resourceGroup },
  subscription: { text: workspace.subscriptionName ?? workspace.place.subscriptionId },
  friendly: { text: workspace.friendlyName ?? '', tone: 'secondary' },
});
