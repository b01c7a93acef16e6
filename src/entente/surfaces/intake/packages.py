"""Plan packages: a folder (or .zip) of YAML -> frozen dataclasses.  Pure: no Django, no database, no network.

The format is `plan-package.schema.json`; docs/plan-package.md explains it with an example.  `read_package` checks
everything before it returns anything: whoever holds a PlanPackage holds a sound one.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from entente.foundation.common.canonical import canonical_bytes, sha256_hex
from entente.foundation.common.errors import RuleBroken
from entente.foundation.common.periods import Period
from entente.foundation.common.refs import clause_ref, numbered_ref

from .frameworks import shipped_targets
from .package_checks import problems_between, problems_within
from .package_files import Document, read_documents
from .package_shapes import (
    PackageAlias,
    PackageAsking,
    PackageCarrier,
    PackageCitation,
    PackageClause,
    PackageCommitment,
    PackageFact,
    PackageFinding,
    PackageKeeper,
    PackageOrganisation,
    PackageParty,
    PackagePillar,
    PackageSource,
    PackageSuccession,
    PackageSupport,
    PackageTerm,
    PackageText,
    PackageWindow,
    PlanPackage,
)

__all__ = [
    "PackageAlias",
    "PackageAsking",
    "PackageCarrier",
    "PackageCitation",
    "PackageClause",
    "PackageCommitment",
    "PackageFact",
    "PackageFinding",
    "PackageKeeper",
    "PackageOrganisation",
    "PackageParty",
    "PackagePillar",
    "PackageSource",
    "PackageSuccession",
    "PackageSupport",
    "PackageTerm",
    "PackageText",
    "PackageWindow",
    "PlanPackage",
    "read_package",
]


def read_package(location: Path) -> PlanPackage:
    """The plan package in a folder or .zip file.

    Raises RuleBroken: its sentence is the first problem, its reasons are all of them (at most 50).
    """
    documents = read_documents(location)
    problems = problems_within(documents) or problems_between(documents, shipped_targets())
    if problems:
        more = f" ({len(problems) - 1} more to mend.)" if len(problems) > 1 else ""
        raise RuleBroken(problems[0] + more, *problems)
    return _package(documents)


# --- trees to dataclasses; the checks have run, so nothing here needs to ask -----------------------------------------


def _package(documents: dict[str, Document]) -> PlanPackage:
    trees = {name: document.tree for name, document in documents.items()}
    plan, rows = trees["plan"], _rows(trees)
    slug, codes = plan["slug"], tuple(plan["parties"])
    parties = {row["code"]: _party(row) for row in rows("parties", "parties")}
    keeper, text = plan["keeper"], plan["text"]
    return PlanPackage(
        slug=slug,
        title=plan["title"],
        summary=plan["summary"],
        languages=tuple(plan["languages"]),
        launched=Period.parse(plan["launched"]),
        status=plan["status"],
        keeper=PackageKeeper(kind=keeper["kind"], party=keeper.get("party"), name=keeper["name"]),
        text=PackageText(titles=text["titles"], source=text.get("source"), note=text["note"]),
        is_demonstration=plan.get("demonstration", False),
        parties=tuple(parties[code] for code in codes),
        pillars=tuple(_pillar(slug, codes, row) for row in rows("pillars", "pillars")),
        organisations=tuple(_organisation(row) for row in rows("organisations", "organisations")),
        successions=tuple(_succession(row) for row in rows("organisations", "successions")),
        sources=tuple(_source(row) for row in rows("sources", "sources")),
        facts=tuple(_fact(slug, row) for row in rows("facts", "facts")),
        findings=tuple(_finding(slug, row) for row in rows("findings", "findings")),
        carriers=tuple(_carrier(slug, row) for row in rows("carriers", "carriers")),
        sha256=sha256_hex(canonical_bytes(trees)),
        terms=tuple(_term(row) for row in rows("words", "terms")),
    )


def _rows(trees: dict[str, Any]) -> Any:
    """Rows of an optional list in an optional file."""
    return lambda name, key: trees.get(name, {}).get(key, ())


def _full_ref(slug: str, subject: str) -> str:
    return slug if subject == "plan" else numbered_ref(slug, subject)


def _period(text: str | None) -> Period | None:
    return Period.parse(text) if text else None


def _obligors(codes: tuple[str, ...], value: Any) -> tuple[str, ...]:
    return codes if value == "all" else tuple(code for code in codes if code in value)


def _citations(row: dict[str, Any]) -> tuple[PackageCitation, ...]:
    return tuple(PackageCitation(source=cited["source"], place=cited.get("place", "")) for cited in row["citations"])


def _party(row: dict[str, Any]) -> PackageParty:
    return PackageParty(
        code=row["code"],
        name=row["name"],
        languages=tuple(row["languages"]),
        time_zone=row["time_zone"],
        asking=_asking(row["asking"]) if "asking" in row else None,
    )


def _asking(row: dict[str, Any]) -> PackageAsking:
    return PackageAsking(law=row.get("law", {}), office=row.get("office", {}), chamber=row.get("chamber", {}))


def _pillar(slug: str, codes: tuple[str, ...], row: dict[str, Any]) -> PackagePillar:
    return PackagePillar(
        ref=numbered_ref(slug, row["number"]),
        number=row["number"],
        title=row["title"],
        summary=row["summary"],
        commitments=tuple(_commitment(slug, codes, commitment) for commitment in row["commitments"]),
    )


def _commitment(slug: str, codes: tuple[str, ...], row: dict[str, Any]) -> PackageCommitment:
    ref = numbered_ref(slug, row["number"])
    obligors = _obligors(codes, row["obligors"])
    return PackageCommitment(
        ref=ref,
        number=row["number"],
        title=row["title"],
        summary=row["summary"],
        obligors=obligors,
        kind=row["kind"],
        strength=row["strength"],
        clauses=tuple(
            PackageClause(
                ref=clause_ref(ref, clause["letter"]),
                letter=clause["letter"],
                text=clause["text"],
                obligors=_obligors(codes, clause["obligors"]) if "obligors" in clause else obligors,
            )
            for clause in row.get("clauses", ())
        ),
        alignment=tuple((target.partition(":")[0], target.partition(":")[2]) for target in row.get("alignment", ())),
        windows=tuple(
            PackageWindow(period=Period.parse(window["period"]), name=window["name"], source=window["source"])
            for window in row.get("windows", ())
        ),
    )


def _organisation(row: dict[str, Any]) -> PackageOrganisation:
    return PackageOrganisation(
        id=row["id"],
        kind=row["kind"],
        party=row.get("party"),
        name=row["name"],
        since=_period(row.get("from")),
        until=_period(row.get("to")),
        aliases=tuple(PackageAlias(**alias) for alias in row.get("aliases", ())),
    )


def _succession(row: dict[str, Any]) -> PackageSuccession:
    return PackageSuccession(**{**row, "happened": Period.parse(row["happened"])})


def _source(row: dict[str, Any]) -> PackageSource:
    return PackageSource(
        id=row["id"],
        publisher=row["publisher"],
        side=row["side"],
        party=row.get("party"),
        language=row["language"],
        title=row["title"],
        title_is_description=row["title_is_description"],
        stated_on=_period(row.get("stated_on")),
        address=row["address"],
        weak=row.get("weak"),
    )


def _fact(slug: str, row: dict[str, Any]) -> PackageFact:
    return PackageFact(
        id=row["id"],
        supports=tuple(
            PackageSupport(subject=_full_ref(slug, support["subject"]), weight=support["weight"])
            for support in row["supports"]
        ),
        happened=Period.parse(row["happened"]),
        date_note=row.get("date_note", {}),
        announced={code: Period.parse(text) for code, text in row.get("announced", {}).items()},
        statement=row["statement"],
        citations=_citations(row),
    )


def _finding(slug: str, row: dict[str, Any]) -> PackageFinding:
    return PackageFinding(
        subject=_full_ref(slug, row["subject"]),
        result=row["result"],
        looked_on=Period.parse(row["looked_on"]),
        looked_where=row["looked_where"],
        note=row["note"],
    )


def _carrier(slug: str, row: dict[str, Any]) -> PackageCarrier:
    return PackageCarrier(
        subject=_full_ref(slug, row["subject"]),
        organisation=row["organisation"],
        party=row["party"],
        role=row["role"],
        since=_period(row.get("from")),
        until=_period(row.get("to")),
        note=row.get("note", {}),
        citations=_citations(row),
    )


def _term(row: dict[str, Any]) -> PackageTerm:
    variants = tuple((tag, word) for tag, words in row.get("variants", {}).items() for word in words)
    return PackageTerm(names=row["names"], variants=variants, note=row["note"])
