"""What must hold in a plan package: first the schema, file by file; then what one file says about another."""

from __future__ import annotations

import itertools
import re
import zoneinfo
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from entente.foundation.common.languages import TAG
from entente.foundation.common.periods import Period
from entente.foundation.common.refs import clause_letter

from .package_files import Document, Place
from .package_schema import PROBLEMS_MAX, problems_of_schema, shown

WORDINGS = frozenset(
    {"title", "summary", "name", "text", "statement", "date_note", "looked_where", "note"}
    | {"law", "office", "chamber"}
)
PERIODS = frozenset({"launched", "happened", "from", "to", "stated_on", "period", "looked_on"})
DIRECTION_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Invisible characters that reorder what is shown.  Right-to-left text does without: the page sets its direction."""

Documents = Mapping[str, Document]


def problems_within(documents: Documents) -> list[str]:
    """Each file against its own definition in the schema."""
    found = itertools.chain.from_iterable(problems_of_schema(document, name) for name, document in documents.items())
    return list(itertools.islice(found, PROBLEMS_MAX))


def problems_between(documents: Documents, targets: frozenset[str]) -> list[str]:
    """What the schema cannot say.  `targets`: every "framework:target" that a promise may be aligned with."""
    package = _Package(documents, targets)
    found = itertools.chain.from_iterable(check(package) for check in _CHECKS)
    return list(itertools.islice(found, PROBLEMS_MAX))


class _Package:
    """The trees of a package whose files are each sound, with the sets that the checks ask for."""

    def __init__(self, documents: Documents, targets: frozenset[str]) -> None:
        self.documents = documents
        self.targets = targets
        self.plan = documents["plan"].tree
        self.languages: Sequence[str] = self.plan["languages"]
        self.parties = set(self.plan["parties"])
        self.source_ids = {row["id"] for _, row in self.rows("sources", "sources")}
        self.organisations = {row["id"]: row for _, row in self.rows("organisations", "organisations")}
        self.subjects = {"plan"}
        for _, pillar in self.rows("pillars", "pillars"):
            self.subjects.add(pillar["number"])
            for commitment in pillar["commitments"]:
                self.subjects.add(commitment["number"])
                self.subjects |= {f"{commitment['number']}#{row['letter']}" for row in commitment.get("clauses", ())}

    def rows(self, name: str, key: str) -> Iterator[tuple[Place, dict[str, Any]]]:
        """(place, row) of a list; nothing when the optional file or list is absent."""
        tree = self.documents[name].tree if name in self.documents else {}
        return (((key, index), row) for index, row in enumerate(tree.get(key, ())))

    def values(self) -> Iterator[tuple[str, Place, Any]]:
        """(file, place, value) of everything in the package, in no particular order."""
        for name, document in self.documents.items():
            stack: list[tuple[Place, Any]] = [((), document.tree)]
            while stack:
                place, value = stack.pop()
                yield name, place, value
                if isinstance(value, dict):
                    stack.extend(((*place, key), inner) for key, inner in value.items())
                elif isinstance(value, list):
                    stack.extend(((*place, index), inner) for index, inner in enumerate(value))

    def say(self, name: str, place: Place, sentence: str) -> str:
        return f"{self.documents[name].where(place)}: {sentence}."


def _wordings_in_every_language(package: _Package) -> Iterator[str]:
    for name, place, value in package.values():
        is_wording = isinstance(value, dict) and place and place[-1] in WORDINGS and place != ("text",)
        if not is_wording:
            continue
        wanted = _languages_wanted(package, name, place)
        for language in wanted:
            if language not in value:
                yield package.say(name, (*place, language), f"is missing; write it in “{language}” too")
        for language in value:
            if language not in wanted:
                remedy = f"write {', '.join(wanted)}"
                yield package.say(name, (*place, language), f"“{shown(language)}” is not expected; {remedy}")


def _languages_wanted(package: _Package, name: str, place: Place) -> Sequence[str]:
    """The plan's languages; for a document's printed title, the document's own."""
    if name != "sources" or place[-1] != "title":
        return package.languages
    row = package.documents[name].tree["sources"][place[1]]
    return package.languages if row["title_is_description"] else [row["language"]]


