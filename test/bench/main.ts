import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isMet, line, type Row } from './figures.ts';
import { measureFilter } from './filtering.ts';
import { printGrowth } from './growth.ts';
import { measureHeap } from './heap.ts';
import { measureFilterRows } from './long-lists.ts';
import { measureMemory } from './memory.ts';
import { measureMerging } from './merging.ts';
import { measureOnceAgainstAz } from './once-against-az.ts';
import { measurePackage } from './package-size.ts';
import { measureRequests } from './requests.ts';
import { measureIdle, measureKeys, measureMoves, measurePolls } from './running.ts';
import { measureBundle, measureHelp, measureStart } from './start-up.ts';

/*
 * npm run bench [-- P1 P5 …] [-- --quick]: prints each figure beside its budget and ends with 1 when one is missed.
 * npm run bench -- growth prints instead what grows with the number of jobs.
 * Times are ratios taken in the same run, medians of at least 9; `--quick` waits less where a figure needs waiting.
 */

const args = process.argv.slice(2);
const quick = args.includes('--quick');
const wanted = args.filter((arg) => /^P\d+$/u.test(arg));
const cache = mkdtempSync(join(tmpdir(), 'aml-workbench-bench-'));

type Measure = {
  readonly ids: readonly string[];
  readonly measure: () => Promise<readonly Row[]> | readonly Row[];
};

const measures: readonly Measure[] = [
  { ids: ['P15'], measure: measureBundle },
  { ids: ['P4'], measure: measureHelp },
  { ids: ['P1', 'P2'], measure: () => measureStart(cache) },
  { ids: ['P3'], measure: measureOnceAgainstAz },
  { ids: ['P5'], measure: () => measureKeys('small', quick ? 60 : 300) },
  { ids: ['P5'], measure: () => measureKeys('huge', quick ? 60 : 300) },
  { ids: ['P6'], measure: measureMoves },
  { ids: ['P7', 'P8'], measure: () => measurePolls(quick ? 15 : 60) },
  { ids: ['P9'], measure: () => measureIdle(quick ? 15 : 60) },
  // Less than a minute, and how many polls of 15 s happen to lie in it says more than how many there are.
  { ids: ['P12'], measure: () => measureRequests(60) },
  { ids: ['P13'], measure: measureMerging },
  { ids: ['P14'], measure: measureFilterRows },
  { ids: ['P14'], measure: () => measureFilter(quick ? 60 : 180) },
  { ids: ['P16'], measure: measurePackage },
  { ids: ['P10'], measure: () => measureMemory('small', quick ? 30 : 300) },
  { ids: ['P10'], measure: () => measureMemory('huge', quick ? 60 : 300) },
  { ids: ['P11'], measure: () => measureHeap('small', quick ? 4 : 24) },
  { ids: ['P11'], measure: () => measureHeap('huge', quick ? 2 : 4) },
];

/** Prints every row that is wanted. @returns how many are missed */
const printBudgets = async (): Promise<number> => {
  let missed = 0;
  for (const { ids, measure } of measures) {
    if (wanted.length > 0 && !ids.some((id) => wanted.includes(id))) continue;
    try {
      for (const row of await measure()) {
        console.log(line(row));
        if (!isMet(row)) missed += 1;
      }
    } catch (error) {
      missed += 1;
      console.log(
        `${ids.join(', ')}  NOT MEASURED  ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }
  console.log(missed === 0 ? 'every budget is met' : `${missed} missed`);
  return missed;
};

if (args.includes('growth')) await printGrowth(quick);
else process.exitCode = (await printBudgets()) === 0 ? 0 : 1;
rmSync(cache, { recursive: true, force: true });
