"""Documentation is a test subject: what can be set, run or installed is looked up in it."""

from __future__ import annotations

import re

from entente.config.env import Env

from . import state_diagrams
from .cli_reference import reference
from .tree import PYPROJECT, ROOT

DOCS = ROOT / "docs"


def first_cells(page: str) -> list[str]:
    """The words in code type that begin the rows of the page's tables."""
    return re.findall(r"^\| `([^`]+)` \|", (DOCS / page).read_text("utf-8"), re.MULTILINE)


def test_every_setting_is_documented_and_no_other() -> None:
    settings = [str(field.validation_alias or f"ENTENTE_{name.upper()}") for name, field in Env.model_fields.items()]

    assert sorted(first_cells("settings.md")) == sorted(settings)


def test_every_dependency_has_its_reason_and_no_other() -> None:
    project = PYPROJECT["project"]
    wanted = [
        *project["dependencies"],
        *project["optional-dependencies"]["dev"],
        *PYPROJECT["build-system"]["requires"],
    ]
    names = [re.split(r"[\[<>=~!; ]", requirement)[0] for requirement in wanted]

    assert sorted(first_cells("dependencies.md")) == sorted(names)


def test_command_reference_is_what_the_commands_say() -> None:
    """`python -m tests.architecture.cli_reference` writes the page anew."""
    assert (DOCS / "cli.md").read_text("utf-8") == reference()


def test_links_between_pages_lead_somewhere() -> None:
    broken = [
        f"{page.relative_to(ROOT)} -> {target}"
        for page in [*ROOT.glob("*.md"), *DOCS.rglob("*.md")]
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", page.read_text("utf-8"))
        if not (page.parent / target).exists()
    ]

    assert broken == []


def test_state_diagrams_are_what_the_tables_say() -> None:
    """`python -m tests.architecture.state_diagrams` writes the page anew."""
    assert state_diagrams.PAGE.read_text("utf-8") == state_diagrams.page()
