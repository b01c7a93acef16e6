"""Lock files: exact versions, a hash for every file, no registry's address, in step with pyproject.toml."""

from __future__ import annotations

import re

import pytest
from packaging.requirements import Requirement

from .tree import PYPROJECT, ROOT

PROJECT = PYPROJECT["project"]
WANTED = {"run": PROJECT["dependencies"], "dev": [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]]}


def lock(name: str) -> str:
    return (ROOT / "requirements" / f"{name}.lock").read_text("utf-8")


def pins(name: str) -> dict[str, str]:
    """Package -> the lines of its pin, hashes included."""
    blocks = re.split(r"\n(?=\S)", lock(name).strip())
    return {block.partition("==")[0]: block for block in blocks if not block.startswith("#")}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("name", WANTED)
def test_every_pin_is_exact_and_hashed(name: str) -> None:
    loose = [
        package
        for package, block in pins(name).items()
        if not re.match(r"[a-z0-9-]+==[\w.+!]+( ; [^\n]+)? \\\n(    --hash=sha256:[0-9a-f]{64}( \\\n|$))+$", block)
    ]

    assert loose == []


@pytest.mark.parametrize("name", WANTED)
def test_no_address_of_a_registry(name: str) -> None:
    assert re.findall(r"(?i)https?:|--(?:extra-)?index|--find-links|file:", lock(name)) == []


@pytest.mark.parametrize("name", WANTED)
def test_every_requirement_is_pinned_within_its_bounds(name: str) -> None:
    found = pins(name)
    wrong = []
    for text in WANTED[name]:
        requirement = Requirement(text)
        block = found.get(normal(requirement.name), "")
        version = re.match(r"[^=]+==([^\s;]+)", block)
        if not version or version[1] not in requirement.specifier:
            wrong.append(text)

    assert wrong == []


def test_both_locks_pin_the_same_versions() -> None:
    run, dev = pins("run"), pins("dev")
    both = run.keys() & dev.keys()

    assert run.keys() - both == set()
    assert {name: version_and_hashes(run[name]) for name in both} == {
        name: version_and_hashes(dev[name]) for name in both
    }


def version_and_hashes(block: str) -> list[str]:
    """Without the marker: the tools may need a package on more machines than the program does."""
    return re.findall(r"==[^\s;]+|sha256:[0-9a-f]+", re.sub(r" ; [^\\]+", " ", block))
