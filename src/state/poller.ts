import type { Clock } from './clock.ts';

/** What an attempt says happens next: ask again in so many milliseconds, or wait until told (signed out, forbidden, done). */
export type Next = { readonly inMs: number } | 'wait';

/** One question to the service. It turns failures into state and a `Next`; a rejection is a bug and must surface as one. */
export type Attempt = (signal: AbortSignal) => Promise<Next>;

/**
 * Asks again and again, one question at a time: the next wait starts after the answer. `refresh` joins a question in
 * flight; `stop` aborts it and nothing fires afterwards.
 */
export class Poller {
  readonly #attempt: Attempt;
  readonly #clock: Clock;
  #running = false;
  #cancelTimer: (() => void) | undefined;
  #flight: { readonly promise: Promise<void>; readonly abort: AbortController } | undefined;

  constructor(attempt: Attempt, clock: Clock) {
    this.#attempt = attempt;
    this.#clock = clock;
  }

  get running(): boolean {
    return this.#running;
  }

  /** Starts asking, at once. Does nothing when it runs already. */
  start(): void {
    if (this.#running) return;
    this.#running = true;
    void this.refresh();
  }

  /** Stops asking, aborts the question in flight, drops its `Next`. */
  stop(): void {
    this.#running = false;
    this.#forgetTimer();
    this.#flight?.abort.abort();
    this.#flight = undefined;
  }

  /** Asks now (or joins the question in flight) and resolves when it is answered. Does nothing while stopped. */
  refresh(): Promise<void> {
    if (!this.#running) return Promise.resolve();
    if (this.#flight !== undefined) return this.#flight.promise;
    this.#forgetTimer();
    const abort = new AbortController();
    // The attempt begins in a later microtask, so that `#flight` is set before it can call back into this poller.
    const promise = Promise.resolve().then(() => this.#ask(abort));
    this.#flight = { abort, promise };
    return promise;
  }

  /** The question has changed (another cluster, another job): abandon the one in flight and ask the new one. */
  restart(): Promise<void> {
    if (!this.#running) return Promise.resolve();
    this.stop();
    this.#running = true;
    return this.refresh();
  }

  async #ask(abort: AbortController): Promise<void> {
    const next = await this.#attempt(abort.signal);
    if (abort.signal.aborted) return;
    this.#flight = undefined;
    if (next !== 'wait') this.#cancelTimer = this.#clock.after(next.inMs, () => void this.refresh());
  }

  #forgetTimer(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
  }
}
