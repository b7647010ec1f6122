import { join } from 'node:path';
import { idKey, workspaceId, type Place } from '#azure/place.ts';
import { plain } from '#azure/plain.ts';
import type { Recents, RecentWorkspace } from '#state/recents.ts';
import { createDrawer, drawerPattern } from './drawer.ts';
import { ownFiles } from './own-files.ts';

/** More are not kept: the oldest go first. */
export const mostRecents = 30;

/** Ids of Azure are far shorter. */
const limitBytes = 8 * 1024;

/**
 * Keeps the workspaces opened lately in files of this user, one for each, so that several sessions do not get in each other's way.
 * @param folder made when first written to, for its owner only
 * @param now wall time in ms
 */
export const createRecents = (folder: string, now: () => number): Recents => {
  const files = ownFiles(join(folder, 'recents'), drawerPattern, limitBytes);
  const drawer = createDrawer<RecentWorkspace>(files, { print, parse, keyOf });

  /** A clock that was wrong once must not keep a workspace at the top for good. */
  const newestFirst = (): readonly RecentWorkspace[] =>
    drawer
      .all()
      .map((each) => ({ ...each, openedAt: Math.min(each.openedAt, now()) }))
      .sort((a, b) => b.openedAt - a.openedAt);

  return {
    load: () => {
      // What a killed session has left half-written.
      files.removeOlder(Infinity, now());
      return newestFirst().slice(0, mostRecents);
    },
    note: (workspace) => {
      drawer.put(workspace);
      drawer.flush();
      for (const old of newestFirst().slice(mostRecents)) drawer.drop(keyOf(old));
    },
  };
};

const keyOf = ({ place }: RecentWorkspace): string => idKey(workspaceId(place));

const version = 1;

const print = ({ place, location, openedAt }: RecentWorkspace): string => {
  const { subscriptionId, resourceGroup, workspace } = place;
  return JSON.stringify({ version, subscriptionId, resourceGroup, workspace, location, openedAt });
};

/** @returns undefined for a text that names no workspace */
const parse = (text: string): RecentWorkspace | undefined => {
  const fields = fieldsOf(text);
  const place: Place = {
    subscriptionId: textOf(fields['subscriptionId']),
    resourceGroup: textOf(fields['resourceGroup']),
    workspace: textOf(fields['workspace']),
  };
  const openedAt = fields['openedAt'];
  const isWhole = Object.values(place).every((part) => part !== '');
  return fields['version'] === version && isWhole && typeof openedAt === 'number'
    ? { place, location: textOf(fields['location']), openedAt }
    : undefined;
};

const fieldsOf = (text: string): Readonly<Record<string, unknown>> => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
};

const textOf = (value: unknown): string => (typeof value === 'string' ? plain(value) : '');
