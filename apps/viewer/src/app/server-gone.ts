/** What to say where the server of the page does not answer. */
export const SERVER_GONE: string = /^(127\.0\.0\.1|localhost|\[::1\])$/.test(location.hostname)
  ? "The viewer's server has stopped. Start it again with `helmholtz view`."
  : "The server of this page does not answer. Try again when it is back.";

/** Whether the server of the page answers now, whatever it says. */
export async function isServerThere(): Promise<boolean> {
  try {
    await fetch(new URL(".", document.baseURI), { method: "HEAD", cache: "no-store" });
    return true;
  } catch {
    return false;
  }
}
