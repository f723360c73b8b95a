/** A backend that cannot be used here, or not for this machine; the message says why. */
export class BackendError extends Error {
  override readonly name = "BackendError";
}

/** A backend that worked, and has lost what it computed on, with everything that was there. */
export class LostBackendError extends BackendError {}
