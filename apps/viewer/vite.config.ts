import { defineConfig } from "vite";

// The built page may lie under any path, and below it every address is a hash.
export default defineConfig({
  base: "./",
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: { target: "es2022", modulePreload: { polyfill: false } },
  worker: { format: "es" },
});
