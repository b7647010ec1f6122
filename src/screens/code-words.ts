/** What happened, in a sentence, and what can be done next. A text may quote from the service's own words. */
export type CodeWords = readonly [what: Said, ...next: readonly Said[]];
export type Said = string | ((serviceWords: string) => string);
