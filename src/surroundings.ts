/** What is around the program, passed in so that what is decided by it is a function. */
export type Surroundings = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly folder: string;
  readonly home: string;
  /** The text of a file; undefined when it is not there or cannot be read. */
  readonly read: (path: string) => string | undefined;
};
