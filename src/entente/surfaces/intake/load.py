"""A plan package goes on record: directory, sources, the plan, its facts and findings.  Loading it again changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from django.db import transaction

from entente.foundation.common.actors import Actor
from entente.foundation.common.errors import NotVisible, RuleBroken
from entente.foundation.common.periods import Period
from entente.foundation.common.records import Tier
from entente.foundation.directory import commands as directory
from entente.foundation.directory import queries as directories
from entente.foundation.directory.queries import AliasKind, Asking, Organisation, OrganisationKind, SuccessionKind
from entente.foundation.sources import commands as sources
from entente.foundation.sources.queries import Citation, Document, Side
from entente.foundation.texts.queries import WordingStatus
from entente.record.assessment.commands import FindingFacts, file_finding
from entente.record.delivery.commands import LeadFacts, name_lead, set_window
from entente.record.delivery.queries import LeadRole
from entente.record.plan import commands as plans
from entente.record.plan import queries as plan_queries
from entente.record.plan.facts import ClauseFacts, CommitmentFacts, PillarFacts, PlanFacts
from entente.record.plan.queries import Kind, Plan, PlanStatus, Strength
from entente.record.verification.commands import ClaimFacts, make_claim
from entente.record.verification.queries import Support

from .agreed import TermFacts, put_shipped
from .frameworks import read_frameworks
from .packages import PackageCitation, PackageCommitment, PackageFact, PackagePillar, PlanPackage

Progress = Callable[[int, int], None]

DEFAULT_KEEPER = "observer"
"""Slug of the organisation that keeps a fresh record until somebody gives it a name."""


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load did.  is_changed False: the record had all of it."""

    slug: str
    is_changed: bool
    commitments: int
    facts: int
    findings: int


@transaction.atomic
def load_package(
    package: PlanPackage,
    *,
    by: Actor,
    at: datetime,
    keeper: str = DEFAULT_KEEPER,
    progress: Progress | None = None,
) -> LoadReport:
    """Put a package on record in one transaction.

    A new version of a known package brings wording, facts, findings and sources up to date.  Raises RuleBroken when its
    promises themselves differ (other numbers, obligors, kinds): that takes an amendment.  A package without a promise is a
    shell for its text: once it is on record it is its keeper's, and loading it again changes nothing.
    """
    report = LoadReport(package.slug, True, len(package.commitments), len(package.facts), len(package.findings))
    known = _known(package, by, at)
    if known is not None and (known.content_sha256 == package.sha256 or not package.commitments):
        return LoadReport(package.slug, False, report.commitments, report.facts, report.findings)
    loader = _Loader(package, by, at, _keeper(package, keeper, by, at), progress)
    loader.directory()
    loader.sources()
    loader.put_plan(known)
    loader.facts()
    loader.findings()
    loader.carriers()
    loader.words()
    return report


def _known(package: PlanPackage, by: Actor, at: datetime) -> Plan | None:
    try:
        return plan_queries.get_row(by, package.slug, as_of=at)
    except NotVisible:
        return None


def _keeper(package: PlanPackage, slug: str, by: Actor, at: datetime) -> Organisation:
    """The keeper on record under this slug, else the package's placeholder."""
    found = directories.organisations().filter(slug=slug).first()
    if found is not None:
        return found
    return directory.register_organisation(
        slug=slug, name=package.keeper.name, kind=OrganisationKind.OBSERVER, by=by, at=at
    )


