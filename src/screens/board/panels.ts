import type { ComponentType } from 'react';
import type { PanelId } from '#state/app-state.ts';
import type { Area } from '../context.ts';

/** The panels that only a board with room for them shows. What is not in it has no place there: its neighbours have its room. */
export const widePanels: Readonly<
  Partial<Record<Exclude<PanelId, 'computes' | 'nodes' | 'queue'>, ComponentType<Area>>>
> = {};
