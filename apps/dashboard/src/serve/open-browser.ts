import { spawn } from "node:child_process";

/** Opens a page in the user's browser, where there is one; says nothing where there is none. */
export function openBrowser(url: string): void {
  const [command, ...args] = { darwin: ["open"], win32: ["cmd", "/c", "start", ""] }[
    process.platform as string
  ] ?? ["xdg-open"];
  if (command === undefined) return;
  const browser = spawn(command, [...args, url], { detached: true, stdio: "ignore" });
  browser.on("error", () => {});
  browser.unref();
}
