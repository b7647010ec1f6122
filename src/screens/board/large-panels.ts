import type { ComponentType } from 'react';
import type { PanelId } from '#state/app-state.ts';
import type { Area } from '../context.ts';
import { LogPanel } from './LogPanel.tsx';
import { QuotaPanel } from './QuotaPanel.tsx';

/**
 * The panels that only a large board shows, by where they go. What is not in it has no place there: its neighbours have its room, and
 * Tab and its number pass it by.
 */
export const largePanels: Readonly<
  Partial<Record<Exclude<PanelId, 'computes' | 'nodes' | 'queue'>, ComponentType<Area>>>
> = { log: LogPanel, quota: QuotaPanel };