def _no_hidden_direction(package: _Package) -> Iterator[str]:
    for name, place, value in package.values():
        if isinstance(value, str) and DIRECTION_CONTROLS.search(value):
            yield package.say(name, place, "holds an invisible character that reorders text; remove it")


def _periods_exist(package: _Package) -> Iterator[str]:
    for name, place, value in package.values():
        if isinstance(value, str) and (place[-1] in PERIODS or "announced" in place[:-1]):
            try:
                Period.parse(value)
            except ValueError:
                yield package.say(name, place, f"“{value}” is no date of the calendar; correct it")


def _languages_are_tags(package: _Package) -> Iterator[str]:
    for language in package.plan["text"]["titles"]:
        if not TAG.fullmatch(language):
            yield package.say("plan", ("text", "titles", language), "is no language tag; write one such as pt or pt-BR")


def _parties_agree(package: _Package) -> Iterator[str]:
    seen: set[str] = set()
    for place, row in package.rows("parties", "parties"):
        if row["code"] not in package.parties:
            yield package.say(
                "parties", (*place, "code"), f"{row['code']} is not in plan.yaml; add it there or remove it"
            )
        if row["code"] in seen:
            yield package.say("parties", (*place, "code"), f"{row['code']} stands twice; keep one of them")
        seen.add(row["code"])
        for language in row["languages"]:
            if language not in package.languages:
                yield package.say(
                    "parties", (*place, "languages"), f"“{language}” is no language of the plan; add it to plan.yaml"
                )
        if row["time_zone"] not in zoneinfo.available_timezones():
            yield package.say(
                "parties",
                (*place, "time_zone"),
                f"“{row['time_zone']}” is no IANA zone; write one such as America/Lima",
            )
    for code in package.plan["parties"]:
        if code not in seen:
            yield package.say("plan", ("parties",), f"{code} has no row in parties.yaml; add one")


def _known_parties(package: _Package) -> Iterator[str]:
    """Wherever a party is named by its code."""
    for name, place, value in package.values():
        if not place or name == "parties" or place == ("plan", "parties"):
            continue
        named: Iterable[str] = ()
        if place[-1] == "party":
            named = [value]
        elif (place[-1] == "obligors" and isinstance(value, list)) or place[-1] == "announced":
            named = value
        for code in named:
            if code not in package.parties:
                yield package.say(
                    name, place, f"{code} is no party of the plan; write {' or '.join(package.plan['parties'])}"
                )


def _party_goes_with_side(package: _Package) -> Iterator[str]:
    rows = [("sources", place, row, row["side"]) for place, row in package.rows("sources", "sources")]
    keeper = package.plan["keeper"]
    for name, place, row, side in [*rows, ("plan", ("keeper",), keeper, keeper["kind"])]:
        if (side == "party") != ("party" in row):
            spoken = "a party speaks, but not which; add “party” with its code"
            unspoken = f"“{side}” is no single party; remove “party”, or write that a party speaks"
            yield package.say(name, place, spoken if side == "party" else unspoken)


def _numbers_nest(package: _Package) -> Iterator[str]:
    seen: set[str] = set()
    for place, pillar in package.rows("pillars", "pillars"):
        rows = [(place, pillar), *(((*place, "commitments", i), row) for i, row in enumerate(pillar["commitments"]))]
        for position, row in rows:
            if row["number"] in seen:
                yield package.say("pillars", (*position, "number"), f"{row['number']} stands twice; number it anew")
            seen.add(row["number"])
        for position, row in rows[1:]:
            if not row["number"].startswith(f"{pillar['number']}."):
                yield package.say(
                    "pillars",
                    (*position, "number"),
                    f"{row['number']} does not begin with its pillar’s {pillar['number']}.; number it anew",
                )
            yield from _clauses_run(package, position, row)
            if "windows" in row and row["kind"] != "time_bound":
                yield package.say(
                    "pillars",
                    (*position, "windows"),
                    "only a time_bound promise has windows; change its kind or remove them",
                )


