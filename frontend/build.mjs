// Builds the front-end assets: one style sheet for pages, one for framed charts, one script, the fonts that pages can need, the mark.
// Usage: node build.mjs [FOLDER]   (default ../build/assets)

import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { inflateSync } from "node:zlib";
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
mkdirSync(join(out, "print"));

// A font as printed reports need it: WOFF is TrueType with each table compressed by itself.
function unpacked(woff) {
  const count = woff.readUInt16BE(12);
  const head = Buffer.alloc(12 + 16 * count);
  woff.copy(head, 0, 4, 8);
  head.writeUInt16BE(count, 4);
  const largest = 2 ** Math.floor(Math.log2(count));
  head.writeUInt16BE(16 * largest, 6);
  head.writeUInt16BE(Math.log2(largest), 8);
  head.writeUInt16BE(16 * (count - largest), 10);
  const tables = [head];
  let offset = head.length;
  for (let at = 0; at < count; at += 1) {
    const entry = 44 + 20 * at;
    const [start, packed, length] = [4, 8, 12].map((step) => woff.readUInt32BE(entry + step));
    const bytes = woff.subarray(start, start + packed);
    const table = Buffer.concat([packed < length ? inflateSync(bytes) : bytes, Buffer.alloc((4 - (length % 4)) % 4)]);
    woff.copy(head, 12 + 16 * at, entry, entry + 4);
    woff.copy(head, 16 + 16 * at, entry + 16, entry + 20);
    head.writeUInt32BE(offset, 20 + 16 * at);
    head.writeUInt32BE(length, 24 + 16 * at);
    tables.push(table);
    offset += table.length;
  }
  return Buffer.concat(tables);
}

// govuk-frontend names the face of print after each of its faces; here they are the same
const SAID_TWICE = /@media print(?: and \([^)]*\))?\{[^{}]+\{font-family:[^{};]*\}\}/g;

// govuk-frontend names left and right; here they are the side a line begins and ends on, so that it also reads from the right.
// A drawn arrow keeps its edges: styles/_directions.scss turns it round.
const EDGE = { left: "start", right: "end" };
function turned(rule) {
  const logical = rule
    .replace(/(?<=[{;])(padding|margin)-(left|right)(?=:)/g, (_whole, what, side) => `${what}-inline-${EDGE[side]}`)
    .replace(/(?<=[{;])(left|right)(?=:)/g, (side) => `inset-inline-${EDGE[side]}`)
    .replace(/(?<=[{;]text-align:)(left|right)/g, (side) => EDGE[side]);
  if (rule.includes("clip-path")) return logical;
  return logical.replace(/(?<=[{;])border-(left|right)(?=[:-])/g, (_whole, side) => `border-inline-${EDGE[side]}`);
}

function sheet(name) {
  const { css } = compile(join(here, `${name}.scss`), { loadPaths: [packages], style: "compressed", quietDeps: true });
  for (const forbidden of ["GDS Transport", "crest", "data:", "url(http", "url(\"http"]) {
    if (css.includes(forbidden)) throw new Error(`the style sheet holds ${forbidden}, which the theme must not bring in`);
  }
  return css.replace(SAID_TWICE, "").replace(/\{[^{}]*\}/g, turned);
}

// the dark colours of charts have one place, beside the code that draws them
const dark = readFileSync(join(here, "..", "src", "entente", "surfaces", "charts", "dark.css"), "utf-8");
writeFileSync(join(out, "embed.css"), sheet("embed") + dark);
writeFileSync(join(out, "app.css"), sheet("theme") + dark.replaceAll(/^ *\.ech-/gm, ".ent-figure .ech-"));

for (const script of ["app.js", "search.js"]) cpSync(join(here, script), join(out, script));
cpSync(join(packages, "htmx.org", "dist", "htmx.min.js"), join(out, "htmx.js"));
for (const image of ["mark.svg", "icon.svg"]) cpSync(join(here, "images", image), join(out, image));
for (const [name, file] of FONTS) {
  for (const weight of [400, 600]) {
    const woff = `${file}-${weight}-normal.woff2`;
    cpSync(join(packages, "@fontsource", name, "files", woff), join(out, "fonts", woff));
    const printed = readFileSync(join(packages, "@fontsource", name, "files", woff.replace("woff2", "woff")));
    writeFileSync(join(out, "print", woff.replace("woff2", "ttf")), unpacked(printed));
  }
  cpSync(join(packages, "@fontsource", name, "LICENSE"), join(out, "fonts", `LICENSE-${name}`));
}

const size = (name) => `${name} ${Math.round(readFileSync(join(out, name)).length / 1024)} kB`;
console.log(`built ${[size("app.css"), size("embed.css"), size("app.js"), size("htmx.js")].join(", ")} in ${out}`);
