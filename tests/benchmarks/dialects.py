"""Languages of templates that `translated` writes: Go's, as Hugo has them, and Nunjucks, as Eleventy has it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Protocol

Branches = Sequence[tuple[str, str]]
"""(condition, what is said where it is the first that holds)."""


class Dialect(Protocol):
    """How a template says things.  A place is a path as code, `page.bar.title` or `$page.bar.title`.

    html        a value that is markup already; attributes: one that is attributes of the tag in which it stands
    part        what may be included, and the names that it asks for; include: name -> what it is given
    """

    def text(self, text: str) -> str: ...
    def words(self, words: str) -> str: ...
    def place(self, path: str) -> str: ...
    def value(self, place: str) -> str: ...
    def html(self, place: str) -> str: ...
    def attributes(self, place: str) -> str: ...
    def turn(self, which: str, loop: int) -> str: ...
    def negated(self, condition: str) -> str: ...
    def equal(self, first: str, second: str) -> str: ...
    def joined(self, word: str, conditions: Sequence[str]) -> str: ...
    def choice(self, branches: Branches, otherwise: str) -> str: ...
    def loop(self, names: Sequence[str], number: int, over: str, body: str, empty: str) -> str: ...
    def part(self, name: str, asked: Sequence[str], body: str) -> str: ...
    def include(self, name: str, given: dict[str, str]) -> str: ...


def _plain(text: str, *marks: str) -> str:
    if found := [mark for mark in marks if mark in text]:
        raise ValueError(f"{found[0]} in {text!r} would begin a tag.")
    return text


class Go:
    """Go's html/template.  A part that asks for one value is given it as it is, one that asks for several a `dict`.

    family  what the names of parts begin with, so that layouts may have parts of the same name
    """

    def __init__(self, family: str) -> None:
        self.family = family

    def text(self, text: str) -> str:
        return _plain(text, "{{")

    def words(self, words: str) -> str:
        return json.dumps(words, ensure_ascii=False)

    def place(self, path: str) -> str:
        return f"${path}"

    def value(self, place: str) -> str:
        return f"{{{{ {place} }}}}"

    def html(self, place: str) -> str:
        return f"{{{{ with {place} }}}}{{{{ safeHTML . }}}}{{{{ end }}}}"

    def attributes(self, place: str) -> str:
        return f"{{{{ with {place} }}}}{{{{ safeHTMLAttr . }}}}{{{{ end }}}}"

    def turn(self, which: str, loop: int) -> str:
        return f"(eq $turn{loop} 0)" if which == "first" else f"(eq (add $turn{loop} 1) $turns{loop})"

    def negated(self, condition: str) -> str:
        return f"(not {condition})"

    def equal(self, first: str, second: str) -> str:
        return f"(eq {first} {second})"

    def joined(self, word: str, conditions: Sequence[str]) -> str:
        return f"({word} {' '.join(conditions)})" if len(conditions) > 1 else conditions[0]

    def choice(self, branches: Branches, otherwise: str) -> str:
        if not branches:
            return otherwise
        said = "{{ else ".join(f"if {condition} }}}}{body}" for condition, body in branches)
        return "{{ " + said + (f"{{{{ else }}}}{otherwise}" if otherwise else "") + "{{ end }}"

    def loop(self, names: Sequence[str], number: int, over: str, body: str, empty: str) -> str:
        turn = f"$turn{number}, " if f"$turn{number} " in body else ""
        before = f"{{{{ $turns{number} := len {over} }}}}" if f"$turns{number})" in body else ""
        if len(names) > 1:
            body = "".join(f"{{{{ ${name} := index . {place} }}}}" for place, name in enumerate(names)) + body
            variable = f"$pair{number}"
        else:
            variable = f"${names[0]}"
        otherwise = f"{{{{ else }}}}{empty}" if empty else ""
        return f"{before}{{{{ range {turn}{variable} := {over} }}}}{body}{otherwise}{{{{ end }}}}"

    def part(self, name: str, asked: Sequence[str], body: str) -> str:
        of = [f"{{{{ ${one} := .{one if len(asked) > 1 else ''} }}}}" for one in asked]
        return f'{{{{ define "{self.family}/{name}" }}}}{"".join(of)}{body}{{{{ end }}}}\n'

    def include(self, name: str, given: dict[str, str]) -> str:
        several = " ".join(f'"{key}" {value}' for key, value in given.items())
        value = next(iter(given.values())) if len(given) == 1 else f"(dict {several})"
        return f'{{{{ template "{self.family}/{name}" {value} }}}}'


class Nunjucks:
    """A part is a macro: it sees what it is given and nothing else, and is a function once it was read."""

    def text(self, text: str) -> str:
        return _plain(text, "{{", "{%", "{#")

    def words(self, words: str) -> str:
        return json.dumps(words, ensure_ascii=False)

    def place(self, path: str) -> str:
        return path

    def value(self, place: str) -> str:
        return f"{{{{ {place} }}}}"

    def html(self, place: str) -> str:
        return f"{{% if {place} %}}{{{{ {place} | safe }}}}{{% endif %}}"

    attributes = html

    def turn(self, which: str, loop: int) -> str:  # the innermost is the one that is meant
        return f"loop.{which}"

    def negated(self, condition: str) -> str:
        return f"(not {condition})"

    def equal(self, first: str, second: str) -> str:
        return f"({first} == {second})"

    def joined(self, word: str, conditions: Sequence[str]) -> str:
        return f"({f' {word} '.join(conditions)})"

    def choice(self, branches: Branches, otherwise: str) -> str:
        if not branches:
            return otherwise
        said = "{% el".join(f"if {condition} %}}{body}" for condition, body in branches)
        return "{% " + said + (f"{{% else %}}{otherwise}" if otherwise else "") + "{% endif %}"

    def loop(self, names: Sequence[str], number: int, over: str, body: str, empty: str) -> str:
        otherwise = f"{{% else %}}{empty}" if empty else ""
        return f"{{% for {', '.join(names)} in {over} %}}{body}{otherwise}{{% endfor %}}"

    def part(self, name: str, asked: Sequence[str], body: str) -> str:
        return f"{{% macro {name}({', '.join(asked)}) %}}{body}{{% endmacro %}}\n"

    def include(self, name: str, given: dict[str, str]) -> str:
        return f"{{{{ {name}({', '.join(given.values())}) }}}}"
