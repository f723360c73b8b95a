import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/**
 * The Chromium or Chrome that the browser tests drive: the one that `CHROMIUM_PATH` names, or else
 * what is installed.
 *
 * @returns {string | undefined} its path
 */
export function findChromium() {
  const { CHROMIUM_PATH, PATH = "" } = process.env;
  const places = CHROMIUM_PATH
    ? [CHROMIUM_PATH]
    : [
        ...PATH.split(delimiter).flatMap((folder) => names.map((name) => join(folder, name))),
        ...applications,
      ];
  return places.find((place) => existsSync(place));
}

/** Why the browser tests cannot run when `findChromium` finds nothing. */
export function missingChromium() {
  const { CHROMIUM_PATH } = process.env;
  return CHROMIUM_PATH
    ? `CHROMIUM_PATH names ${CHROMIUM_PATH}, which is not there`
    : "no Chromium found: install one, or name it in CHROMIUM_PATH";
}

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const applications = [
  "/usr/bin/chromium",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
];
