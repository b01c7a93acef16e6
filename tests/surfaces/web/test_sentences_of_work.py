"""What refuses an officer at work is told in every language of the pages: no sentence of these rules speaks English only."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from django.utils import translation

import entente
from entente.surfaces.web.sentences import in_language
from entente.surfaces.web.sentences_of_work import PATTERNS, PLAIN

from .test_sentences import PLACE, raised

FOLDERS = [Path(entente.__file__).parent / "record" / name for name in ("delivery", "notes", "verification")]
REFUSALS = {"Denied", "RuleBroken", "InvalidTransition", "Conflict", "ActionDenied"}
SAMPLE = "zq"
"""Stands where a sentence names something."""

NO_PAGE_SAYS = {
    "There is no kind of activity “zq”; use one of zq.",
    "“zq” is no language tag; write en, fr or es-MX.",
    "There is no stage “zq” of the kind “zq”; see docs/kinds.md.",
    "zq is neither a commitment nor a clause of one; name it as PLAN/6.4 or PLAN/6.4#b.",
    "zq is in “zq”, which is no language tag; write en, fr or es-MX.",
    "zq “zq” cannot stand in an address; use up to 80 small letters, digits and hyphens.",
    "The date of the evidence for zq: zq.",
    "zq lies under no promise; note it on the promise that it is about.",
}
"""Said to programs and on the command line alone: the forms offer nothing that would lead to it."""


def refusals(folders: Iterable[Path] = FOLDERS) -> set[str]:
    found = set()
    for folder in folders:
        for path in folder.rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") in REFUSALS and node.args:
                    found |= set(_sentence(node.args[0]))
    return {one for one in found if set(one.replace(SAMPLE, "")) - set(" .:")} - NO_PAGE_SAYS


def _sentence(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    if isinstance(node, ast.JoinedStr):
        yield "".join(str(one.value) if isinstance(one, ast.Constant) else SAMPLE for one in node.values)


@pytest.mark.parametrize("language", ["es", "fr"])
def test_every_refusal_at_work_is_told_in_the_language_of_the_page(language: str) -> None:
    sentences = refusals()
    assert len(sentences) > 100
    with translation.override(language):
        untold = sorted(one for one in sentences if in_language(one) == one)
    assert not untold, f"Name each in surfaces/web/sentences_of_work.py and translate it: {untold}"


@pytest.mark.parametrize("sentence", [*PATTERNS, *PLAIN])
def test_every_sentence_is_one_that_the_record_says(sentence: str) -> None:
    assert PLACE.sub("\0", sentence) in raised()
