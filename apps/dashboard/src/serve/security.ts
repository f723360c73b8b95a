import type { IncomingMessage } from "node:http";

const policy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "worker-src 'self' blob:",
  "connect-src 'self'",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/**
 * Headers of every answer: nothing from elsewhere is loaded, nobody else may embed or read it, and
 * the page may share memory with its workers.
 */
export const securityHeaders: readonly (readonly [name: string, value: string])[] = [
  ["Content-Security-Policy", policy],
  ["Cross-Origin-Opener-Policy", "same-origin"],
  ["Cross-Origin-Embedder-Policy", "require-corp"],
  ["Cross-Origin-Resource-Policy", "same-origin"],
  ["X-Content-Type-Options", "nosniff"],
  ["Referrer-Policy", "no-referrer"],
];

/**
 * Whether a request is not from a page of this server: asked for under a name that is not this
 * machine's, as when a stranger's name is pointed at it, or sent by a page of another origin.
 */
export function isForeign({ headers }: IncomingMessage, port: number): boolean {
  const hosts = ["127.0.0.1", "localhost", "[::1]"].flatMap((name) =>
    // Browsers leave out the port of plain http.
    port === 80 ? [name, `${name}:80`] : [`${name}:${port}`],
  );
  const { host, origin } = headers;
  if (host === undefined || !hosts.includes(host.toLowerCase())) return true;
  return origin !== undefined && !hosts.some((name) => origin === `http://${name}`);
}
