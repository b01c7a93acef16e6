"""Rules of the house that no linter knows."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from .tree import ROOT, SOURCE, functions, modules, parsed, shown

TESTS = modules(ROOT / "tests")
FORBIDDEN_NAMES = {"manager", "managers", "helper", "helpers", "utils", "util", "misc", "info"}
SKIPPING = re.compile(r"pytest\.(mark\.)?(skip|skipif|xfail)\b")


def test_no_import_hides_inside_a_function() -> None:
    hidden = [
        f"{shown(path)}:{inner.lineno}"
        for path in modules()
        for function in functions(path)
        for inner in ast.walk(function)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]

    assert hidden == []


def test_nothing_catches_every_exception() -> None:
    wide = [
        f"{shown(path)}:{node.lineno}"
        for path in modules()
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or (isinstance(node.type, ast.Name) and node.type.id in {"Exception", "BaseException"}))
    ]

    assert wide == []


def test_modules_have_telling_names() -> None:
    assert [shown(path) for path in modules() if path.stem in FORBIDDEN_NAMES] == []


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        shown(path)
        for path in modules()
        if path.read_text("utf-8").strip() and path.name != "apps.py" and not ast.get_docstring(parsed(path))
    ]

    assert silent == []


def test_every_command_names_who_acts() -> None:
    """A public function of a `commands` module takes `by` as a keyword, save those that the list explains."""
    free = []
    for path in modules():
        if path.stem != "commands" and path.parent.name != "commands":
            continue
        for node in parsed(path).body:
            if not isinstance(node, ast.FunctionDef) or not is_offered(path, node.name):
                continue
            if "by" not in [argument.arg for argument in (*node.args.args, *node.args.kwonlyargs)]:
                free.append(f"{shown(path)} {node.name}")

    assert sorted(set(free) - WITHOUT_ACTOR.keys()) == []
    assert sorted(WITHOUT_ACTOR.keys() - set(free)) == []


def is_offered(path: Path, name: str) -> bool:
    """Whether callers see the function: in a folder of commands, what its front door passes on."""
    if path.parent.name != "commands":
        return not name.startswith("_")
    door = parsed(path.parent / "__init__.py")
    return name in {alias.name for node in door.body if isinstance(node, ast.ImportFrom) for alias in node.names}


WITHOUT_ACTOR = {
    "src/entente/foundation/texts/commands/states.py note_states": "part of a command that has its actor and its entry",
    "src/entente/foundation/texts/commands/states.py review": "part of a command that has its actor and its entry",
    "src/entente/foundation/texts/commands/states.py note_changed": "part of a command that has its actor and its entry",
    "src/entente/foundation/texts/commands/states.py note_translation": "part of a command that has its actor and its entry",
    "src/entente/foundation/texts/commands/states.py close": "part of a command that has its actor and its entry",
    "src/entente/foundation/texts/commands/states.py forget": "part of a command that has its actor and its entry",
    "src/entente/foundation/accord/commands/proposals.py hold": "holds a row, writes nothing",
    "src/entente/record/plan/commands/freeze.py hold_open": "holds a row, writes nothing",
    "src/entente/record/delivery/commands/updates.py announce": "the clock's; its entries name who published",
    "src/entente/record/assessment/commands/reports.py announce_reports": "an instant has come; the entries name who published",
    "src/entente/foundation/ledger/commands.py name_record": "a random name, the same whoever asks first; nobody's act",
    "src/entente/foundation/ledger/commands.py seal": "gives recorded acts their places; nobody's act",
    "src/entente/foundation/ledger/commands.py requeue": "mends the queue; nobody's act",
    "src/entente/foundation/accounts/commands/log_ins.py new_password": "makes a word, writes nothing",
    "src/entente/foundation/accounts/commands/log_ins.py change_password": "the user itself is the actor",
    "src/entente/foundation/accounts/commands/log_ins.py choose_post": "writes a session, not the record",
    "src/entente/foundation/accounts/commands/tokens.py use_token": "finds out who acts, and notes the day",
    "src/entente/foundation/sources/capture/commands.py ask_rechecks": "the worker asks in the name of each source's owner",
    "src/entente/foundation/sources/capture/commands.py run_capture": "the worker does what the row's post asked for",
    "src/entente/foundation/sources/capture/commands.py run_waiting": "the same for all that wait",
    "src/entente/foundation/sources/commands.py discard_left_over": "the worker takes away what a kill left half-done",
}


def test_no_test_is_skipped() -> None:
    skipped = [
        f"{shown(path)}:{number}"
        for path in TESTS
        if path.name != "test_code_rules.py"
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if SKIPPING.search(line)
    ]

    assert skipped == []


def test_tests_mirror_the_source() -> None:
    """A test folder under foundation, record and surfaces stands for a folder of the source."""
    astray = [
        shown(path)
        for package in ("foundation", "record", "surfaces")
        for path in (ROOT / "tests" / package).glob("*/")
        if path.is_dir() and path.name != "__pycache__" and not (SOURCE / package / path.name).is_dir()
    ]

    assert astray == []
