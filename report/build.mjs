// Bundles src/ into crates/report/assets, which the program embeds; with --check it only says whether that is current.
import { readFileSync, writeFileSync } from "node:fs";
import { buildSync } from "esbuild";

const assets = new URL("../crates/report/assets/", import.meta.url);
const bundle = (entry) =>
  buildSync({
    entryPoints: [entry],
    absWorkingDir: import.meta.dirname,
    bundle: true,
    minify: true,
    // A classic script: a module would not load from a disk.
    format: "iife",
    target: ["chrome123", "firefox125", "safari17.5"],
    charset: "utf8",
    legalComments: "none",
    write: false,
  }).outputFiles[0].text;

const made = {
  "report.js": bundle("src/main.ts"),
  "report.css": bundle("src/style.css"),
  "index.html": readFileSync(new URL("src/index.html", import.meta.url), "utf8"),
};
let stale = false;
for (const [name, text] of Object.entries(made)) {
  const path = new URL(name, assets);
  if (!process.argv.includes("--check")) {
    writeFileSync(path, text);
  } else if (readFileSync(path, "utf8") !== text) {
    console.error(`crates/report/assets/${name} is not what report/src makes: npm run build`);
    stale = true;
  }
}
process.exit(stale ? 1 : 0);
