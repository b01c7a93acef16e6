"""Whatever a stranger sends, the answer is a sound package or one refusal, never another error."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from entente.foundation.common.errors import RuleBroken
from entente.surfaces.intake.package_files import Document, parse
from entente.surfaces.intake.packages import PlanPackage, read_package

SOUND = Path(__file__).parents[2] / "plans" / "three-harbours-2031"
LINES = {path.name: path.read_text(encoding="utf-8").splitlines() for path in sorted(SOUND.iterdir())}
YAML_BITS = [
    "{",
    "}",
    "[",
    "]",
    ":",
    "- ",
    "? ",
    "&a ",
    "*a",
    "!x ",
    "'",
    '"',
    "|",
    ">",
    "#",
    "\n",
    "  ",
    "a",
    "true",
    "\t",
    "\x85",
    "…",
]


def answer(read: Callable[..., object], *arguments: object) -> object:
    try:
        return read(*arguments)
    except RuleBroken as refusal:
        return refusal


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=80),
        st.lists(st.sampled_from(YAML_BITS), max_size=40).map(lambda bits: "".join(bits).encode()),
    )
)
def test_any_bytes_are_a_document_or_a_refusal(content: bytes) -> None:
    got = answer(parse, "plan.yaml", content)
    assert isinstance(got, Document | RuleBroken)
    assert not isinstance(got, RuleBroken) or str(got).startswith("plan.yaml")


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_line_replaced_gives_a_package_or_a_refusal(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(LINES)))
    lines = list(LINES[name])
    position = data.draw(st.integers(0, len(lines) - 1))
    indent = lines[position][: len(lines[position]) - len(lines[position].lstrip())]
    key = lines[position].strip().partition(":")[0]
    value = data.draw(st.sampled_from(["", "x", "[]", "{}", "[x]", "{x: y}", "true", "9999-99", '"#"', "-", "XQM"]))
    lines[position] = data.draw(st.sampled_from(["", f"{indent}{key}: {value}", f"{indent}- {value}", indent + value]))
    with tempfile.TemporaryDirectory() as folder:
        for other, content in {**LINES, name: lines}.items():
            (Path(folder) / other).write_text("\n".join(content) + "\n", encoding="utf-8")
        got = answer(read_package, Path(folder))
    assert isinstance(got, PlanPackage | RuleBroken)
    assert not isinstance(got, RuleBroken) or ".yaml" in str(got)
