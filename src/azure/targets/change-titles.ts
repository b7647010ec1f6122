/** What can be changed of a compute that exists. */
export type ChangeId = 'scale' | 'identity';

/** How a change is called on the screen. */
export const changeTitles: Readonly<Record<ChangeId, string>> = { scale: 'Scale', identity: 'Identity' };
