import { createHttpHeaders, createPipelineRequest, type PipelineResponse } from '@azure/core-rest-pipeline';
import type { Answer } from '../problem.ts';
import type { LogPart } from '../runs.ts';
import { classifyAnswer, classifyThrown } from './classify.ts';
import type { ArmClient } from './client.ts';
import { printable } from './headers.ts';

/** The most that one answer brings. */
const partBytes = 512 * 1024;

/** What is asked for first when only the end of a file is wanted: a short one is then whole. */
const firstLookBytes = 64 * 1024;

type Stream = NonNullable<PipelineResponse['readableStreamBody']>;

/** So many bytes of a stream behind those that are passed over; the stream ends there. `ended` tells that it had no more. */
const take = async (
  stream: Stream | undefined,
  skip: number,
  most: number,
): Promise<{ readonly bytes: Uint8Array; readonly ended: boolean }> => {
  const kept: Uint8Array[] = [];
  let [passed, held] = [0, 0];
  let ended = true;
  for await (const raw of stream ?? []) {
    const chunk = typeof raw === 'string' ? Buffer.from(raw) : raw;
    const rest = chunk.subarray(Math.max(0, skip - passed));
    passed += chunk.length;
    if (rest.length === 0) continue;
    kept.push(rest.subarray(0, most - held));
    held += Math.min(rest.length, most - held);
    if (held >= most) {
      ended = false;
      break;
    }
  }
  return { bytes: Buffer.concat(kept), ended };
};

const lengthIn = (range: string | undefined): number | undefined => {
  const [, length] = /\/(\d+)$/u.exec(range ?? '') ?? [];
  return length === undefined ? undefined : Number(length);
};

const readOnce = async (
  client: ArmClient,
  url: string,
  from: number,
  most: number,
  signal: AbortSignal,
): Promise<Answer<LogPart>> => {
  const response = await client.sendRequest(
    createPipelineRequest({
      url,
      method: 'GET',
      headers: createHttpHeaders({ range: `bytes=${from}-${from + most - 1}` }),
      // Every answer is streamed: a storage that knows no ranges must not fill the memory with the whole file.
      streamResponseStatusCodes: new Set([Number.POSITIVE_INFINITY]),
      abortSignal: signal,
    }),
  );
  const { status, headers, readableStreamBody: stream } = response;
  const length = lengthIn(headers.get('content-range'));
  if (status === 206) {
    const { bytes } = await take(stream, 0, most);
    return { ok: true, value: { from, bytes, length: length ?? from + bytes.length } };
  }
  if (status === 200) {
    const { bytes, ended } = await take(stream, from, most);
    const whole = Number(headers.get('content-length') ?? Number.NaN);
    const least = from + bytes.length;
    return {
      ok: true,
      value: { from, bytes, length: Number.isNaN(whole) ? least + (ended ? 0 : 1) : whole },
    };
  }
  await take(stream, 0, 1);
  // There is nothing from there on, yet.
  if (status === 416) return { ok: true, value: { from, bytes: new Uint8Array(), length: length ?? from } };
  const code = printable(headers.get('x-ms-error-code')) ?? '';
  return {
    ok: false,
    problem: classifyAnswer(status, headers, {
      error: { code, message: 'The storage account refuses the log file.' },
    }),
  };
};

/**
 * Reads a part of a file in storage by the address that is its own proof, from an offset on (HTTP ranges, which Azure Storage has for every
 * file). Never rejects; no problem says anything of the address.
 *
 * @param tail the offset is brought forward so that no more than so many bytes are left
 */
export const readPart = async (
  client: ArmClient,
  url: string,
  wanted: { readonly from: number; readonly tail?: number },
  timeoutMs: number,
  signal: AbortSignal,
): Promise<Answer<LogPart>> => {
  const late = AbortSignal.timeout(timeoutMs);
  const either = AbortSignal.any([signal, late]);
  const { from, tail } = wanted;
  try {
    const first = await readOnce(client, url, from, tail === undefined ? partBytes : firstLookBytes, either);
    if (!first.ok || tail === undefined || first.value.length - from <= tail) return first;
    return await readOnce(client, url, first.value.length - tail, partBytes, either);
  } catch (thrown) {
    if (signal.aborted) return { ok: false, problem: { kind: 'aborted' } };
    if (late.aborted) return { ok: false, problem: { kind: 'unreachable', reason: 'timeout' } };
    return { ok: false, problem: classifyThrown(thrown) };
  }
};
