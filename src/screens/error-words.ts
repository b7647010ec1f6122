import type { ServiceError } from '#azure/problem.ts';
import { meaningOf } from './explain.ts';
import { serviceWords } from './service-words.ts';

/** What an error of the service means, in plain words where they are known; its own words otherwise. Pages show both. */
export const plainError = (error: ServiceError): string => meaningOf(error) ?? serviceWords(error);
