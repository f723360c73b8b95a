import type { ServerResponse } from "node:http";

/** Answers with a status, and nothing else. */
export function refuse(response: ServerResponse, status: number): void {
  response.statusCode = status;
  response.end();
}
