// Takes a picture of the dashboard, running for real in a terminal of tmux, drawn by Chromium:
//
//   node tooling/capture/dashboard.js OUT.png COLUMNSxROWS SECONDS [train options…]
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { findChromium } from "@helmholtz/vitest/find-chromium";
import { chromium } from "playwright-core";

const [out = "dashboard.png", size = "120x36", seconds = "60", ...options] = process.argv.slice(2);
const [columns, rows] = size.split("x");
const ESC = "\u001b";
const STYLE_CODE = new RegExp(`(${ESC}\\[[\\d;]*m)`);
const program = fileURLToPath(new URL("../../apps/dashboard/dist/cli.js", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "helmholtz-capture-"));
const tmux = (...args) =>
  execFileSync("tmux", ["-L", "helmholtz-capture", ...args], { encoding: "utf8" });

try {
  const command = [process.execPath, program, "train", "--out", "runs/digits", ...options];
  tmux("new-session", "-d", "-x", columns, "-y", rows, "-c", folder, ...command);
  await sleep(1000 * Number(seconds));
  const screen = tmux("capture-pane", "-p", "-e");
  tmux("send-keys", "q");
  tmux("send-keys", "y");
  await draw(page(screen), resolve(out));
} finally {
  await sleep(2000);
  rmSync(folder, { recursive: true, force: true });
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
    span { display: inline-block; height: 17px; vertical-align: top; }
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
  const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  return `<span style="${css.filter(Boolean).join(";")}">${escaped}</span>`;
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

const BASE = (
  "#1d1f21 #cc6666 #8abe6f #d9b45b #6b9fd4 #b294bb #6fbfb4 #c5c8c6 " +
  "#666a70 #e27878 #a5d58a #f0ca72 #84b6ea #c9abd3 #8ad3c8 #ffffff"
).split(" ");
