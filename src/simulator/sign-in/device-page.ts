/** What a person sees who opens the address of a device sign-in. */
export const devicePage = (origin: string): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Sign in to the simulated Azure</title>
<h1>Sign in to the simulated Azure</h1>
<p>This stands for the page where a user enters a code. Nobody has to sign in here; a sign-in is decided by a request:</p>
<pre>curl --cacert CA.PEM -X POST -H 'Content-Type: application/json' -d '{"decision":"approve"}' ${origin}/_simulator/device-codes/CODE</pre>
<p>CODE is the code you were shown, CA.PEM the file the simulator named when it started. "deny" refuses the sign-in.</p>
</html>
`;
