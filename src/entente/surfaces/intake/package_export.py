"""The other way round: a plan on record -> the files of a plan package that loads again with the same result.

A package speaks in the keeper's name and is public once loaded: it holds what the public may read and the keeper itself says.
What the format has no room for is left out and named.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import yaml

from entente.foundation.common.actors import PUBLIC, Actor
from entente.foundation.common.canonical import sha256_hex
from entente.foundation.common.errors import RuleBroken
from entente.foundation.common.languages import Wording
from entente.foundation.directory import queries as directory
from entente.foundation.directory.queries import Organisation, OrganisationKind
from entente.foundation.sources import queries as sources
from entente.foundation.sources.queries import Document, Side
from entente.record.assessment import queries as assessment
from entente.record.delivery import queries as delivery
from entente.record.delivery.queries import WindowView
from entente.record.plan import queries as plans
from entente.record.plan.queries import CommitmentView, Plan, PlanStatus, PlanView
from entente.record.verification import queries as verification
from entente.record.verification.queries import ClaimView

from .agreed import terms
from .frameworks import shipped_targets
from .package_checks import problems_between, problems_within
from .package_files import parse

Tree = dict[str, Any]

ID_LENGTH = 64
TEXT_NOTE: Wording = {
    "en": "The authentic wording stands in the record that this package was taken from, not in the package.",
    "es": "El texto auténtico consta en el registro del que se tomó este paquete, no en el paquete.",
    "fr": "Le libellé authentique figure au registre dont ce paquet est tiré, et non dans le paquet.",
}


@dataclass(frozen=True, slots=True)
class ExportedPackage:
    """files: name -> YAML; left_out: a sentence for each thing that a package cannot say."""

    files: dict[str, bytes]
    left_out: tuple[str, ...]


def export_package(slug: str, *, by: Actor, as_of: datetime) -> ExportedPackage:
    """A plan as a package.  Raises NotVisible, and RuleBroken when the record lacks what every package has."""
    export = _Export(plans.get_visible_plan(by, slug, as_of=as_of), plans.get_row(by, slug, as_of=as_of), by, as_of)
    trees = export.trees()
    files = {f"{name}.yaml": _yaml(tree) for name, tree in trees.items() if name in ALWAYS or any(tree.values())}
    documents = {name.removesuffix(".yaml"): parse(name, content) for name, content in files.items()}
    problems = problems_within(documents) or problems_between(documents, shipped_targets())
    if problems:
        raise RuleBroken(
            f"“{slug}” is not yet whole enough for a package ({problems[0].rstrip('.')}); mend the record, or export as json.",
            *problems,
        )
    return ExportedPackage(files, tuple(export.left_out))


ALWAYS = ("plan", "parties", "pillars")


def _yaml(tree: Tree) -> bytes:
    return yaml.safe_dump(tree, allow_unicode=True, sort_keys=False, width=120).encode()


@dataclass
class _Export:
    """One export: the plan, who reads it, which documents it turned out to cite."""

    view: PlanView
    row: Plan
    by: Actor
    as_of: datetime
    cited: set[str] = field(default_factory=set)
    left_out: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        known = sources.visible_documents(self.by, as_of=self.as_of).filter(owner=self.row.owner)
        self.documents = {document.slug: document for document in known if document.address}
        self.slugs = {document.address: slug for slug, document in self.documents.items()}

    def trees(self) -> dict[str, Tree]:
        trees = {
            "plan": self.plan(),
            "parties": {"parties": [self.party(code) for code in self.codes]},
            "pillars": {"pillars": self.pillars()},
            "organisations": self.organisations(),
            "facts": {"facts": self.facts()},
            "findings": {"findings": self.findings()},
            "carriers": {"carriers": self.carriers()},
            "words": {"terms": self.terms()},
        }
        return {**trees, "sources": {"sources": [self.source(self.documents[slug]) for slug in sorted(self.cited)]}}

    @property
    def codes(self) -> list[str]:
        return [party.code for party in self.view.parties]

    def plan(self) -> Tree:
        view, first = self.view, self.view.languages[0]
        titles = {tag: text.text for tag, text in plans.plan_texts(view.slug).get("title", {}).items()}
        titles = {**view.text_titles, **titles}
        note = {tag: TEXT_NOTE.get(tag, view.title.get(tag, "")) for tag in view.languages}
        text: Tree = {"titles": titles or {first: view.title.get(first, "")}, "note": note}
        if self.row.document and (slug := self.cite(self.row.document.slug)):
            text["source"] = slug
        tree = {
            "format": "entente-plan-package/1",
            "slug": view.slug,
            "title": self.said(view.title),
            "summary": self.said(view.summary),
            "languages": list(view.languages),
            "parties": self.codes,
            "launched": view.launched_on,
            "status": "draft" if view.status == PlanStatus.DRAFT else "adopted",
            "keeper": {"kind": "observer", "name": {tag: self.keeper_name(tag) for tag in view.languages}},
            "text": text,
        }
        return {**tree, "demonstration": True} if view.is_demonstration else tree

    def party(self, code: str) -> Tree:
        row = directory.get_party(code)
        languages = [tag for tag in row.languages if tag in self.view.languages]
        tree = {"code": code, "name": self.said(row.name), "languages": languages, "time_zone": row.time_zone}
        asking = {name: self.said(wording) for name, wording in row.asking.items() if wording}
        return {**tree, "asking": asking} if asking else tree

    def pillars(self) -> list[Tree]:
        windows: dict[str, list[WindowView]] = {}
        for window in delivery.windows_on_plan(PUBLIC, self.view.slug, as_of=self.as_of):
            windows.setdefault(window.commitment, []).append(window)
        promises: dict[str, list[Tree]] = {}
        for one in plans.commitments(self.by, self.view.slug, as_of=self.as_of):
            promises.setdefault(one.pillar, []).append(self.commitment(one, windows.get(one.ref, [])))
        return [
            {
                "number": pillar.number,
                "title": self.said(pillar.title),
                "summary": self.said(pillar.summary),
                "commitments": promises.get(pillar.number, []),
            }
            for pillar in plans.pillars(self.by, self.view.slug, as_of=self.as_of)
        ]

    def commitment(self, one: CommitmentView, windows: Iterable[WindowView]) -> Tree:
        tree: Tree = {
            "number": one.number,
            "title": self.said(one.title),
            "summary": self.said(one.summary),
            "obligors": self.owed(one.obligors),
            "kind": one.kind,
            "strength": one.strength,
        }
        if one.clauses:
            tree["clauses"] = [
                {"letter": clause.letter, "text": self.said(clause.text)}
                | ({} if set(clause.obligors) == set(one.obligors) else {"obligors": self.owed(clause.obligors)})
                for clause in one.clauses
            ]
        if one.targets:
            tree["alignment"] = [target.ref for target in one.targets]
        bound = [
            {"period": window.period, "name": self.said(window.name), "source": slug}
            for window in windows
            if (slug := self.cite(window.document))
        ]
        return {**tree, "windows": bound} if bound else tree

    def organisations(self) -> Tree:
        rows = [row for row in directory.organisations() if self.belongs(row)]
        kept = {row.slug for row in rows}
        successions = [
            {
                "predecessor": row.slug,
                "successor": after.successor.slug,
                "happened": after.on,
                "kind": after.kind,
                "source": self.cite(self.slugs[after.source_address]),
            }
            for row in rows
            for after in directory.followed_by(row)
            if after.successor.slug in kept and after.source_address in self.slugs
        ]
        tree: Tree = {"organisations": [self.organisation(row) for row in rows]}
        return {**tree, "successions": successions} if successions else tree

    def belongs(self, row: Organisation) -> bool:
        """Bodies of the plan's parties and of none; a record's observers are no part of a plan."""
        return row.kind != OrganisationKind.OBSERVER and (row.party is None or row.party.code in self.codes)

    def organisation(self, row: Organisation) -> Tree:
        tree: Tree = {"id": row.slug, "kind": row.kind}
        if row.party:
            tree["party"] = row.party.code
        tree["name"] = self.said(row.name)
        tree |= {key: value for key, value in (("from", row.from_on), ("to", row.to_on)) if value}
        aliases = [{"text": one.text, "language": one.language, "kind": one.kind} for one in row.aliases.all()]
        return {**tree, "aliases": aliases} if aliases else tree

    def facts(self) -> list[Tree]:
        grouped: dict[str, Tree] = {}
        for claim in reversed(verification.claims_on_plan(PUBLIC, self.view.slug, as_of=self.as_of)):
            known = [source for source in claim.sources if source.document in self.documents]
            if claim.owner != self.row.owner or not claim.happened or not known:
                self.left_out.append(
                    f"The claim “{claim.slug}” on {claim.subject} is not the keeper's, undated or unsourced."
                )
                continue
            citations = [
                {"source": self.cite(source.document)} | ({"place": source.place} if source.place else {})
                for source in known
            ]
            support = {
                "subject": self.inner(claim.subject),
                "weight": "context" if claim.is_context else claim.supports,
            }
            fact = self.fact(claim, citations)
            same = grouped.setdefault(yaml.safe_dump(fact), {**fact, "id": self.id(claim.slug), "supports": []})
            same["supports"].append(support)
            if len(same["supports"]) > 1:
                same["id"] = fact["id"]
        return list(grouped.values())

    def fact(self, claim: ClaimView, citations: list[Tree]) -> Tree:
        """A claim without what it supports: a fact that supports several subjects is several claims on record."""
        tail = "-" + (self.inner(claim.subject).replace(".", "-").replace("#", "-"))
        fact: Tree = {"id": self.id(claim.slug.removesuffix(tail)), "supports": [], "happened": claim.happened}
        if claim.note:
            fact["date_note"] = self.said(claim.note)
        if claim.announced_on:
            fact["announced"] = dict(claim.announced_on)
        return {**fact, "statement": self.said(claim.statement), "citations": citations}

    def terms(self) -> list[Tree]:
        """The terms that stand, as proposed: that parties agreed to them is no part of a package."""
        return [
            {"names": dict(term.names)}
            | ({"variants": {tag: list(words) for tag, words in term.variants.items()}} if term.variants else {})
            | {"note": self.said(term.note)}
            for term in terms(PUBLIC, self.view.slug, as_of=self.as_of)
        ]

    def findings(self) -> list[Tree]:
        found: dict[str, Tree] = {}
        for one in assessment.findings_on_plan(PUBLIC, self.view.slug, as_of=self.as_of):
            if one.owner != self.row.owner or one.subject in found:
                self.left_out.append(
                    f"The finding “{one.slug}” on {one.subject} is not the keeper's, or not its latest."
                )
                continue
            found[one.subject] = {
                "subject": self.inner(one.subject),
                "result": "none_found",
                "looked_on": one.looked_on.isoformat(),
                "looked_where": self.said(one.looked_where),
                "note": self.said(one.note),
            }
        return list(found.values())

    def carriers(self) -> list[Tree]:
        rows = []
        for lead in delivery.leads_on_plan(PUBLIC, self.view.slug, as_of=self.as_of):
            slug = self.cite(lead.document)
            if not slug:
                self.left_out.append(f"{lead.organisation} on {lead.subject} has no source with an address.")
                continue
            row: Tree = {
                "subject": self.inner(lead.subject),
                "organisation": lead.organisation,
                # The format wants a party for a joint body too; the record keeps none, and loading reads none.
                "party": lead.party or self.codes[0],
                "role": lead.role,
            }
            row |= {key: value for key, value in (("from", lead.from_on), ("to", lead.to_on)) if value}
            rows.append({**row, "citations": [{"source": slug} | ({"place": lead.place} if lead.place else {})]})
        return rows

    def source(self, document: Document) -> Tree:
        language = document.language or next(iter(document.title), "und")
        title = self.said(document.title) if document.is_described else {language: document.title.get(language, "")}
        tree: Tree = {
            "id": self.id(document.slug),
            "publisher": document.publisher_name
            or (self.first(document.publisher.name) if document.publisher else "-"),
            "side": document.side,
        }
        if document.side == Side.PARTY:
            tree["party"] = document.party
        tree |= {"language": language, "title": title, "title_is_description": document.is_described}
        if document.stated_on:
            tree["stated_on"] = document.stated_on
        tree["address"] = document.address
        return {**tree, "weak": document.weakness} if document.weakness else tree

    def id(self, slug: str) -> str:
        """A slug on record as an id of the package, in which the plan's own name goes without saying."""
        return _id(slug.removeprefix(f"{self.view.slug}-"))

    def cite(self, slug: str) -> str:
        """The id of a document in the package, now that something cites it; "" when it cannot be in one."""
        if slug not in self.documents:
            return ""
        self.cited.add(slug)
        return self.id(slug)

    def said(self, wording: Mapping[str, str]) -> Wording:
        return {tag: wording[tag] for tag in self.view.languages if wording.get(tag)}

    def first(self, wording: Mapping[str, str]) -> str:
        return next(iter(self.said(wording).values()), next(iter(wording.values()), "-"))

    def keeper_name(self, tag: str) -> str:
        return self.view.keeper_name.get(tag) or self.first(self.view.keeper_name)

    def owed(self, obligors: Iterable[str]) -> str | list[str]:
        owing = set(obligors)
        return "all" if owing == set(self.codes) else [code for code in self.codes if code in owing]

    def inner(self, subject: str) -> str:
        """ "plan/6.4" -> "6.4"; the plan itself is "plan"."""
        return subject.partition("/")[2] or "plan"


def _id(slug: str) -> str:
    """A slug as the format takes it: a long one keeps its head and gets a mark of its own."""
    if len(slug) <= ID_LENGTH:
        return slug
    mark = sha256_hex(slug.encode())[:10]
    return f"{slug[: ID_LENGTH - 11].rstrip('-')}-{mark}"
