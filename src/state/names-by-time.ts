type Chunk = { readonly times: number[]; readonly names: string[] };

/** Chunks are split when they are longer: short enough that making room in one costs next to nothing. */
const longestChunk = 512;

/** The first index at which `isBefore` no longer holds, in 0..length; where it holds, it holds for all before too. */
const firstNot = (length: number, isBefore: (index: number) => boolean): number => {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
};

const isBefore = ({ times, names }: Chunk, index: number, time: number, name: string): boolean => {
  const other = times[index] ?? Infinity;
  return other < time || (other === time && (names[index] ?? '') < name);
};

/**
 * Names in the order of their times, such that adding, removing and finding those of a span of time cost the same among a
 * hundred thousand as among a thousand: sorted chunks of bounded length, themselves in order.
 */
export class NamesByTime {
  readonly #chunks: Chunk[] = [];

  /** Adds a name that is not there yet under that time. */
  add(time: number, name: string): void {
    const at = Math.min(this.#chunkOf(time, name), Math.max(0, this.#chunks.length - 1));
    const chunk = this.#chunks[at];
    if (chunk === undefined) {
      this.#chunks.push({ times: [time], names: [name] });
      return;
    }
    const index = firstNot(chunk.times.length, (each) => isBefore(chunk, each, time, name));
    chunk.times.splice(index, 0, time);
    chunk.names.splice(index, 0, name);
    if (chunk.times.length <= longestChunk) return;
    const half = longestChunk >>> 1;
    this.#chunks.splice(at + 1, 0, { times: chunk.times.splice(half), names: chunk.names.splice(half) });
  }

  /** Removes a name from under the time that it was added with. */
  remove(time: number, name: string): void {
    const at = this.#chunkOf(time, name);
    const chunk = this.#chunks[at];
    if (chunk === undefined) return;
    const index = firstNot(chunk.times.length, (each) => isBefore(chunk, each, time, name));
    if (chunk.times[index] !== time || chunk.names[index] !== name) return;
    chunk.times.splice(index, 1);
    chunk.names.splice(index, 1);
    if (chunk.times.length === 0) this.#chunks.splice(at, 1);
  }

  /** The names later than `after` and earlier than `before`, in order. The answer is a copy: it may be changed meanwhile. */
  between(after: number, before: number): readonly string[] {
    const found: string[] = [];
    let at = firstNot(this.#chunks.length, (each) => (this.#chunks[each]?.times.at(-1) ?? Infinity) <= after);
    for (let chunk = this.#chunks[at]; chunk !== undefined; chunk = this.#chunks[at]) {
      const { times, names } = chunk;
      const from = firstNot(times.length, (each) => (times[each] ?? Infinity) <= after);
      const to = firstNot(times.length, (each) => (times[each] ?? Infinity) < before);
      for (let index = from; index < to; index += 1) found.push(names[index] ?? '');
      if (to < times.length) break;
      at += 1;
    }
    return found;
  }

  /** How many names are later than `time`. */
  countAfter(time: number): number {
    let count = 0;
    for (let at = this.#chunks.length - 1; at >= 0; at -= 1) {
      const times = this.#chunks[at]?.times ?? [];
      const upTo = firstNot(times.length, (index) => (times[index] ?? Infinity) <= time);
      count += times.length - upTo;
      if (upTo > 0) break;
    }
    return count;
  }

  clear(): void {
    this.#chunks.length = 0;
  }

  /** The first chunk that does not end before this. */
  #chunkOf(time: number, name: string): number {
    return firstNot(this.#chunks.length, (each) => {
      const chunk = this.#chunks[each];
      return chunk !== undefined && isBefore(chunk, chunk.times.length - 1, time, name);
    });
  }
}
