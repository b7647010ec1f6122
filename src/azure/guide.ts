/** Code to take along. Its text is whole: it runs once what it names exists, and holds no secret. */
export type Snippet = {
  /** What it does, and the file to keep it in where that matters. */
  readonly title: string;
  readonly language: 'python' | 'shell' | 'yaml' | 'json' | 'text';
  readonly text: string;
};

export type GuideSection = {
  readonly title: string;
  /** One paragraph each. */
  readonly words: readonly string[];
  readonly snippets: readonly Snippet[];
  /** What was found on this computer belongs here. */
  readonly findings?: true;
};

/** A page to read: what something is for, what to prepare and what to run. */
export type Guide = { readonly title: string; readonly sections: readonly GuideSection[] };
