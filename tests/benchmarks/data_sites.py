"""Sources of Hugo and Eleventy that make pages from data, by our templates in theirs: one file of content for each page.

The values of a page are the front matter of its file, as JSON, which Hugo reads as fast as data files and faster than pages
made by a content adapter; what is the same on all pages of a language is told once.  There is a layout for each language,
in which the words of the language stand: neither maker looks up a word.  Of two ways of saying a part the faster is taken:
for Hugo `define` and `template` in the layout (`partial` takes a little longer), for Eleventy macros of Nunjucks (Liquid's
`render` takes three times as long).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils import translation

from entente.surfaces.publish.instants import Instant
from entente.surfaces.publish.rendering import render
from entente.surfaces.web import files, links

from .dialects import Go, Nunjucks
from .other_makers import ELEVENTY_SETTINGS, HUGO_SETTINGS, write
from .recorded import ROOTS, TEMPLATE, recording
from .translated import TOLD, Translation, translated

SAME = "same"
NAMES = [*(root.name for root in ROOTS.values()), TOLD]
Values = Mapping[str, Mapping[str, Any]]
"""Name in NAMES -> key -> value."""


class HugoSource:
    """Hugo's source in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        write(folder / "hugo.json", json.dumps(HUGO_SETTINGS))

    def add_layout(self, language: str, same: Values) -> None:
        """A layout of the language that is active.  same: what is the same on all its pages."""
        made = translated(TEMPLATE, ROOTS, Go(language), _paths(same))
        begin = "".join(f"{{{{ ${name} := .Params.{name} }}}}" for name in NAMES)
        begin += f"{{{{ ${SAME} := hugo.Data.{language} }}}}"
        layout = begin + made.page + "".join(made.parts.values())
        write(self.folder / "layouts" / "_default" / f"{language}.html", layout)
        write(self.folder / "data" / f"{language}.json", _json(same))

    def add_page(self, name: str, language: str, own: Values) -> None:
        facts = {"layout": language, "url": f"/{name}", "params": own}
        write(self.folder / "content" / name.replace("/index.html", ".md"), f"{_json(facts)}\n")


class EleventySource:
    """Eleventy's source in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        write(folder / "eleventy.config.js", f"module.exports = () => ({json.dumps(ELEVENTY_SETTINGS)});\n")

    def add_layout(self, language: str, same: Values) -> None:
        """A layout of the language that is active.  same: what is the same on all its pages."""
        made = translated(TEMPLATE, ROOTS, Nunjucks(), _paths(same))
        layout = "".join(made.parts.values()) + made.page
        write(self.folder / "layouts" / f"{language}.njk", f"---json\n{_json({SAME: same})}\n---\n{layout}")

    def add_page(self, name: str, language: str, own: Values) -> None:
        facts = {"layout": f"{language}.njk", "permalink": name, **own}
        write(self.folder / "content" / name.replace("/index.html", ".html"), f"---json\n{_json(facts)}\n---\n")


@dataclass(frozen=True, slots=True)
class MadePage:
    """A page as we make it.  handed: what our template was handed, by its name in the context."""

    name: str
    language: str
    address: str
    content: bytes
    handed: Mapping[str, Any]


class PagesAsData:
    """Pages of promises and their values, which are kept in a folder until all are known."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.names: list[tuple[str, str]] = []
        self.same: dict[str, Values] = {}

    def made(self, pages: Iterable[tuple[str, str]], *, as_of: datetime, origin: str) -> Iterator[MadePage]:
        """Each page, (language, address), as in a publication.  Django must send `template_rendered`."""
        asked = dict[str, Translation]()
        for language, _name in links.languages():
            with translation.override(language):
                asked[language] = translated(TEMPLATE, ROOTS, Nunjucks())
        with recording(asked) as recorded:
            for language, address in pages:
                content = render(address, as_of=Instant.of(as_of), origin=origin).content
                self._keep(name := files.file_of(address), language, recorded.values(asked[language].taken))
                yield MadePage(name, language, address, content, recorded.handed)

    def _keep(self, name: str, language: str, values: Values) -> None:
        write(self.folder / f"{name}.json", _json(values))
        self.names.append((name, language))
        before = self.same.setdefault(language, values)
        self.same[language] = {
            root: {key: value for key, value in before[root].items() if key in held and held[key] == value}
            for root, held in values.items()
        }

    def add_to(self, sources: Sequence[HugoSource | EleventySource]) -> None:
        for language, same in self.same.items():
            with translation.override(language):
                for source in sources:
                    source.add_layout(language, same)
        for name, language in self.names:
            values, same = json.loads((self.folder / f"{name}.json").read_text("utf-8")), self.same[language]
            own = {
                root: {key: one for key, one in held.items() if key not in same[root]} for root, held in values.items()
            }
            for source in sources:
                source.add_page(name, language, own)


def _paths(same: Values) -> dict[str, str]:
    """Path of a value -> path at which it is told once."""
    return {f"{root}.{key}": f"{SAME}.{root}.{key}" for root, held in same.items() for key in held}


def _json(facts: Mapping[str, Any]) -> str:
    return json.dumps(facts, ensure_ascii=False)
