// Takes a picture of the dashboard, running for real in a terminal of tmux, drawn by Chromium:
//
//   node tooling/capture/dashboard.js OUT.png COLUMNSxROWS SECONDS [KEYS] -- COMMAND [options…]
//
// KEYS are pressed one after the other once the seconds have passed, by tmux's names for them, with
// commas between. The command is of helmholtz, in the directory that this is called from.
import { execFileSync } from "node:child_process";
import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { findChromium } from "@helmholtz/vitest/find-chromium";
import { chromium } from "playwright-core";

const [own, command] = divide(process.argv.slice(2));
const [out = "dashboard.png", size = "120x40", seconds = "20", keys = ""] = own;
const [columns, rows] = size.split("x");
const ESC = "\u001b";
const STYLE_CODE = new RegExp(`(${ESC}\\[[\\d;]*m)`);
const KEY_MS = 700;
const SETTINGS = ["LANG=C.UTF-8", "COLORTERM=truecolor", "TERM=xterm-256color"];
const BRAILLE = /[\u2800-\u28ff]/;
const DOTS = [
  ...[0x01, 0x02, 0x04, 0x40].map((bit, y) => [bit, 0, y]),
  ...[0x08, 0x10, 0x20, 0x80].map((bit, y) => [bit, 1, y]),
];
const BASE = (
  "#1d1f21 #cc6666 #8abe6f #d9b45b #6b9fd4 #b294bb #6fbfb4 #c5c8c6 " +
  "#666a70 #e27878 #a5d58a #f0ca72 #84b6ea #c9abd3 #8ad3c8 #ffffff"
).split(" ");
const program = fileURLToPath(new URL("../../apps/dashboard/dist/cli.js", import.meta.url));
const tmux = (...args) =>
  execFileSync("tmux", ["-L", "helmholtz-capture", ...args], { encoding: "utf8" });

try {
  const start = ["env", "-u", "TMUX", ...SETTINGS, process.execPath, program, ...command];
  tmux("new-session", "-d", "-x", columns, "-y", rows, ...start);
  await sleep(1000 * Number(seconds));
  for (const key of keys.split(",").filter(Boolean)) {
    tmux("send-keys", key);
    await sleep(KEY_MS);
  }
  const screen = tmux("capture-pane", "-p", "-e");
  tmux("send-keys", "C-c");
  await draw(page(screen), resolve(out));
} finally {
  await sleep(1000);
  try {
    tmux("kill-server");
  } catch {
    // It has ended with the program.
  }
}

function divide(args) {
  const at = args.indexOf("--");
  return at < 0 ? [args, ["train"]] : [args.slice(0, at), args.slice(at + 1)];
}

async function draw(html, path) {
  const browser = await chromium.launch({ executablePath: findChromium(), args: ["--no-sandbox"] });
  const tab = await browser.newPage({
    deviceScaleFactor: 2,
    viewport: { width: 2000, height: 1400 },
  });
  await tab.setContent(html);
  await tab.locator("pre").screenshot({ path });
  await browser.close();
}

/** The screen as a page: a span for each stretch of one style. */
function page(screen) {
  const lines = screen.split("\n").map(spans);
  return `<!doctype html><meta charset="utf-8"><style>
    pre { display: inline-block; margin: 0; padding: 12px 16px; background: #16181d; color: #d4d7dd;
      font: 14px/17px "DejaVu Sans Mono", monospace; border-radius: 8px; }
    span, i { display: inline-block; height: 17px; vertical-align: top; font-style: normal; }
    i { width: 1ch; } svg { display: block; width: 1ch; height: 17px; }
  </style><pre>${lines.join("\n")}</pre>`;
}

function spans(line) {
  const style = { color: "", background: "", bold: false, dim: false };
  return line
    .split(STYLE_CODE)
    .map((part) => {
      if (!part.startsWith(ESC)) return part && span(style, part);
      apply(style, part.slice(2, -1).split(";").map(Number));
      return "";
    })
    .join("");
}

function span({ color, background, bold, dim }, text) {
  const css = [
    color && `color:${color}`,
    background && `background:${background}`,
    bold && "font-weight:bold",
    dim && "opacity:.6",
    `width:${[...text].length}ch`,
  ];
  const drawn = BRAILLE.test(text) ? [...text].map(cell).join("") : asText(text);
  return `<span style="${css.filter(Boolean).join(";")}">${drawn}</span>`;
}

// No font has braille as wide as its letters, which would move all that follows.
function cell(character) {
  const mask = BRAILLE.test(character) ? character.codePointAt(0) - 0x2800 : 0;
  const dots = DOTS.filter(([bit]) => mask & bit).map(
    ([, x, y]) =>
      `<circle cx="${2.1 + 4.2 * x}" cy="${2.1 + 4.25 * y}" r="1.15" fill="currentColor"/>`,
  );
  const inner = mask ? `<svg viewBox="0 0 8.43 17">${dots.join("")}</svg>` : asText(character);
  return `<i>${inner}</i>`;
}

function asText(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

function apply(style, codes) {
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i];
    if (code === 0) Object.assign(style, { color: "", background: "", bold: false, dim: false });
    else if (code === 1) style.bold = true;
    else if (code === 2) style.dim = true;
    else if (code === 22) Object.assign(style, { bold: false, dim: false });
    else if (code === 39) style.color = "";
    else if (code === 49) style.background = "";
    else if (code === 38 || code === 48) {
      const [color, used] = extended(codes.slice(i + 1));
      style[code === 38 ? "color" : "background"] = color;
      i += used;
    } else if (code >= 30 && code < 38) style.color = xterm(code - 30);
    else if (code >= 40 && code < 48) style.background = xterm(code - 40);
    else if (code >= 90 && code < 98) style.color = xterm(code - 82);
  }
}

function extended([kind, ...values]) {
  if (kind === 5) return [xterm(values[0]), 2];
  return [`rgb(${values.slice(0, 3)})`, 4];
}

/** A colour of xterm's 256. */
function xterm(n) {
  if (n >= 232) return `rgb(${Array(3).fill(8 + 10 * (n - 232))})`;
  if (n < 16) return BASE[n];
  const level = (i) => (i === 0 ? 0 : 55 + 40 * i);
  const i = n - 16;
  return `rgb(${[Math.floor(i / 36), Math.floor(i / 6) % 6, i % 6].map(level)})`;
}
