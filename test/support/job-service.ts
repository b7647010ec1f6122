import type { Gateway, JobsPage } from '#azure/gateway.ts';
import { jobStatusWord, type Job, type JobDetail } from '#azure/model.ts';
import type { Answer, Problem } from '#azure/problem.ts';
import { turn } from './hand-timers.ts';
import { openWorkbench, type OpenWorkbench } from './workbench.ts';

/** A job as a list shows it. */
export const job = (
  name: string,
  over: Partial<Omit<Job, 'status'>> & { readonly status?: string } = {},
): Job => ({
  name,
  displayName: name,
  experiment: 'e',
  type: 'Command',
  compute: 'c1',
  createdAt: 1,
  createdBy: 'ana',
  nodes: 1,
  ...over,
  status: jobStatusWord(over.status ?? 'Queued'),
});

/** What was asked of the jobs: a page (the newest one has no link) or one job. */
export type Asked = { readonly at: number } & (
  | { readonly is: 'page'; readonly link: string | undefined }
  | { readonly is: 'job'; readonly name: string }
);

export const serviceError = { code: 'Said', message: 'said the service', details: [] };

/** A service that keeps a list of jobs, newest first, in pages; what it does wrong is up to the test. */
export const jobService = (pageSize: number) => {
  const rows = new Map<string, Job>();
  let era = 0;
  const service = {
    rows,
    asked: [] as Asked[],
    now: (): number => 0,
    /** A problem instead of the answer. */
    refuse: (_asked: Asked): Problem | undefined => undefined,
    /** Waited for before the answer, which has been made up by then. */
    hold: (_asked: Asked): Promise<void> | undefined => undefined,
    put: (...jobs: readonly Job[]): void => {
      for (const each of jobs) rows.set(each.name, each);
    },
    /** Every link handed out so far leads nowhere. */
    forgetLinks: (): void => {
      era += 1;
    },
    pagesAsked: (): number => service.asked.filter((each) => each.is === 'page').length,
    namesAsked: (): readonly string[] =>
      service.asked.flatMap((each) => (each.is === 'job' ? [each.name] : [])),
  };
  const newestFirst = (): readonly Job[] => [...rows.values()].sort((a, b) => b.createdAt - a.createdAt);
  const answer = async <T>(
    asked: Asked,
    value: () => T | undefined,
    otherwise: Problem,
  ): Promise<Answer<T>> => {
    service.asked.push(asked);
    const refused = service.refuse(asked);
    const made = refused === undefined ? value() : undefined;
    const serverTimeMs = service.now();
    await service.hold(asked);
    return made === undefined
      ? { ok: false, problem: refused ?? otherwise }
      : { ok: true, value: made, serverTimeMs };
  };
  const methods: Pick<Gateway, 'listJobs' | 'getJob' | 'cancelJob'> = {
    listJobs: (_place, link) => {
      const asked: Asked = { is: 'page', link, at: service.now() };
      const [of, below = Infinity] = link?.split('/').map(Number) ?? [era];
      const page = (): JobsPage | undefined => {
        if (of !== era) return undefined;
        const rest = newestFirst().filter((each) => each.createdAt < below);
        const jobs = rest.slice(0, pageSize);
        return rest.length > pageSize ? { jobs, next: `${era}/${jobs.at(-1)?.createdAt ?? 0}` } : { jobs };
      };
      return answer(asked, page, { kind: 'rejected', status: 400, error: serviceError });
    },
    getJob: (_place, name) => {
      const asked: Asked = { is: 'job', name, at: service.now() };
      const found = rows.get(name);
      const detail =
        found === undefined ? undefined : { ...found, tags: { team: 'nlp' }, command: 'python x.py' };
      return answer<JobDetail>(asked, () => detail, { kind: 'not-found', error: serviceError });
    },
    cancelJob: async (_place, name) => {
      const found = rows.get(name);
      if (found !== undefined) rows.set(name, { ...found, status: jobStatusWord('CancelRequested') });
      await service.hold({ is: 'job', name, at: service.now() });
      return { ok: true, value: { finished: false } };
    },
  };
  return { service, methods };
};

export type JobService = ReturnType<typeof jobService>['service'];

/** An answer that is under way until it is let go; hand `until` to the service's `hold`. */
export const heldAnswer = () => {
  let letGo = (): void => undefined;
  const until = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  return { until, letGo: () => letGo() };
};

/** Some turns of the event loop: enough for everything but answers that are held back. */
export const turns = async (): Promise<void> => {
  for (let count = 0; count < 10; count += 1) await turn();
};

/** A workbench whose jobs come from such a service, and everything else from a still world. */
export const openJobs = async (
  pageSize: number,
  jobs: readonly Job[],
  sources: readonly ('jobs' | 'index' | 'computes' | 'nodes')[] = ['jobs', 'index'],
) => {
  const { service, methods } = jobService(pageSize);
  service.put(...jobs);
  const open = openWorkbench({
    speed: 0,
    wrap: (gateway) => ({ ...gateway, ...methods }),
    // The pace of a board at which things happen, however little does here.
    configured: { refreshSeconds: 15 },
  });
  service.now = open.workbench.now;
  const list = await open.gateway.listWorkspaces(new AbortController().signal);
  const here = list.ok ? list.value.find(({ name }) => name === open.place.workspace) : undefined;
  const elsewhere = list.ok ? list.value.find(({ name }) => name !== open.place.workspace) : undefined;
  if (here === undefined || elsewhere === undefined) throw new Error('the simulator lacks its workspaces');
  open.workbench.commands.openWorkspace(here);
  for (const source of sources) open.workbench.acquire(source);
  await open.settle();
  return { ...open, service, here, elsewhere };
};

export const boardOf = ({ workbench }: Pick<OpenWorkbench, 'workbench'>) => {
  const { board } = workbench.store.getState();
  if (board === undefined) throw new Error('no board is open');
  return board;
};

/** Jobs `name-from` to `name-(from + count - 1)`, each a second younger than the one before. */
export const jobsInTurn = (
  count: number,
  from = 1,
  over: (n: number) => Parameters<typeof job>[1] = () => ({ status: 'Completed' }),
): readonly Job[] =>
  Array.from({ length: count }, (_, n) =>
    job(`j${from + n}`, { createdAt: (from + n) * 1000, ...over(from + n) }),
  );

/** The same jobs, which count how often anything of them is read. */
export const counted = (
  jobs: readonly Job[],
): { readonly rows: readonly Job[]; readonly reads: () => number } => {
  let reads = 0;
  const read = <Key extends keyof Job>(row: Job, key: Key): Job[Key] => {
    reads += 1;
    return row[key];
  };
  return {
    rows: jobs.map((row) => new Proxy(row, { get: (of, key: keyof Job) => read(of, key) })),
    reads: () => reads,
  };
};
