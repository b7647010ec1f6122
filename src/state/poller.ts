import type { Clock } from './clock.ts';

/** What an attempt says happens next: ask again in so many milliseconds, or wait until told (signed out, done). */
export type Next = { readonly inMs: number } | 'wait';

/** One question to the service. It turns failures into state and a `Next`; a rejection is a bug and must surface as one. */
export type Attempt = (signal: AbortSignal) => Promise<Next>;

export type PollerOptions = {
  /** Wall time before which nothing may be asked, whoever wants it: the service has asked for a pause. */
  readonly heldUntil?: () => number;
  /** Told after each answer when the next question is due, wall time in ms; undefined when it waits to be told. */
  readonly planned?: (at: number | undefined) => void;
};

/**
 * Asks again and again, one question at a time: the next wait starts after the answer. `refresh` joins a question in
 * flight; `stop` aborts it and nothing fires afterwards. While the service has asked for a pause every question waits for its end.
 */
export class Poller {
  readonly #attempt: Attempt;
  readonly #clock: Clock;
  readonly #options: PollerOptions;
  #running = false;
  /** When the service may be asked again, by the last answer; kept while stopped, so that coming back does not ask too soon. */
  #dueAt: number | undefined;
  #cancelTimer: (() => void) | undefined;
  #flight: { readonly promise: Promise<void>; readonly abort: AbortController } | undefined;

  constructor(attempt: Attempt, clock: Clock, options: PollerOptions = {}) {
    this.#attempt = attempt;
    this.#clock = clock;
    this.#options = options;
  }

  get running(): boolean {
    return this.#running;
  }

  /** Starts asking: at once, or when the last answer's wait is over. Does nothing when it runs already. */
  start(): void {
    if (this.#running) return;
    this.#running = true;
    const waitMs = (this.#dueAt ?? 0) - this.#clock.now();
    if (waitMs > 0) this.#wakeIn(waitMs);
    else void this.refresh();
  }

  /** Stops asking, aborts the question in flight, drops its `Next`. */
  stop(): void {
    this.#running = false;
    this.#forgetTimer();
    this.#flight?.abort.abort();
    this.#flight = undefined;
  }

  /**
   * Asks now (or joins the question in flight) and resolves when it is answered; once the pause is over, and resolves at once, when the
   * service has asked for one. Does nothing while stopped.
   */
  refresh(): Promise<void> {
    if (!this.#running) return Promise.resolve();
    if (this.#flight !== undefined) return this.#flight.promise;
    this.#forgetTimer();
    const heldMs = (this.#options.heldUntil?.() ?? 0) - this.#clock.now();
    if (heldMs > 0) {
      this.#wakeIn(heldMs);
      return Promise.resolve();
    }
    const abort = new AbortController();
    // The attempt begins in a later microtask, so that `#flight` is set before it can call back into this poller.
    const promise = Promise.resolve().then(() => this.#ask(abort));
    this.#flight = { abort, promise };
    return promise;
  }

  /** The question has changed (another cluster, another job): abandon the one in flight and ask the new one, now or once started. */
  restart(): Promise<void> {
    this.#dueAt = undefined;
    if (!this.#running) return Promise.resolve();
    this.stop();
    this.#running = true;
    return this.refresh();
  }

  async #ask(abort: AbortController): Promise<void> {
    const givenUp = (): boolean => abort.signal.aborted;
    if (givenUp()) return;
    const next = await this.#attempt(abort.signal);
    if (givenUp()) return;
    this.#flight = undefined;
    this.#dueAt = next === 'wait' ? undefined : this.#clock.now() + next.inMs;
    if (next !== 'wait') this.#wakeIn(next.inMs);
    this.#options.planned?.(this.#dueAt);
  }

  #wakeIn(waitMs: number): void {
    this.#cancelTimer = this.#clock.after(waitMs, () => void this.refresh());
  }

  #forgetTimer(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
  }
}
