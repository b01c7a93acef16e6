"""Every sentence by which signing, a key or joining is refused is there in each language."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from django.utils.translation import override

from entente.foundation import accord
from entente.record.plan.rules import NOT_TAKING_PART
from entente.surfaces.web.sentences import in_language

FOLDER = Path(accord.__file__).parent
REFUSALS = {"Denied", "RuleBroken", "InvalidTransition", "NotVisible"}
FOR_PROGRAMS = {
    # Said by the signer on the party's own machine, before any page is asked.
    "This is no whole proposal file of Entente; download it from the record again.",
}


def sentences() -> set[str]:
    """The refusals of `accord` that name nothing, those kept in constants included."""
    found: set[str] = set()
    for path in FOLDER.rglob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        kept = {
            target.id: node.value.value
            for node in tree.body
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for node in ast.walk(tree):
            if not (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in REFUSALS
                and node.args
            ):
                continue
            said = node.args[0]
            text = said.value if isinstance(said, ast.Constant) else kept.get(getattr(said, "id", ""))
            if isinstance(text, str):
                found.add(text)
    return found


def test_there_is_something_to_translate() -> None:
    assert len(sentences()) > 30


@pytest.mark.parametrize("language", ["es", "fr"])
def test_every_refusal_is_said_in_each_language(language: str) -> None:
    with override(language):
        untold = {text for text in sentences() | {NOT_TAKING_PART} if in_language(text) == text}
    assert untold == FOR_PROGRAMS
