import { isBuiltin } from "node:module";
import { fileURLToPath } from "node:url";
import { build, type Plugin, type Rolldown } from "vite";
import { beforeAll, expect, test } from "vitest";

const nodeImports: string[] = [];
let code: string;

beforeAll(async () => {
  const entry = fileURLToPath(new URL("../../src/index.ts", import.meta.url));
  const [{ output }] = (await build({
    configFile: false,
    logLevel: "silent",
    plugins: [collectNodeImports],
    build: { write: false, lib: { entry, formats: ["es"] } },
  })) as Rolldown.RolldownOutput[];
  code = output.map((chunk) => (chunk.type === "chunk" ? chunk.code : "")).join("\n");
});

test("nothing that index.ts reaches imports a module of Node", () => {
  expect(nodeImports).toEqual([]);
});

test("the bundle for browsers uses no global of Node", () => {
  expect(code).toContain("wake-sleep");
  expect(code.match(nodeGlobals)).toBeNull();
});

// Vite would put an empty module in its place.
const collectNodeImports: Plugin = {
  name: "collect-node-imports",
  enforce: "pre",
  resolveId(source, importer) {
    if (isBuiltin(source)) nodeImports.push(`${importer} imports ${source}`);
  },
};

const nodeGlobals =
  /(?<![.\w$"'-])(process|Buffer|global|require|__dirname|__filename)\b(?!["':])/g;