def _clauses_run(package: _Package, place: Place, row: dict[str, Any]) -> Iterator[str]:
    for index, clause in enumerate(row.get("clauses", ())):
        if clause["letter"] != clause_letter(index):
            yield package.say(
                "pillars",
                (*place, "clauses", index, "letter"),
                f"{clause['letter']} is out of turn; write {clause_letter(index)}",
            )
        if "obligors" in clause and row["obligors"] != "all" and not set(clause["obligors"]) <= set(row["obligors"]):
            yield package.say(
                "pillars",
                (*place, "clauses", index, "obligors"),
                "names a party that does not owe the commitment; add it there",
            )


def _ids_are_unique(package: _Package) -> Iterator[str]:
    for name in ("organisations", "sources", "facts"):
        seen: set[str] = set()
        for place, row in package.rows(name, name):
            if row["id"] in seen:
                yield package.say(name, (*place, "id"), f"{row['id']} stands twice; rename one of them")
            seen.add(row["id"])


def _subjects_exist(package: _Package) -> Iterator[str]:
    for name, place, value in package.values():
        if place and place[-1] == "subject" and value not in package.subjects:
            yield package.say(
                name, place, f"{value} is nothing in pillars.yaml; write plan, or a number or clause from there"
            )
    findings: set[str] = set()
    for place, row in package.rows("findings", "findings"):
        if row["subject"] in findings:
            yield package.say(
                "findings", (*place, "subject"), f"{row['subject']} stands twice; put both notes in one finding"
            )
        findings.add(row["subject"])
    for place, row in package.rows("facts", "facts"):
        subjects = [support["subject"] for support in row["supports"]]
        if len(set(subjects)) < len(subjects):
            yield package.say("facts", (*place, "supports"), "names one subject twice; keep the greater weight")


def _sources_exist_and_are_used(package: _Package) -> Iterator[str]:
    used: set[str] = set()
    for name, place, value in package.values():
        if place and place[-1] == "source":
            used.add(value)
            if value not in package.source_ids:
                yield package.say(
                    name, place, f"{value} is not in sources.yaml; add the document there or correct its id"
                )
    for place, row in package.rows("sources", "sources"):
        if row["id"] not in used:
            yield package.say("sources", (*place, "id"), f"nothing cites {row['id']}; cite it or remove it")


def _organisations_exist(package: _Package) -> Iterator[str]:
    for place, row in package.rows("organisations", "successions"):
        for key in ("predecessor", "successor"):
            if row[key] not in package.organisations:
                yield package.say(
                    "organisations",
                    (*place, key),
                    f"{row[key]} is no organisation of this file; add it or correct its id",
                )
        if row["predecessor"] == row["successor"]:
            yield package.say("organisations", place, "a body cannot succeed itself; name two bodies")
    for place, row in package.rows("carriers", "carriers"):
        body = package.organisations.get(row["organisation"])
        if body is None:
            yield package.say(
                "carriers",
                (*place, "organisation"),
                f"{row['organisation']} is not in organisations.yaml; add it there or correct its id",
            )
        elif body.get("party", row["party"]) != row["party"]:
            yield package.say(
                "carriers",
                (*place, "party"),
                f"{row['organisation']} belongs to {body['party']}; name that party or another body",
            )


def _targets_exist(package: _Package) -> Iterator[str]:
    for name, place, value in package.values():
        if len(place) > 1 and place[-2] == "alignment" and value not in package.targets:
            yield package.say(
                name, place, f"{value} is in no shipped framework; correct it or add the framework’s file"
            )


_CHECKS: tuple[Callable[[_Package], Iterator[str]], ...] = (
    _wordings_in_every_language,
    _no_hidden_direction,
    _periods_exist,
    _languages_are_tags,
    _parties_agree,
    _known_parties,
    _party_goes_with_side,
    _numbers_nest,
    _ids_are_unique,
    _subjects_exist,
    _sources_exist_and_are_used,
    _organisations_exist,
    _targets_exist,
)
