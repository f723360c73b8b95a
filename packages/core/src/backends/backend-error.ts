/** A backend that cannot be used here, or not for this machine; the message says why. */
export class BackendError extends Error {
  override readonly name = "BackendError";
}
