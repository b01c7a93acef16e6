// Builds the front-end assets: one style sheet, one script, the fonts that pages can need, the mark.
// Usage: node build.mjs [FOLDER]   (default ../build/assets)

import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { compile } from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const packages = join(here, "node_modules");
const out = join(resolve(process.argv[2] ?? join(here, "..", "build", "assets")), "entente");

const FONTS = [
  ["noto-sans", "noto-sans-latin"],
  ["noto-sans", "noto-sans-latin-ext"],
  ["noto-sans-arabic", "noto-sans-arabic-arabic"],
  ["noto-sans-canadian-aboriginal", "noto-sans-canadian-aboriginal-canadian-aboriginal"],
];

rmSync(out, { recursive: true, force: true });
mkdirSync(join(out, "fonts"), { recursive: true });

const { css } = compile(join(here, "theme.scss"), {
  loadPaths: [packages],
  style: "compressed",
  quietDeps: true,
});
for (const forbidden of ["GDS Transport", "crest", "data:", "url(http", "url(\"http"]) {
  if (css.includes(forbidden)) throw new Error(`the style sheet holds ${forbidden}, which the theme must not bring in`);
}
writeFileSync(join(out, "app.css"), css);

cpSync(join(here, "app.js"), join(out, "app.js"));
cpSync(join(packages, "htmx.org", "dist", "htmx.min.js"), join(out, "htmx.js"));
for (const image of ["mark.svg", "icon.svg"]) cpSync(join(here, "images", image), join(out, image));
for (const [name, file] of FONTS) {
  for (const weight of [400, 600]) {
    const woff = `${file}-${weight}-normal.woff2`;
    cpSync(join(packages, "@fontsource", name, "files", woff), join(out, "fonts", woff));
  }
  cpSync(join(packages, "@fontsource", name, "LICENSE"), join(out, "fonts", `LICENSE-${name}`));
}

const size = (name) => `${name} ${Math.round(readFileSync(join(out, name)).length / 1024)} kB`;
console.log(`built ${[size("app.css"), size("app.js"), size("htmx.js")].join(", ")} in ${out}`);
