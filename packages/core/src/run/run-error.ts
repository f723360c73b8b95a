/** A run that cannot be read or written as asked: one line for the user, that says what to do. */
export class RunError extends Error {
  override readonly name = "RunError";
}