class _Loader:
    """One load: the package, who loads it, and what is on record so far."""

    def __init__(
        self, package: PlanPackage, by: Actor, at: datetime, keeper: Organisation, progress: Progress | None
    ) -> None:
        self.package, self.by, self.at, self.keeper, self.progress = package, by, at, keeper, progress
        self.owner = by.owner or keeper.slug
        self.organisations: dict[str, Organisation] = {}
        self.documents: dict[str, Document] = {}
        self.is_closed = False

    def _known_at(self, happened: Period) -> datetime:
        """When the record learned of something: now; in a demonstration, which has a made-up past, the noon after it."""
        if not self.package.is_demonstration:
            return self.at
        noon = datetime.combine(happened.last_on + timedelta(days=1), time(12), tzinfo=UTC)
        return min(noon, self.at)

    def directory(self) -> None:
        parties = {
            party.code: directory.register_party(
                code=party.code, name=party.name, languages=party.languages, time_zone=party.time_zone, by=self.by
            )
            for party in self.package.parties
        }
        for party in self.package.parties:
            if party.asking is not None:
                howto = Asking(party.asking.law, party.asking.office, party.asking.chamber)
                directory.say_how_to_ask(parties[party.code], howto, by=self.by)
        for body in self.package.organisations:
            organisation = directory.register_organisation(
                slug=body.id,
                name=body.name,
                kind=OrganisationKind(body.kind),
                party=parties.get(body.party) if body.party else None,
                from_on=str(body.since or ""),
                to_on=str(body.until or ""),
                by=self.by,
                at=self.at,
            )
            self.organisations[body.id] = organisation
            for alias in body.aliases:
                directory.add_alias(
                    organisation, language=alias.language, text=alias.text, kind=AliasKind(alias.kind), by=self.by
                )
        addresses = {source.id: source.address for source in self.package.sources}
        for row in self.package.successions:
            directory.record_succession(
                predecessor=self.organisations[row.predecessor],
                successor=self.organisations[row.successor],
                kind=SuccessionKind(row.kind),
                on=str(row.happened),
                source_address=addresses[row.source],
                by=self.by,
            )

    def _first_cited(self) -> dict[str, datetime]:
        """Source -> when the record was first told of it: with what cites it first."""
        cited = [(one.source, fact.happened) for fact in self.package.facts for one in fact.citations]
        if self.package.text.source:
            cited.append((self.package.text.source, self.package.launched))
        told: dict[str, datetime] = {}
        for source, happened in cited:
            known = self._known_at(happened)
            told[source] = min(told.get(source, known), known)
        return told

    def sources(self) -> None:
        told = self._first_cited()
        for source in self.package.sources:
            facts = sources.DocumentFacts(
                slug=f"{self.package.slug}-{source.id}",
                title=source.title,
                side=Side(source.side),
                party=source.party or "",
                is_described=source.title_is_description,
                language=source.language,
                publisher_name=source.publisher,
                stated_on=str(source.stated_on or ""),
                address=source.address,
                weakness=source.weak or "",
            )
            self.documents[source.id] = sources.add_document(
                facts, by=self.by, owner=self.owner, tier=Tier.PUBLIC, at=told.get(source.id, self.at)
            )

    def put_plan(self, known: Plan | None) -> None:
        pillars = [_pillar_facts(pillar) for pillar in self.package.pillars]
        for framework in read_frameworks():
            plans.put_framework(
                framework.code,
                framework.name,
                [(target.code, target.label) for target in framework.targets],
                by=self.by,
                address=framework.address,
            )
        if known is None:
            plan = self._start(pillars)
        else:
            plan = known
            _require_same_promises(self.package, known, self.by, self.at)
            plans.revise_wording(plan, pillars, by=self.by, status=WordingStatus.PROJECT)
        plans.note_content(plan, self.package.sha256, by=self.by)
        self.is_closed = plan.status == PlanStatus.CLOSED
        if self.is_closed:  # what is reported in a closed plan is frozen; facts and findings still come in
            return
        for commitment in self.package.commitments:
            for window in commitment.windows:
                citation = sources.cite(self.documents[window.source], by=self.by, at=self.at)
                set_window(
                    commitment.ref, window.period, window.name, citation, by=self.by, owner=self.owner, at=self.at
                )

    def _start(self, pillars: list[PillarFacts]) -> Plan:
        package = self.package
        facts = PlanFacts(
            slug=package.slug,
            title=package.title,
            languages=package.languages,
            parties=tuple(party.code for party in package.parties),
            summary=package.summary,
            titles={},
            preambles={},
            launched_on=str(package.launched),
            text_titles=package.text.titles,
            is_demonstration=package.is_demonstration,
        )
        document = self.documents[package.text.source] if package.text.source else None
        plan = plans.start_plan(facts, by=self.by, keeper=self.keeper, document=document)
        plans.put_structure(plan, pillars, by=self.by, status=WordingStatus.PROJECT)
        if package.status == PlanStatus.ADOPTED:
            plan = plans.adopt(plan, by=self.by, at=self._known_at(package.launched))
        return plan

    def _cite(self, citations: tuple[PackageCitation, ...]) -> list[Citation]:
        return [sources.cite(self.documents[one.source], by=self.by, place=one.place, at=self.at) for one in citations]

    def facts(self) -> None:
        ordered = sorted(self.package.facts, key=lambda fact: fact.happened.last_on)
        for done, fact in enumerate(ordered, 1):
            citations = self._cite(fact.citations)
            for claim in _claims(self.package.slug, fact):
                make_claim(
                    claim,
                    citations,
                    by=self.by,
                    owner=self.owner,
                    at=self._known_at(fact.happened),
                    status=WordingStatus.PROJECT,
                )
            if self.progress is not None:
                self.progress(done, len(ordered))

    def findings(self) -> None:
        for finding in self.package.findings:
            facts = FindingFacts(
                slug=f"{self.package.slug}-none-{_tail(finding.subject)}",
                subject=finding.subject,
                looked_on=finding.looked_on.first_on,
                looked_where=finding.looked_where,
                note=finding.note,
            )
            looked = self._known_at(finding.looked_on)
            file_finding(facts, by=self.by, owner=self.owner, at=looked, status=WordingStatus.PROJECT)

    def carriers(self) -> None:
        for carrier in () if self.is_closed else self.package.carriers:
            name_lead(
                LeadFacts(carrier.subject, LeadRole(carrier.role), str(carrier.since or ""), str(carrier.until or "")),
                self.organisations[carrier.organisation],
                by=self.by,
                owner=self.owner,
                citation=self._cite(carrier.citations)[0],
                at=self.at,
            )

    def words(self) -> None:
        shipped = []
        for term in self.package.terms:
            variants: dict[str, list[str]] = {}
            for language, word in term.variants:
                variants.setdefault(language, []).append(word)
            shipped.append(TermFacts(dict(term.names), variants, dict(term.note)))
        put_shipped(self.package.slug, shipped, by=self.by, at=self.at, owner=self.owner)


