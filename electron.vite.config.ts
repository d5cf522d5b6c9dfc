import { resolve } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig } from "electron-vite";
import type { Plugin } from "vite";
import packageJson from "./package.json" with { type: "json" };

const fromRoot = (path: string) => resolve(import.meta.dirname, path);

/** electron-vite makes asset addresses relative, which breaks deep links such as /destinations/d-1. */
const absoluteBase: Plugin = { name: "absolute-base", enforce: "post", config: () => ({ base: "/" }) };

/** headless.js is the package's `bin`. */
const shebang: Plugin = {
  name: "headless-shebang",
  generateBundle(_, bundle) {
    const headless = bundle["headless.js"];
    if (headless?.type === "chunk") headless.code = `#!/usr/bin/env node\n${headless.code}`;
  },
};

/** Of package.json the program wants its version only: the rest is not to be shipped inside the bundle. */
const onlyVersion: Plugin = {
  name: "only-version",
  load: (id) => (id === fromRoot("package.json") ? JSON.stringify({ version: packageJson.version }) : null),
};

// Desktop tests run in an older Electron that lacks node:sqlite: an npm package with the same API stands in, in that build only.
const testSqlite = process.env.PLATE_COURIER_TEST_SQLITE === "1";

/** Not a resolve.alias: what Node has built in counts as external before any alias is looked at. */
const standInSqlite: Plugin = {
  name: "stand-in-sqlite",
  enforce: "pre",
  transform: (code, id) => (id.endsWith("/store/database.ts") ? code.replace('"node:sqlite"', '"@photostructure/sqlite"') : null),
};

export default defineConfig({
  main: {
    plugins: [shebang, onlyVersion, ...(testSqlite ? [standInSqlite] : [])],
    build: {
      target: "node20.18",
      // What package.json lists as dependencies stays in node_modules (natives, electron-store); all else is bundled.
      externalizeDeps: testSqlite ? { include: ["@photostructure/sqlite"] } : true,
      rolldownOptions: {
        input: {
          desktop: fromRoot("src/main/desktop.ts"),
          headless: fromRoot("src/main/headless.ts"),
          // A thread is started from a file, so each is one of its own: see src/main/thread-file.ts.
          "intake-worker": fromRoot("src/main/receiver/intake/worker.ts"),
          "store-worker": fromRoot("src/main/store/side-worker.ts"),
        },
        output: { format: "es", entryFileNames: "[name].js", chunkFileNames: "chunks/[name]-[hash].js" },
      },
    },
  },
  renderer: {
    plugins: [react(), absoluteBase],
    server: {
      host: "127.0.0.1",
      port: 5173,
      strictPort: true,
      // The desktop's app:// forwards pages but not sockets: hot reload asks the server itself.
      hmr: { protocol: "ws", host: "127.0.0.1", clientPort: 5173 },
    },
    build: {
      target: "chrome130",
      minify: true,
      rolldownOptions: { input: fromRoot("src/renderer/index.html") },
    },
  },
});
