import type * as Printer from '#azure/export/index.ts';

/** What prints actions as code. */
export type CodePrinter = typeof Printer;

let loaded: CodePrinter | undefined;

/** The printer, once it is there: hardly anybody needs it in the first moments. */
export const codePrinter = (): CodePrinter | undefined => loaded;

/** Fetches the printer. Whoever asks for code first waits for it. */
export const loadCodePrinter = async (): Promise<void> => {
  loaded ??= await import('#azure/export/index.ts');
};
