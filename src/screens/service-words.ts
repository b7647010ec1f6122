import type { ServiceError } from '#azure/problem.ts';

/** The service's words on one line: code, message, and what is nested in them. */
export const serviceWords = ({ code, message, details }: ServiceError): string => {
  const own = [code, message].filter((part) => part !== '').join(': ');
  const inner = details.map(serviceWords).filter((part) => part !== '' && !own.includes(part));
  return [own, ...inner].join(' / ');
};

/** The next step where the program itself tries again: true of what it reads, never of what it writes. */
export const waits = 'It is asked again by itself; r asks now.';
export const waitsForAzure = 'Nothing to do: it is asked again when Azure allows it.';
