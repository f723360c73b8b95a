import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { appendFile, mkdir, rename, symlink, truncate, utimes, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { hostname } from "node:os";
import { dirname, join } from "node:path";
import { launchChromium } from "@helmholtz/vitest/browser";
import { describe, expect, onTestFinished, test } from "vitest";
import { listRuns } from "../../src/serve/list-runs.ts";
import { serveViewer } from "../../src/serve/serve-viewer.ts";
import { complaint, helmholtz, PROGRAM, succeed, temporaryDirectory } from "./helmholtz.ts";

describe("the viewer's server", () => {
  test("lists the runs in a folder afresh, by the path of each", async () => {
    const { url, runs } = await served({
      "runs/b/run.json": "{}",
      "runs/a/seed 1/run.json": "{}",
      "runs/a/seed 1/inner/run.json": "{}",
      "runs/node_modules/x/run.json": "{}",
      "runs/.hidden/run.json": "{}",
      "runs/notes.txt": "",
    });
    const list = async () =>
      ((await (await fetch(`${url}runs/index.json`)).json()) as { runs: { id: string }[] }).runs;
    const told = { updated: expect.any(Number), written: expect.any(Boolean) };
    expect(await list()).toEqual([
      { id: "a/seed 1", name: "seed 1", ...told },
      { id: "b", name: "b", ...told },
    ]);
    await write(runs, { "c/run.json": "{}" });
    expect((await list()).map(({ id }) => id)).toEqual(["a/seed 1", "b", "c"]);
  });

  test("serves the files of a run, and nothing else that lies beside them", async () => {
    const { get } = await served({
      "runs/a b/run.json": "record",
      "runs/a b/events.jsonl": "log",
      "runs/a b/checkpoints/000000000000.safetensors": "first",
      "runs/a b/checkpoints/000000001500.safetensors": "second",
      "runs/a b/checkpoints/notes.safetensors": "no",
      "runs/a b/secret.json": "no",
    });
    expect(await get("/runs/a%20b/run.json")).toMatchObject({ status: 200, body: "record" });
    expect(await get("/runs/a%20b/events.jsonl")).toMatchObject({ status: 200, body: "log" });
    const index = await get("/runs/a%20b/checkpoints/index.json");
    expect(JSON.parse(index.body)).toEqual([0, 1500]);
    const checkpoint = await get("/runs/a%20b/checkpoints/000000001500.safetensors");
    expect(checkpoint).toMatchObject({ status: 200, body: "second" });
    for (const path of ["secret.json", "checkpoints/notes.safetensors", "checkpoints", ""]) {
      expect(await get(`/runs/a%20b/${path}`)).toMatchObject({ status: 404, body: "" });
    }
  });

  test("serves a run that is given by itself, and not its neighbours", async () => {
    const { get } = await served({ "a/run.json": "a", "b/run.json": "b" }, { runs: "a" });
    const [run] = JSON.parse((await get("/runs/index.json")).body).runs;
    expect(run.name).toBe("a");
    expect(await get(`/runs/${run.id}/run.json`)).toMatchObject({ status: 200, body: "a" });
    expect(await get("/runs/b/run.json")).toMatchObject({ status: 404 });
  });

  test("says which folder it lists, also before it is there, and lists what comes", async () => {
    const { get, runs } = await served({});
    const list = async () => JSON.parse((await get("/runs/index.json")).body);
    expect(await list()).toEqual({ folder: runs, runs: [] });
    expect(await get("/runs/a/run.json")).toMatchObject({ status: 404 });
    await write(runs, { "a/run.json": "{}" });
    expect(await list()).toMatchObject({ folder: runs, runs: [{ id: "a" }] });
    expect(await get("/runs/a/run.json")).toMatchObject({ status: 200 });
  });

  test("knows whether a process writes a run, and soon that it was killed", async () => {
    const { get, runs } = await served({ "runs/a/run.json": "{}", "runs/piped/run.json": "{}" });
    const long = new Date(Date.now() - 60_000);
    for (const run of ["a", "piped"]) await utimes(join(runs, run, "run.json"), long, long);
    execFileSync("mkfifo", [join(runs, "piped/writer.lock")]);
    const written = async () =>
      JSON.parse((await get("/runs/index.json")).body).runs.map(
        (run: { written: boolean }) => run.written,
      );
    const writer = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
    const time = new Date(Date.now() + 1000).toISOString();
    const lock = JSON.stringify({ pid: writer.pid, host: hostname(), time });
    await write(runs, { "a/writer.lock": lock });
    expect(await written()).toEqual([true, false]);
    writer.kill("SIGKILL");
    await once(writer, "exit");
    expect(await written()).toEqual([false, false]);
    // What was written just now may not have been read to its end.
    await write(runs, { "a/events.jsonl": "{}\n" });
    expect(await written()).toEqual([true, false]);
  });

  test.each([
    "/runs/../outside/run.json",
    "/runs/%2e%2e/outside/run.json",
    "/runs/..%2foutside/run.json",
    "/runs/..%5coutside/run.json",
    "/runs/a/..%2f..%2foutside/run.json",
    "/runs/%252e%252e/outside/run.json",
    "/runs//run.json",
    "/runs/a%00/run.json",
    "/runs/%ff/run.json",
    "/runs/leads-out/run.json",
    "/runs/file-leads-out/run.json",
    "/runs/checkpoints-lead-out/checkpoints/index.json",
    "/runs/checkpoints-lead-out/checkpoints/000000000000.safetensors",
    "/runs/.hidden/run.json",
    "/../outside/run.json",
    "/%2e%2e/outside/run.json",
    "/..%2foutside/run.json",
  ])("gives nothing for %s", async (path) => {
    const { get, runs, folder } = await served({
      "outside/run.json": "secret",
      "outside/checkpoints/000000000000.safetensors": "secret",
      "runs/.hidden/run.json": "secret",
      "runs/file-leads-out/events.jsonl": "",
      "runs/checkpoints-lead-out/run.json": "",
    });
    await symlink(join(folder, "outside"), join(runs, "leads-out"));
    await symlink(join(folder, "outside/run.json"), join(runs, "file-leads-out/run.json"));
    const checkpoints = join(runs, "checkpoints-lead-out/checkpoints");
    await symlink(join(folder, "outside/checkpoints"), checkpoints);
    expect(await get(path)).toMatchObject({ status: 404, body: "" });
  });

  test("does not wait for a pipe in the place of a file", async () => {
    const { get, runs } = await served({ "runs/a/run.json": "{}" });
    execFileSync("mkfifo", [join(runs, "a/events.jsonl")]);
    expect(await get("/runs/a/events.jsonl")).toMatchObject({ status: 404 });
  });

  test("answers only to this machine's names with its port", async () => {
    const { get, port } = await served({ "runs/a/run.json": "record" });
    const status = async (host: string) => (await get("/runs/a/run.json", { Host: host })).status;
    for (const name of ["127.0.0.1", "localhost", "LOCALHOST", "[::1]"]) {
      expect(await status(`${name}:${port}`)).toBe(200);
    }
    for (const host of [
      "evil.example",
      `evil.example:${port}`,
      "localhost",
      `localhost:${port + 1}`,
      "",
    ]) {
      expect(await status(host)).toBe(403);
    }
    expect(await send(port, "GET / HTTP/1.0\r\n\r\n")).toMatchObject({ status: 403, body: "" });
  });

  test("refuses pages of other origins, other methods and other targets", async () => {
    const { get, port } = await served({});
    const own = await get("/", { Origin: `http://127.0.0.1:${port}` });
    expect(own.status).toBe(200);
    for (const origin of ["http://evil.example", "null", `https://127.0.0.1:${port}`]) {
      expect(await get("/", { Origin: origin })).toMatchObject({ status: 403, body: "" });
    }
    const asked = (line: string) =>
      send(port, `${line} HTTP/1.1\r\nHost: localhost:${port}\r\nConnection: close\r\n\r\n`);
    expect((await asked("POST /")).status).toBe(405);
    expect((await asked("OPTIONS *")).status).toBe(405);
    expect((await asked(`GET http://localhost:${port}/`)).status).toBe(400);
  });

  test("protects every answer with the same headers", async () => {
    const { get } = await served({ "runs/a/run.json": "{}" });
    for (const path of [
      "/",
      "/missing",
      "/runs/index.json",
      "/runs/a/run.json",
      "/runs/x/run.json",
    ]) {
      const { headers } = await get(path);
      expect(headers).toMatchObject({
        "content-security-policy": expect.stringMatching(
          /^default-src 'none'; script-src 'self' 'wasm-unsafe-eval';/,
        ),
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-embedder-policy": "require-corp",
        "cross-origin-resource-policy": "same-origin",
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
      });
      expect(headers["content-security-policy"]).not.toMatch(/unsafe-inline|'unsafe-eval'/);
    }
  });

  test("reads a log by ranges while it grows", async () => {
    const { get, runs } = await served({ "runs/a/run.json": "{}", "runs/a/events.jsonl": "one\n" });
    const log = join(runs, "a/events.jsonl");
    const range = (bytes: string) => get("/runs/a/events.jsonl", { Range: `bytes=${bytes}` });
    expect(await range("0-")).toMatchObject({ status: 206, body: "one\n" });
    expect(await range("4-")).toMatchObject({ status: 416 });
    await appendFile(log, "two\n");
    const rest = await range("4-");
    expect(rest).toMatchObject({ status: 206, body: "two\n" });
    expect(rest.headers).toMatchObject({
      "content-range": "bytes 4-7/8",
      "cache-control": "no-store",
    });
    expect(await range("2-4")).toMatchObject({ status: 206, body: "e\nt" });
    expect(await range("6-1000")).toMatchObject({ status: 206, body: "o\n" });
    expect(await range("-3")).toMatchObject({ status: 206, body: "wo\n" });
    for (const nonsense of ["5-2", "-", "0-1,4-5", "x"]) {
      expect(await range(nonsense)).toMatchObject({ status: 200, body: "one\ntwo\n" });
    }
    await truncate(log, 0);
    const none = await range("8-");
    expect(none.headers["content-range"]).toBe("bytes */0");
    expect(await get("/runs/a/events.jsonl")).toMatchObject({ status: 200, body: "" });
  });

  test("tells a file's size without its bytes", async () => {
    const { url } = await served({ "runs/a/run.json": "{}", "runs/a/events.jsonl": "12345" });
    const head = await fetch(`${url}runs/a/events.jsonl`, { method: "HEAD" });
    expect(head.headers.get("content-length")).toBe("5");
  });

  test("survives a range that runs backwards on the page itself", async () => {
    const { get } = await served({});
    expect(await get("/", { Range: "bytes=5-2" })).toMatchObject({ status: 200 });
    expect(await get("/")).toMatchObject({ status: 200, body: "<!doctype html>" });
  });

  test("shows a page that was built again meanwhile", async () => {
    const { get, folder } = await served({});
    await writeFile(join(folder, "site/new.html"), "new");
    await rename(join(folder, "site/new.html"), join(folder, "site/index.html"));
    expect(await get("/")).toMatchObject({ status: 200, body: "new" });
  });

  test("stops the search of a huge folder, says so, and answers others meanwhile", async () => {
    const { get, runs } = await served({ "runs/a/run.json": "{}" });
    const many = join(runs, "many");
    await mkdir(many);
    const names = Array.from({ length: 12_000 }, (_, index) => join(many, String(index)));
    execFileSync("xargs", ["mkdir"], { input: names.join("\n") });
    const { cut, runs: found } = await listRuns(runs);
    expect({ cut, first: found[0]?.id }).toEqual({ cut: true, first: "a" });
    const list = get("/runs/index.json");
    const asked = performance.now();
    await get("/runs/a/run.json");
    expect(performance.now() - asked).toBeLessThan(500);
    expect((await list).status).toBe(200);
  });
});

describe("helmholtz view", () => {
  test("prints the address and serves until Ctrl-C", async () => {
    const cwd = await temporaryDirectory();
    await write(cwd, { "runs/a/run.json": "{}" });
    const answers: Promise<Response>[] = [];
    const outcome = await helmholtz(["view", "--no-open", "--port", "0"], {
      cwd,
      onLine(url, child) {
        if (!url.startsWith("http")) return;
        const answer = fetch(new URL("/runs/index.json", url));
        answers.push(answer);
        answer.finally(() => child.kill("SIGINT"));
      },
    });
    expect(outcome).toMatchObject({ code: 130, signal: null, stderr: "" });
    const [address, place] = outcome.stdout.split("\n");
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#\/results$/);
    expect(place).toBe(`Runs of ${join(cwd, "runs")}: 1 by now; new ones appear by themselves`);
    expect((await answers[0])?.status).toBe(200);
  });

  test("says which port is taken, and takes the next where none was asked for", async () => {
    const { port } = await served({});
    const line = await complaint(1, ["view", "--no-open", "--port", String(port)]);
    expect(line).toBe(`helmholtz: view: port ${port} is taken; give another --port, or 0 for any`);
    const ports: string[] = [];
    const view = (onPort?: (stop: () => void) => void) =>
      helmholtz(["view", "--no-open"], {
        onLine(url, child) {
          if (!url.startsWith("http")) return;
          const stop = () => child.kill("SIGINT");
          ports.push(new URL(url).port);
          if (onPort) onPort(stop);
          else stop();
        },
      });
    await view((stop) => view().then(stop));
    expect(new Set(ports).size).toBe(2);
  });

  test("says what is wrong with a folder or a port", async () => {
    const cwd = await temporaryDirectory();
    await write(cwd, { file: "" });
    expect(await complaint(1, ["view", "missing"], { cwd })).toMatch(
      /missing: a run or a folder of runs is needed, there is none; give another path$/,
    );
    expect(await complaint(1, ["view", "file"], { cwd })).toMatch(
      /it is a file; give another path$/,
    );
    expect(await complaint(2, ["view", "--port", "65536"], { cwd })).toMatch(
      /A port is at most 65535/,
    );
  });

  test("watches a folder that is not there yet, says which, and shows what comes, as the terminal does", async (context) => {
    await using browser = await launchChromium(context);
    const cwd = await temporaryDirectory();
    const runs = join(cwd, "runs");
    const faults: unknown[] = [];
    const outcome = await helmholtz(["view", "--no-open", "--port", "0"], {
      cwd,
      async onLine(url, child) {
        if (!url.startsWith("http")) return;
        try {
          const page = await browser.newPage();
          await page.goto(new URL("/#/results?columns=state,speed", url).href);
          const place = page.getByText(/^Runs of …\/runs: none yet/);
          await place.waitFor();
          expect(await place.locator("[title]").getAttribute("title")).toBe(runs);
          const small = ["--data", "bars", "--hidden", "6,2", "--steps", "20000"];
          const { stdout } = await succeed(["train", ...small, "--out", "runs/mine", "--plain"], {
            cwd,
          });
          const row = page.locator("tbody tr", { hasText: "mine" });
          await row.getByText("done").waitFor();
          const number = (text: string | undefined) => Number(text?.replaceAll(",", ""));
          const said = number(/speed +([\d,]+) images\/s/.exec(stdout)?.[1]);
          const shown = number((await row.locator("td").last().textContent()) ?? "");
          // By two clocks: the terminal's, and the times in the log.
          expect(Math.abs(shown / said - 1)).toBeLessThan(0.1);

          const training = spawnTraining(cwd);
          const killed = page.locator("tbody tr", { hasText: "killed" });
          await killed.getByText("live").waitFor();
          training.kill("SIGKILL");
          await killed.getByText("stalled").waitFor({ timeout: 12_000 });
        } catch (error) {
          faults.push(error);
        } finally {
          child.kill("SIGINT");
        }
      },
    });
    expect(faults).toEqual([]);
    expect(outcome.stdout.split("\n")[1]).toBe(
      `Runs of ${runs}: none yet; \`helmholtz train\` makes one, and the page shows it`,
    );
  }, 60_000);

  test("shows every view without breaking its content security policy", async (context) => {
    await using browser = await launchChromium(context);
    const cwd = await temporaryDirectory();
    const small = ["--data", "bars", "--hidden", "6,2", "--steps", "200"];
    await succeed(["train", ...small, "--out", "runs/bars"], { cwd });
    const said: string[] = [];
    await helmholtz(["view", "--no-open", "--port", "0"], {
      cwd,
      async onLine(url, child) {
        if (!url.startsWith("http")) return;
        try {
          const page = await browser.newPage();
          page.on("console", (message) => message.type() === "error" && said.push(message.text()));
          page.on("pageerror", (error) => said.push(error.message));
          for (const view of ["", "results", "live", "play", "bars", "tour"]) {
            await page.goto(new URL(`/#/${view}`, url).href);
            await page.locator("main h1").waitFor();
            await page.waitForLoadState("networkidle");
          }
          expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
        } catch (error) {
          said.push(String(error));
        } finally {
          child.kill("SIGINT");
        }
      },
    });
    expect(said).toEqual([]);
  });
});

// One that goes on until it is killed.
function spawnTraining(cwd: string): ChildProcess {
  const long = [
    "train",
    "--data",
    "bars",
    "--steps",
    "100000000",
    "--out",
    "runs/killed",
    "--plain",
  ];
  const { INIT_CWD: _, ...env } = process.env;
  const child = spawn(process.execPath, [PROGRAM, ...long], { cwd, env, stdio: "ignore" });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

type Files = Readonly<Record<string, string>>;

async function write(folder: string, files: Files): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

// A server of a small page and of these files until the test is over.
async function served(files: Files, { runs = "runs" }: { runs?: string } = {}) {
  const folder = await temporaryDirectory();
  await write(folder, { "site/index.html": "<!doctype html>", ...files });
  const site = join(folder, "site");
  const { url, close } = await serveViewer({ site, runs: join(folder, runs), port: 0 });
  onTestFinished(close);
  const port = Number(new URL(url).port);
  return {
    url,
    port,
    folder,
    runs: join(folder, "runs"),
    get: (path: string, headers: Record<string, string> = {}) => {
      const lines = Object.entries({ Host: `127.0.0.1:${port}`, Connection: "close", ...headers });
      const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join("");
      return send(port, `GET ${path} HTTP/1.1\r\n${head}\r\n`);
    },
  };
}

// Sends bytes as they are: clients tidy up paths, and refuse headers that a stranger would send.
async function send(port: number, request: string) {
  const socket = connect(port, "127.0.0.1");
  socket.setEncoding("latin1").write(request, "latin1");
  let answer = "";
  for await (const text of socket) answer += text;
  const [head = "", ...body] = answer.split("\r\n\r\n");
  const [first = "", ...lines] = head.split("\r\n");
  const headers = lines.map((line) => /^([^:]+): (.*)$/.exec(line)?.slice(1) ?? ["", ""]);
  return {
    status: Number(first.split(" ")[1]),
    headers: Object.fromEntries(headers.map(([name = "", value]) => [name.toLowerCase(), value])),
    body: body.join("\r\n\r\n"),
  };
}
