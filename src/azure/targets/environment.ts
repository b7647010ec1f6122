import { plain } from '../plain.ts';

/** What an environment variable holds, as a proposal for a field: Microsoft's own examples name them. Empty without it. */
export const fromEnvironment = (name: string) => (): string => plain(process.env[name] ?? '').trim();
