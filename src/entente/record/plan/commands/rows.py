"""Facts into rows.  One place builds the rows of a structure, for whole imports and single edits alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from entente.foundation.common.errors import RuleBroken
from entente.foundation.common.languages import Wording
from entente.foundation.common.refs import clause_letter, clause_ref, numbered_ref
from entente.foundation.directory.models import Party
from entente.foundation.sources.models import Document
from entente.foundation.texts.commands import Worded
from entente.foundation.texts.rules import Home, revision_of
from entente.foundation.texts.words import WordingStatus
from entente.record.plan import rules
from entente.record.plan.facts import CommitmentFacts, PillarFacts
from entente.record.plan.models import Alignment, AuthenticText, Clause, Commitment, Obligation, Pillar, Plan, Target
from entente.record.plan.words import TextField

BATCH = 2000


@dataclass(slots=True)
class Rows:
    """Unsaved rows of a structure, in the order in which they must be saved."""

    pillars: list[Pillar] = field(default_factory=list)
    commitments: list[Commitment] = field(default_factory=list)
    clauses: list[Clause] = field(default_factory=list)
    obligations: list[Obligation] = field(default_factory=list)
    alignments: list[Alignment] = field(default_factory=list)
    texts: list[AuthenticText] = field(default_factory=list)
    worded: list[Worded] = field(default_factory=list)

    def save(self) -> None:
        Pillar.objects.bulk_create(self.pillars, batch_size=BATCH)
        Commitment.objects.bulk_create(self.commitments, batch_size=BATCH)
        Clause.objects.bulk_create(self.clauses, batch_size=BATCH)
        Obligation.objects.bulk_create(self.obligations, batch_size=BATCH)
        Alignment.objects.bulk_create(self.alignments, batch_size=BATCH)
        AuthenticText.objects.bulk_create(self.texts, batch_size=BATCH)


@dataclass(slots=True)
class Builder:
    """Builds the rows of one plan."""

    plan: Plan
    parties: Mapping[str, Party]
    targets: Mapping[tuple[str, str], Target]
    status: WordingStatus
    document: Document | None = None
    rows: Rows = field(default_factory=Rows)

    def pillar(self, facts: PillarFacts, position: int) -> Pillar:
        pillar = Pillar(
            plan=self.plan,
            owner=self.plan.owner,
            tier=self.plan.tier,
            number=facts.number,
            position=position,
            title=facts.title,
            summary=facts.summary,
        )
        ref = numbered_ref(self.plan.slug, facts.number)
        self.rows.pillars.append(pillar)
        self.word(ref, title=facts.title, summary=facts.summary)
        self.authentic(ref, TextField.TITLE, facts.titles)
        self.authentic(ref, TextField.INTRODUCTION, facts.introductions)
        return pillar

    def commitment(
        self, facts: CommitmentFacts, pillar: Pillar, position: int, *, known: Commitment | None = None
    ) -> Commitment:
        """`known`: the row that these facts replace, whose key the new one takes."""
        ref = numbered_ref(self.plan.slug, facts.number)
        commitment = Commitment(
            plan=self.plan,
            pillar=pillar,
            owner=self.plan.owner,
            tier=self.plan.tier,
            ref=ref,
            number=facts.number,
            position=position,
            parent=facts.parent,
            title=facts.title,
            summary=facts.summary,
            kind=facts.kind,
            strength=facts.strength,
            search_text=rules.search_text(
                facts.number, facts.title, facts.summary, facts.texts, *(clause.text for clause in facts.clauses)
            ),
        )
        if known is not None:
            commitment.pk, commitment.made_at = known.pk, known.made_at
        self.rows.commitments.append(commitment)
        self.word(ref, title=facts.title, summary=facts.summary)
        self.authentic(ref, TextField.TEXT, facts.texts)
        self.parts(commitment, facts)
        return commitment

    def parts(self, commitment: Commitment, facts: CommitmentFacts) -> None:
        """Clauses, obligations and alignment of a promise."""
        self._owe(commitment, None, facts.obligors)
        for at, clause_facts in enumerate(facts.clauses):
            clause = Clause(
                commitment=commitment,
                owner=self.plan.owner,
                tier=self.plan.tier,
                letter=clause_letter(at),
                position=at,
                text=clause_facts.text,
            )
            self.rows.clauses.append(clause)
            self.word(clause_ref(commitment.ref, clause.letter), text=clause_facts.text)
            if clause_facts.obligors and set(clause_facts.obligors) != set(facts.obligors):
                self._owe(commitment, clause, clause_facts.obligors)
        for code in facts.alignment:
            if code not in self.targets:
                raise RuleBroken(
                    f"Commitment {facts.number} is aligned with “{code[0]}:{code[1]}”, which no code list has."
                )
            self.rows.alignments.append(Alignment(commitment=commitment, target=self.targets[code]))

    def authentic(self, subject: str, name: TextField, words: Wording) -> None:
        for language, text in words.items():
            if text:
                self.rows.texts.append(
                    AuthenticText(
                        plan=self.plan,
                        owner=self.plan.owner,
                        tier=self.plan.tier,
                        subject=subject,
                        field=name,
                        language=language,
                        text=text,
                        sha256=revision_of(text),
                        document=self.document,
                    )
                )

    def _owe(self, commitment: Commitment, clause: Clause | None, codes: Iterable[str]) -> None:
        for code in codes:
            self.rows.obligations.append(Obligation(commitment=commitment, clause=clause, party=self.parties[code]))

    def word(self, subject: str, **wordings: Wording) -> None:
        """Note the record's own words: they are wanted in every language in which the plan is kept."""
        home = home_of(self.plan)
        for name, wording in wordings.items():
            if wording:
                self.rows.worded.append(Worded(subject, name, wording, self.status, home=home))


def home_of(plan: Plan) -> Home:
    """Whose the words are that the record has for a plan: its owner's, in every language in which it is kept."""
    return Home(plan.owner, plan.slug, "plan", tuple(plan.languages))


def parties_by_code(codes: Sequence[str]) -> dict[str, Party]:
    """The parties of these codes.  Raises RuleBroken for the first code that the directory does not know."""
    known = {party.code: party for party in Party.objects.filter(code__in=codes)}
    for code in codes:
        if code not in known:
            raise RuleBroken(
                f"“{code}” is not a party on record; use a code that is (entente party list) or register it first "
                f"(entente party add {code} …)."
            )
    return known


def targets_by_code(pillars: Iterable[PillarFacts]) -> dict[tuple[str, str], Target]:
    """Every target that a structure may be aligned with; empty when it aligns with nothing."""
    codes = {code for pillar in pillars for commitment in pillar.commitments for code in commitment.alignment}
    if not codes:
        return {}
    found = Target.objects.filter(framework__code__in={framework for framework, _ in codes}).select_related("framework")
    return {(target.framework.code, target.code): target for target in found}
