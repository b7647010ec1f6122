import { readdirSync, readFileSync } from 'node:fs';

/** A process as Linux tells in /proc: its parent, its command line, and the processor time it has used. */
export type ProcessFacts = {
  readonly pid: number;
  readonly parent: number;
  readonly state: string;
  readonly command: string;
  readonly cpuMs: number;
};

const ticksPerSecond = 100;

/** Undefined when there is no such process, or when it is only waiting to be buried by its parent. */
export const processFacts = (pid: number): ProcessFacts | undefined => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in brackets may itself hold blanks and brackets.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state = '', parent = ''] = fields;
    if (state === 'Z') return undefined;
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    const ticks = Number(fields[11]) + Number(fields[12]);
    return { pid, parent: Number(parent), state, command, cpuMs: (ticks * 1000) / ticksPerSecond };
  } catch {
    return undefined;
  }
};

/** Processor time that the first thread of a process has used, ms: the one that draws. */
export const firstThreadMs = (pid: number): number => {
  const stat = readFileSync(`/proc/${pid}/task/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / ticksPerSecond;
};

/** Every process below this one, however deep. */
export const descendantsOf = (pid: number): readonly ProcessFacts[] => {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/u.test(name))
    .flatMap((name) => processFacts(Number(name)) ?? []);
  const below = (parent: number): readonly ProcessFacts[] =>
    all.filter((each) => each.parent === parent).flatMap((each) => [each, ...below(each.pid)]);
  return below(pid);
};

/** Resident memory in MB, and what of it is the process's most so far. */
export const memoryMb = (pid: number): { readonly now: number; readonly peak: number } => {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const field = (name: string): number =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'mu').exec(status)?.[1]) / 1024;
  return { now: field('VmRSS'), peak: field('VmHWM') };
};
