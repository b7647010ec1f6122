/** The connection ends without an answer, or in the middle of one: whoever carries the answer destroys it. */
export class ConnectionCut extends Error {
  override readonly name = 'ConnectionCut';
}
