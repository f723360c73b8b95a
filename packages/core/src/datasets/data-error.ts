/** Data that cannot be used as it is. The message is one line for the user: where, what was needed, what came, what to do. */
export class DataError extends Error {
  override readonly name = "DataError";
}
