/** The system's code of an error, `ENOENT`. The error may come from another realm, as all of Node's do in jest, so its class says nothing. */
export function errorCode(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
