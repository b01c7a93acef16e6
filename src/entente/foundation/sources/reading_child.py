"""Run as a script of its own: `reading_child.py MEDIA_TYPE SECONDS`, bytes on standard input -> a JSON list of lines.

Any failure ends the process with a trace, which the parent takes as "cannot be read"; more than SECONDS of processor time ends
it with the signal that says so.
"""

from __future__ import annotations

import codecs
import io
import json
import logging
import re
import resource
import sys

import nh3
from lxml import html
from pypdf import PdfReader

MOST_MEMORY = 2 * 1024**3
MOST_PAGES = 3000
BLOCKS = {
    *("address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "fieldset", "figcaption", "figure"),
    *("footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre"),
    *("section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
}
"""Elements that stand on lines of their own."""

CHARSET = re.compile(rb"charset=[\"' ]*([a-z0-9_.:-]+)")
UNSEEN = {"script", "style", "template", "noscript", "title", "svg", "math", "iframe", "object"}


def main() -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    seconds = int(sys.argv[2])
    resource.setrlimit(
        resource.RLIMIT_CPU, (seconds, seconds + 1)
    )  # the first ends it with SIGXCPU, the second in any case
    logging.disable(logging.CRITICAL)
    content = sys.stdin.buffer.read()
    read = {"text/html": _html, "text/plain": _text, "application/pdf": _pdf}[sys.argv[1]]
    lines = (" ".join(line.split()) for line in read(content).splitlines())
    json.dump([line for line in lines if line], sys.stdout)
    return 0


def _html(content: bytes) -> str:
    """Cleaned by an allow-list first: what is left has blocks and words and nothing else."""
    clean = nh3.clean(_text(content, _charset(content)), tags=BLOCKS, clean_content_tags=UNSEEN, attributes={})
    if not clean.strip():
        return ""
    parts: list[str] = []
    for event, element in _walk(html.fragment_fromstring(clean, create_parent="div")):
        if element.tag in BLOCKS:
            parts.append("\n")
        parts.append((element.text if event == "start" else element.tail) or "")
    return "".join(parts)


def _walk(root: html.HtmlElement) -> list[tuple[str, html.HtmlElement]]:
    """Every element where it starts and where it ends, without recursion: pages nest as deep as they like."""
    found, stack = [], [("start", root)]
    while stack:
        event, element = stack.pop()
        found.append((event, element))
        if event == "start":
            stack.append(("end", element))
            stack.extend(("start", child) for child in reversed(element))
    return found


def _charset(content: bytes) -> str:
    """What the page says of itself in its first kilobyte, "" for nothing that is known."""
    head = content[:1024].lower()
    found = CHARSET.search(head)
    if found is None:
        return ""
    try:
        return codecs.lookup(found[1].decode("ascii")).name
    except LookupError:
        return ""


def _text(content: bytes, charset: str = "") -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    for encoding in filter(None, ("utf-8-sig", charset, "cp1252")):
        try:
            return content.decode(encoding)
        except UnicodeError:
            continue
    return content.decode("latin-1")


def _pdf(content: bytes) -> str:
    reader = PdfReader(io.BytesIO(content))
    return "\n".join(page.extract_text() for page, _ in zip(reader.pages, range(MOST_PAGES), strict=False))


if __name__ == "__main__":
    sys.exit(main())