def _tail(subject: str) -> str:
    """ "plan/9.2#b" -> "9-2-b": the end of a slug."""
    return subject.partition("/")[2].replace(".", "-").replace("#", "-") or "plan"


def _claims(plan: str, fact: PackageFact) -> list[ClaimFacts]:
    """A fact supports each of its subjects with its own weight: a claim for each."""
    several = len(fact.supports) > 1
    return [
        ClaimFacts(
            slug=f"{plan}-{fact.id}-{_tail(support.subject)}" if several else f"{plan}-{fact.id}",
            subject=support.subject,
            supports=Support.CONTRIBUTES if support.weight == "context" else Support(support.weight),
            statement=fact.statement,
            happened=str(fact.happened),
            note=fact.date_note,
            announced_on={party: str(period) for party, period in fact.announced.items()},
            is_context=support.weight == "context",
        )
        for support in fact.supports
    ]


def _pillar_facts(pillar: PackagePillar) -> PillarFacts:
    return PillarFacts(
        number=pillar.number,
        commitments=tuple(_commitment_facts(one) for one in pillar.commitments),
        title=pillar.title,
        summary=pillar.summary,
        titles={},
        introductions={},
    )


def _commitment_facts(one: PackageCommitment) -> CommitmentFacts:
    return CommitmentFacts(
        number=one.number,
        obligors=one.obligors,
        kind=Kind(one.kind),
        strength=Strength(one.strength),
        title=one.title,
        summary=one.summary,
        texts={},
        clauses=tuple(ClauseFacts(clause.text, clause.obligors) for clause in one.clauses),
        alignment=one.alignment,
    )


def _require_same_promises(package: PlanPackage, plan: Plan, by: Actor, at: datetime) -> None:
    """Raise RuleBroken unless package and record have the same promises: numbers, who owes them, kind, strength, parts."""
    first = plan_queries.first_terms(plan.slug)  # of what was amended since: a package holds the original
    ours = {
        view.number: (set(was.obligors), was.kind, was.strength, len(was.clauses))
        for view in plan_queries.commitments(by, plan.slug, as_of=at)
        for was in (first.get(view.ref, view),)
    }
    theirs = {one.number: (set(one.obligors), one.kind, one.strength, len(one.clauses)) for one in package.commitments}
    for number in sorted({*ours, *theirs}):
        if ours.get(number) != theirs.get(number):
            raise RuleBroken(
                f"Commitment {number} of the package differs from the one on record in “{plan.slug}”; "
                "a changed promise takes an amendment that every party signs."
            )
