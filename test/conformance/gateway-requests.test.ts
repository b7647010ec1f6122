import { describe, expect, test } from 'vitest';
import type { PlainResponse } from '#azure/arm/transport.ts';
import { answerFaults } from './answer-faults.ts';
import { methods, recorded, type Entry, type Sent } from './gateway-methods.ts';
import { extraHeaders, outsideNames, outsideOf } from './outside.ts';
import { requestFaults } from './request-faults.ts';
import { readSdkMappers } from './sdk-mappers.ts';
import { readSpecification, skipNote, specificationIsThere } from './specification.ts';

/** What a method asked for: operations and addresses, extra headers of them, operations of which further pages were asked for. */
type Judged = {
  readonly asks: ReadonlySet<string>;
  /** Those of the specification's operations that were answered with what was asked for. */
  readonly served: ReadonlySet<string>;
  readonly headers: ReadonlySet<string>;
  readonly pages: ReadonlySet<string>;
  readonly faults: readonly string[];
  /** Words of the answers that an open enumeration does not list. */
  readonly words: ReadonlySet<string>;
};

const linkIn = ({ body }: PlainResponse): unknown =>
  body === '' ? undefined : (JSON.parse(body) as { readonly nextLink?: unknown }).nextLink;

describe.skipIf(!specificationIsThere)(`requests against the specification${skipNote}`, async () => {
  const mappers = await readSdkMappers();
  const specification = specificationIsThere ? readSpecification() : undefined;

  /** What each request asks for, after it and its answer were compared with the specification. */
  const judge = (sent: readonly Sent[]): Judged => {
    if (specification === undefined) throw new Error('no specification');
    const asks = new Set<string>();
    const served = new Set<string>();
    const headers = new Set<string>();
    const pages = new Set<string>();
    const words = new Set<string>();
    const faults: string[] = [];
    const handedOut = new Map<unknown, string>();
    for (const { request, answer } of sent) {
      // A next page is asked for by the link that the service gave, untouched; its answer is one of the operation that began.
      const begun = handedOut.get(request.url);
      const found = requestFaults(specification, request);
      const operation =
        specification.operations.find(({ operationId }) => operationId === begun) ?? found?.operation;
      if (operation === undefined) {
        const name = outsideOf(request);
        if (name === undefined) faults.push(`${request.method} ${request.url}: not in the specification`);
        asks.add(name ?? request.url);
        continue;
      }
      const { operationId } = operation;
      asks.add(operationId);
      if (answer.status < 300) served.add(operationId);
      if (begun === undefined || found?.operation === operation) {
        for (const fault of found?.faults ?? []) {
          const told = `${operationId} ${fault}`;
          if (told in extraHeaders) headers.add(told);
          else faults.push(told);
        }
      }
      if (begun !== undefined) {
        pages.add(operationId);
        if (request.method !== 'GET' || request.body !== undefined)
          faults.push(`${operationId}: a page is asked for by ${request.method}`);
      }
      const answered = answerFaults(specification, mappers, operation, answer);
      faults.push(...answered.faults);
      for (const word of answered.newWords) words.add(word);
      handedOut.set(linkIn(answer), operationId);
    }
    return { asks, served, headers, pages, faults, words };
  };

  const judged = new Map<Entry, Promise<Judged>>();
  const driven = (entry: Entry): Promise<Judged> => {
    const drive = async (): Promise<Judged> => {
      const bench = recorded(entry);
      await entry.drive(bench);
      return judge(bench.sent);
    };
    const known = judged.get(entry) ?? drive();
    judged.set(entry, known);
    return known;
  };

  const entries = Object.entries(methods).flatMap(([method, list]) =>
    list.map((entry, index) => [list.length === 1 ? method : `${method} (${index + 1})`, entry] as const),
  );
  test.each(entries)('%s asks for what is declared and is answered so', async (_, entry) => {
    const { asks, faults } = await driven(entry);
    expect(faults).toEqual([]);
    expect([...asks].sort()).toEqual([...entry.asks].sort());
  });

  test('every address is served at least once, next pages too, and every exception is needed', async () => {
    const all = await Promise.all(entries.map(([, entry]) => driven(entry)));
    const met = (of: (one: Judged) => ReadonlySet<string>): string[] =>
      [...new Set(all.flatMap((one) => [...of(one)]))].sort();
    const asked = met(({ asks }) => asks);
    const operations = asked.filter((name) => !outsideNames.includes(name));
    expect(asked).toEqual([...operations, ...outsideNames].sort());
    expect(met(({ served }) => served)).toEqual(operations);
    expect(met(({ words }) => words)).toEqual([
      'PaginatedComputeResourcesList.value[].properties.computeType: "Batch" is no value of it',
    ]);
    expect(met(({ headers }) => headers)).toEqual(Object.keys(extraHeaders));
    expect(met(({ pages }) => pages)).toEqual(['Compute_List', 'Compute_ListNodes', 'Jobs_List']);
  });
});
