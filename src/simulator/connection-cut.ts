/** Thrown by a handler, or out of the body of its answer, to have the connection cut where it stands. Only a server can. */
export class ConnectionCut extends Error {
  override readonly name = 'ConnectionCut';
}
