import type { FilterRow } from './filter.ts';

/** How far ahead a row is looked for among those of before: more than this rarely comes or goes at one place. */
const lookAhead = 64;

/**
 * The texts of the rows of one list, by which a filter finds them, each made once. A list of a hundred thousand rows takes about 10 MB
 * of text, so it is made when it is first asked for and given up by `clear`. It is one array beside the rows: a map by row object
 * costs three times as much as the searching itself.
 */
export class RowTexts<Row extends object> implements FilterRow {
  readonly #fields: Readonly<Record<string, (row: Row) => string>>;
  readonly #reads: readonly ((row: Row) => string)[];
  #rows: readonly Row[] = [];
  #texts: (string | undefined)[] = [];
  #at = 0;

  constructor(fields: Readonly<Record<string, (row: Row) => string>>) {
    this.#fields = fields;
    this.#reads = Object.values(fields);
  }

  /** Stands before that row, for a filter to ask about it: no object is made per row. */
  at(index: number): this {
    this.#at = index;
    return this;
  }

  get text(): string {
    const known = this.#texts[this.#at];
    if (known !== undefined) return known;
    const row = this.#rows[this.#at];
    let text = '';
    if (row !== undefined) for (const read of this.#reads) text += `${read(row)}\n`;
    const made = text.slice(0, -1).toLowerCase();
    this.#texts[this.#at] = made;
    return made;
  }

  readonly field = (name: string): string | undefined => {
    const row = this.#rows[this.#at];
    return row !== undefined && Object.hasOwn(this.#fields, name)
      ? this.#fields[name]?.(row).toLowerCase()
      : undefined;
  };

  /** Takes the rows to be asked about. Those that were among the rows before keep their texts: after a refresh nearly all of them. */
  take(rows: readonly Row[]): void {
    if (rows === this.#rows) return;
    const [before, texts] = [this.#rows, this.#texts];
    this.#rows = rows;
    this.#texts = Array.from<string | undefined>({ length: rows.length });
    // Another order of the same rows is found row by row; it is rarer than a refresh.
    let byRow: Map<Row, string> | undefined;
    let from = 0;
    rows.forEach((row, index) => {
      let place = from;
      const end = Math.min(before.length, from + lookAhead);
      while (place < end && before[place] !== row) place += 1;
      if (place < end) {
        this.#texts[index] = texts[place];
        from = place + 1;
      } else if (texts.length > 0) {
        byRow ??= new Map(before.flatMap((old, at) => (texts[at] === undefined ? [] : [[old, texts[at]]])));
        this.#texts[index] = byRow.get(row);
      }
    });
  }

  clear(): void {
    this.#rows = [];
    this.#texts = [];
  }
}
