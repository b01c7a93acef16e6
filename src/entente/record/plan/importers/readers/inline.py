"""Markdown's marks inside a paragraph, as runs.  One pass, bounded patterns: time grows with length."""

from __future__ import annotations

import html
import re

from entente.record.plan.importers.blocks import Run

TOKEN = re.compile(
    r"\\(?P<escaped>[\\`*_{}\[\]()#+\-.!|<>~])"
    r"|(?P<strong>\*\*|__(?=\S)|(?<=\S)__)"
    r"|(?P<emphasis>\*|(?<!\w)_(?=\S)|(?<=\S)_(?!\w))"
    r"|!?\[(?P<link>[^\[\]]{1,400})\]\((?:[^()\s]{0,1000}|[^()]{0,400}\([^()]{0,400}\)[^()\s]{0,400})(?:\s+\"[^\"]{0,200}\")?\)"
    r"|<(?P<close>/?)(?P<tag>[A-Za-z][A-Za-z0-9]{0,10})(?:\s[^<>]{0,300})?/?>"
    r"|`(?P<code>[^`]{1,400})`"
)
DRESS = {"b": "bold", "strong": "bold", "u": "underline", "ins": "underline", "i": "italic", "em": "italic"}


def runs_of(text: str, *, bold: bool = False, depth: int = 0) -> list[Run]:
    """The runs of a paragraph; links keep their words, tags and marks are dropped, escapes are undone."""
    state = {"bold": bold, "italic": False, "underline": False}
    runs: list[Run] = []
    at = 0
    for match in TOKEN.finditer(text):
        _add(runs, text[at : match.start()], state)
        at = match.end()
        if match["escaped"]:
            _add(runs, match["escaped"], state, literal=True)
        elif match["strong"]:
            state["bold"] = not state["bold"]
        elif match["emphasis"]:
            state["italic"] = not state["italic"]
        elif match["link"] is not None:
            _add(runs, match["link"].replace("**", "").replace("*", ""), state)
        elif match["tag"]:
            _tag(runs, match, state)
        elif match["code"] is not None:
            _add(runs, match["code"], state)
    _add(runs, text[at:], state)
    return runs


def _tag(runs: list[Run], match: re.Match[str], state: dict[str, bool]) -> None:
    name = match["tag"].casefold()
    if name in DRESS:
        state[DRESS[name]] = not match["close"]
    elif name == "br":
        _add(runs, " ", state)


def _add(runs: list[Run], text: str, state: dict[str, bool], *, literal: bool = False) -> None:
    if text:
        spelled = text if literal or "&" not in text else html.unescape(text)
        runs.append(Run(spelled, state["bold"], state["italic"], state["underline"]))
