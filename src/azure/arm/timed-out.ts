/** The reason with which a request is cut when no answer has come in time. */
export const timedOut = 'timed out';
