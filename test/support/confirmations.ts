/** The button of a plan for several. */
const sendsAll = String.raw`\[ Send \d+ \]  Enter sends one after the other`;

/** What must have been on the screen, and marked, for Enter to send a request; undefined for what changes nothing. */
export const confirmationOf = (method: string, url: string): RegExp | undefined => {
  const action = /\/(start|stop|restart)\?/u.exec(url)?.[1];
  if (method === 'POST' && action !== undefined)
    return new RegExp(`› ${action} [^]*Enter does what is marked|${sendsAll}`, 'u');
  if (method === 'POST' && /\/jobs\/[^/]+\/cancel\?/u.test(url))
    return /› \[ Cancel the job \][^]*Enter does what is marked/u;
  if (method === 'PUT') return /\[ Send \]  Enter sends it|\[ Overwrite \]  Enter does it/u;
  if (method === 'PATCH')
    return /\[ Send \]  Enter sends it|\[ Recycle \]  Enter does it|\[ Restore \]  Enter sends it/u;
  return method === 'DELETE'
    ? new RegExp(`\\[ (?:Delete|Detach) \\]  Enter does it|${sendsAll}`, 'u')
    : undefined;
};
