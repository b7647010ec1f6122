import type { Json, World } from '../world/world.ts';
import type { Faults } from './armed.ts';
import { faultsFromJson } from './fault-json.ts';
import type { Fault } from './fault.ts';

export type ControlOptions = {
  readonly worldNow: () => World;
  readonly faults: Faults;
  readonly requests: ReadonlyMap<string, number>;
};

const refused = (status: number, code: string, message: string): Response =>
  Response.json({ error: { code, message } }, { status });

const readFaults = async (request: Request): Promise<readonly Fault[] | Response> => {
  let body: Json;
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the border where a caller's bytes become JSON
    body = JSON.parse(await request.text()) as Json;
  } catch {
    return refused(400, 'InvalidRequestContent', 'The body must be JSON.');
  }
  try {
    return faultsFromJson(body);
  } catch (error) {
    return refused(400, 'InvalidFault', error instanceof Error ? error.message : String(error));
  }
};

/**
 * The addresses below `/_simulator/` by which the simulator itself is asked and told; they are no part of Azure and want neither a
 * token nor an api-version. `GET world`, `GET requests`, and for `faults` GET (what is armed, and how often it struck), PUT (these
 * instead), POST (these too) and DELETE (none). Answers nothing to any other path outside, and 404 to any other inside.
 */
export const createControl =
  ({ worldNow, faults, requests }: ControlOptions) =>
  async (request: Request): Promise<Response | undefined> => {
    const { pathname } = new URL(request.url);
    if (!pathname.startsWith('/_simulator/')) return undefined;
    const listed = (): Response =>
      Response.json({ faults: faults.list().map(({ fault, struck }) => ({ ...fault, struck })) });
    switch (`${request.method} ${pathname.slice('/_simulator'.length)}`) {
      case 'GET /world':
        return Response.json(worldNow());
      case 'GET /requests':
        return Response.json(Object.fromEntries(requests));
      case 'GET /faults':
        return listed();
      case 'DELETE /faults':
        faults.clear();
        return listed();
      case 'PUT /faults':
      case 'POST /faults': {
        const read = await readFaults(request);
        if (read instanceof Response) return read;
        if (request.method === 'PUT') faults.clear();
        faults.arm(read);
        return listed();
      }
      default:
        return refused(404, 'NotFound', `The simulator has no ${request.method} ${pathname}.`);
    }
  };
