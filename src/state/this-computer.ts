/** What was found of Docker here. */
export type DockerFinding =
  | { readonly is: 'answers'; readonly version: string }
  /** The program is there, but the engine behind it does not answer. `words` are its own. */
  | { readonly is: 'no-engine'; readonly words: string }
  | { readonly is: 'missing' }
  | { readonly is: 'silent'; readonly afterMs: number }
  | { readonly is: 'unclear'; readonly words: string };

/** What was found of a port of this computer. */
export type PortFinding =
  | { readonly is: 'free'; readonly port: number }
  /** `free` is another one, if one near by is free. */
  | { readonly is: 'taken'; readonly port: number; readonly free?: number }
  | { readonly is: 'unclear'; readonly port: number; readonly words: string };

/** Looks at the computer that the program runs on. Neither call rejects, and both end within seconds, or when aborted. */
export type ThisComputer = {
  readonly docker: (signal: AbortSignal) => Promise<DockerFinding>;
  readonly port: (port: number, signal: AbortSignal) => Promise<PortFinding>;
};

/** What is known of this computer; what is absent is being looked at. */
export type ComputerLook = { readonly docker?: DockerFinding; readonly port?: PortFinding };

/** The port of Microsoft's own examples of a local web service. */
export const servicePort = 8890;

/** The port that code is written for: the wanted one, or the free one near by. */
export const portOf = (look: ComputerLook | undefined): number =>
  look?.port?.is === 'taken' ? (look.port.free ?? servicePort) : servicePort;
