import { logsOf } from '../world/run-log.ts';
import { runNamed } from '../world/run.ts';
import type { World } from '../world/world.ts';
import { isSigned } from './signed-link.ts';

const refused = (status: number, code: string, headers: Record<string, string> = {}): Response =>
  new Response(`<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code></Error>`, {
    status,
    headers: { 'Content-Type': 'application/xml', 'x-ms-error-code': code, ...headers },
  });

const fileAddress = /^\/azureml\/ExperimentRun\/dcid\.([^/]+)\/(.+)$/u;

const textOf = (world: World, pathname: string): string | undefined => {
  const [, id = '', file = ''] = fileAddress.exec(pathname) ?? [];
  for (const workspace of world.workspaces) {
    const run = runNamed(world, workspace, id);
    if (run !== undefined) return logsOf(run).get(file)?.(world, run);
  }
  return undefined;
};

/** The bytes asked for: from the first to the last that there is of them; undefined when none was asked for in particular. */
const rangeOf = ({ headers }: Request): { readonly from: number; readonly to: number } | undefined => {
  const asked = headers.get('x-ms-range') ?? headers.get('range') ?? '';
  const [, from, to = ''] = /^bytes=(\d+)-(\d*)$/u.exec(asked) ?? [];
  return from === undefined ? undefined : { from: Number(from), to: to === '' ? Infinity : Number(to) };
};

/**
 * A file of a storage account, read with an address that was signed: whole, or from one byte to another. Storage looks at one proof only, so a
 * request that brings a token as well is refused.
 */
export const readStorage = (world: World, request: Request): Response => {
  const url = new URL(request.url);
  if (request.headers.has('authorization')) return refused(400, 'InvalidAuthenticationInfo');
  if (!isSigned(world, url)) return refused(403, 'AuthenticationFailed');
  const text = textOf(world, decodeURI(url.pathname));
  if (text === undefined) return refused(404, 'BlobNotFound');
  const bytes = new TextEncoder().encode(text);
  const common = {
    'Content-Type': 'application/octet-stream',
    'Accept-Ranges': 'bytes',
    Date: new Date(world.now).toUTCString(),
  };
  const range = rangeOf(request);
  if (range === undefined) return new Response(bytes, { status: 200, headers: common });
  if (range.from >= bytes.length)
    return refused(416, 'InvalidRange', { 'Content-Range': `bytes */${bytes.length}`, Date: common.Date });
  const part = bytes.slice(range.from, Math.min(bytes.length, range.to + 1));
  const last = range.from + part.length - 1;
  return new Response(part, {
    status: 206,
    headers: { ...common, 'Content-Range': `bytes ${range.from}-${last}/${bytes.length}` },
  });
};
