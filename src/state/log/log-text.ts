import { plain } from '#azure/plain.ts';
import type { LogPart } from '#azure/runs.ts';

/** What is held of a log at the most. */
export const ringLines = 50_000;
export const ringBytes = 5_000_000;

/** No line is held beyond this: the rest of it is left out. */
const longestLine = 16_384;

/** A line without the carriage returns at its end. */
const undrawn = (raw: string): string => {
  let end = raw.length;
  while (end > 0 && raw[end - 1] === '\r') end -= 1;
  return raw.slice(0, end);
};

/** The state that a line was left in by whatever drew it over itself with carriage returns, as progress bars do. */
const lastState = (raw: string): string => {
  const drawn = undrawn(raw);
  return drawn.slice(drawn.lastIndexOf('\r') + 1);
};

/** The line that is being written: what has been drawn over is dropped at once, so that a bar costs no more than its last state. */
const shortened = (raw: string): string =>
  lastState(raw).slice(0, longestLine) + (raw.endsWith('\r') ? '\r' : '');

/**
 * The newest lines of one log file, as they can be drawn: nothing in them can drive a terminal, and only the last state of a progress bar is
 * kept. Mutable on purpose, and outside of the store, like the job index; `version` tells when something has changed. Lines are named by
 * numbers that stay theirs when older ones drop out.
 */
export class LogText {
  #key = '';
  #decoder = new TextDecoder();
  #lines: string[] = [];
  #first = 0;
  #units = 0;
  #pending = '';
  #end: number | undefined;
  #start = 0;
  #isWithinLine = false;
  #version = 0;
  #needle = '';
  #hits: number[] = [];
  #searched = 0;

  get version(): number {
    return this.#version;
  }

  /** The offset in the file from which on it is to be read; undefined before anything was. */
  get end(): number | undefined {
    return this.#end;
  }

  /** The number of the oldest line that is held. */
  get first(): number {
    return this.#first;
  }

  /** One more than the number of the newest line; a line that is still being written is one already. */
  get last(): number {
    return this.#first + this.#lines.length + (lastState(this.#pending) === '' ? 0 : 1);
  }

  /** Whether there was something before the oldest line: in the file when it was opened, or held since. */
  get isCut(): boolean {
    return this.#first > 0 || this.#start > 0;
  }

  line(number: number): string | undefined {
    const at = number - this.#first;
    if (at === this.#lines.length && number < this.last) return plain(lastState(this.#pending));
    return this.#lines[at];
  }

  /** Everything that is held, line by line. */
  whole(): string {
    const pending = this.line(this.#first + this.#lines.length) ?? [];
    return [...this.#lines, pending, ''].flat().join('\n');
  }

  /** Whether it is that of a file. */
  isOf(key: string): boolean {
    return key === this.#key;
  }

  /** Makes it that of a file; nothing of another file is left. */
  open(key: string): void {
    if (key === this.#key) return;
    this.#key = key;
    this.clear();
  }

  /** As before anything was read. */
  clear(): void {
    this.#decoder = new TextDecoder();
    this.#lines = [];
    [this.#first, this.#units, this.#start] = [0, 0, 0];
    this.#pending = '';
    this.#end = undefined;
    this.#isWithinLine = false;
    this.#forgetHits();
    this.#version += 1;
  }

  /** Adds what was read. A file that has become shorter is another one, and begins anew. */
  append({ from, bytes, length }: LogPart): void {
    if (this.#end !== undefined && length < this.#end) {
      this.clear();
      return;
    }
    if (this.#end === undefined) {
      this.#start = from;
      this.#isWithinLine = from > 0;
    }
    this.#end = from + bytes.length;
    if (bytes.length === 0) return;
    this.#take(this.#decoder.decode(bytes, { stream: true }));
    this.#version += 1;
  }

  /** The numbers of the lines that have the text in them, in any case of letters; the oldest first. The line being written is not among them. */
  hits(text: string): readonly number[] {
    const needle = text.toLowerCase();
    if (needle !== this.#needle) {
      this.#forgetHits();
      this.#needle = needle;
      this.#searched = this.#first;
    }
    if (needle === '') return this.#hits;
    const until = this.#first + this.#lines.length;
    for (let number = Math.max(this.#searched, this.#first); number < until; number += 1)
      if (this.#lines[number - this.#first]?.toLowerCase().includes(needle) === true) this.#hits.push(number);
    this.#searched = until;
    if ((this.#hits[0] ?? this.#first) < this.#first)
      this.#hits = this.#hits.filter((number) => number >= this.#first);
    return this.#hits;
  }

  #forgetHits(): void {
    this.#hits = [];
    this.#needle = '';
    this.#searched = 0;
  }

  #take(text: string): void {
    let from = 0;
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', from)) {
      this.#push(this.#pending + text.slice(from, at));
      this.#pending = '';
      from = at + 1;
    }
    this.#pending = shortened(this.#pending + text.slice(from));
    this.#drop();
  }

  #push(raw: string): void {
    if (this.#isWithinLine) {
      // Where reading began in the middle of a line, that line is left out.
      this.#isWithinLine = false;
      return;
    }
    const line = plain(lastState(raw).slice(0, longestLine));
    this.#lines.push(line);
    this.#units += line.length + 1;
  }

  /** Drops the oldest lines above the bounds, some more at once than it must, so that it is not done line by line. */
  #drop(): void {
    if (this.#lines.length <= ringLines && this.#units <= ringBytes) return;
    let count = 0;
    while (
      this.#lines.length - count > ringLines * 0.95 ||
      (this.#units > ringBytes * 0.95 && count < this.#lines.length)
    ) {
      this.#units -= (this.#lines[count]?.length ?? 0) + 1;
      count += 1;
    }
    this.#lines.splice(0, count);
    this.#first += count;
  }
}

const texts = new WeakMap<object, LogText>();

/** The log text that belongs to a store: one at a time. */
export const logTextOf = (store: object): LogText => {
  const known = texts.get(store);
  if (known !== undefined) return known;
  const made = new LogText();
  texts.set(store, made);
  return made;
};

/** Another log than the one that is held. */
const nothing = new LogText();

/** The lines of a file if they are those that are held; none otherwise. */
export const heldText = (store: object, key: string): LogText => {
  const text = logTextOf(store);
  return text.isOf(key) ? text : nothing;
};
