import type { Job } from '#azure/model.ts';

/** Jobs whose names are one piece of text. */
const pieceRows = 1000;

/** Both names of a job as they are searched, on one line. */
const lineOf = (job: Job): string =>
  `${job.displayName === job.name ? '' : `${job.displayName}\t`}${job.name}`.toLowerCase();

const holdsAll = (line: string, words: readonly string[]): boolean => {
  for (const word of words) if (!line.includes(word)) return false;
  return true;
};

/** The names of some jobs, and the text that holds them, a line each. Not the rows: those are replaced as jobs change. */
type Piece = { readonly names: readonly string[]; readonly text: string };

const pieceOf = (jobs: readonly Job[]): Piece => ({
  names: jobs.map(({ name }) => name),
  text: `\n${jobs.map(lineOf).join('\n')}\n`,
});

/** The jobs of a piece with the words in their names: the text is searched as one, and only up to what is found are its lines counted. */
function* namesWith({ names, text }: Piece, word: string, others: readonly string[]): Generator<string> {
  let [line, from] = [0, 1];
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, from)) {
    for (let end = text.indexOf('\n', from); end < at; end = text.indexOf('\n', from)) {
      line += 1;
      from = end + 1;
    }
    const end = text.indexOf('\n', at);
    const name = names[line];
    if (name !== undefined && (others.length === 0 || holdsAll(text.slice(from, end), others))) yield name;
    line += 1;
    from = end + 1;
  }
}

/**
 * The names of the jobs of one workspace as packed text in lower case, to find jobs by a part of their names: a hundred thousand are a few
 * megabytes, and one search of them takes milliseconds. The text is made a thousand jobs at a time, as they come, so that no search has
 * to make it.
 */
export class JobNames {
  #pieces: Piece[] = [];
  #waiting: Job[] = [];
  #gone = 0;

  /** Takes in a job that is new, or has another name than before. */
  add(job: Job): void {
    this.#waiting.push(job);
    if (this.#waiting.length < pieceRows) return;
    this.#pieces.push(pieceOf(this.#waiting));
    this.#waiting = [];
  }

  /** A job has left the index, or has another name now; its text is passed over from here on. */
  drop(): void {
    this.#gone += 1;
  }

  clear(): void {
    this.#pieces = [];
    this.#waiting = [];
    this.#gone = 0;
  }

  /**
   * Jobs with every one of the words in a name, in the order in which they came, at most `most` of them.
   * @param words in lower case
   * @param now the job of that name as it is now; what it does not know has gone
   */
  find(words: readonly string[], most: number, now: (name: string) => Job | undefined): readonly Job[] {
    // The longest word is the rarest: the others are looked for on its lines only.
    const [longest = '', ...others] = words.toSorted((a, b) => b.length - a.length);
    if (longest === '') return [];
    this.#forget(now);
    const found = new Map<string, Job>();
    for (const piece of [...this.#pieces, pieceOf(this.#waiting)])
      for (const name of namesWith(piece, longest, others)) {
        const job = now(name);
        // Its text may be that of an earlier name.
        if (job === undefined || !holdsAll(lineOf(job), words)) continue;
        found.set(name, job);
        if (found.size >= most) return [...found.values()];
      }
    return [...found.values()];
  }

  /** Makes all text anew when half of what it holds has gone. */
  #forget(now: (name: string) => Job | undefined): void {
    if (this.#gone <= pieceRows || this.#gone * 2 < this.#pieces.length * pieceRows) return;
    const names = new Set([
      ...this.#pieces.flatMap((piece) => piece.names),
      ...this.#waiting.map(({ name }) => name),
    ]);
    this.clear();
    for (const name of names) {
      const job = now(name);
      if (job !== undefined) this.add(job);
    }
  }
}
