"""What happens to a record beside updates and evidence: each function is one thing that somebody does at an instant."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random

from entente.foundation.accord import queries as accords
from entente.foundation.common.actors import SYSTEM
from entente.foundation.common.periods import Period
from entente.foundation.common.records import Tier
from entente.foundation.directory import commands as directory
from entente.foundation.directory.queries import OrganisationKind
from entente.foundation.sources import commands as sources
from entente.foundation.sources.models import Document
from entente.foundation.sources.queries import Showing
from entente.foundation.sources.words import Removal
from entente.foundation.texts.commands import Translation, review_text
from entente.foundation.texts.models import WordingState
from entente.foundation.texts.queries import WordingStatus
from entente.record.assessment import commands as assessment
from entente.record.assessment import queries as assessments
from entente.record.assessment.commands import FindingFacts, JointFacts, file_finding
from entente.record.assessment.commands.inquiries import InquiryFacts, note_answer, record_inquiry
from entente.record.assessment.inquiry_words import InquiryKind, InquiryOutcome
from entente.record.assessment.words import Completion
from entente.record.delivery import commands as delivery
from entente.record.plan import commands as plans
from entente.record.plan.models import Plan
from entente.record.verification import commands as verification
from entente.record.verification.commands import ClaimFacts
from entente.record.verification.words import Support, Verdict
from entente.surfaces.following import follows
from entente.surfaces.following.follows import Wish
from entente.surfaces.following.words import Rhythm, SubjectKind
from entente.surfaces.intake import agreed, agreements
from entente.surfaces.intake.agreed import TermFacts
from entente.surfaces.reports import editing, issues
from entente.surfaces.reports.compose import Choice
from entente.surfaces.reports.models import Issue
from entente.surfaces.reports.words import Kind, Reach
from tests.cast import ADA, ANA, BELA, CHRIS
from tests.record.delivery import activity_acts as acts
from tests.record.plan.changing import all_sign, amended

SLUG = "tri-plan"
PROMISES = ("tri-plan/1.1", "tri-plan/1.2")
DAMAGED = b"%PDF-1.7\n"


def words_of(random: Random, said: str) -> dict[str, str]:
    return {tag: f"{said} {random.randrange(10**6)} ({tag})." for tag in ("ar", "en", "pt")}


def an_amendment(random: Random, at: datetime) -> None:
    """New words of a promise, signed by all: in force at once, or from a day to come."""
    later = random.choice((None, at.date() + timedelta(days=random.choice((1, 30)))))
    ref = random.choice(PROMISES)
    amended(ref, by=ANA, then=ADA, at=at, in_force_from=later, texts=words_of(random, "The parties will keep it"))


def amendments_come_in(random: Random, at: datetime) -> None:
    """The worker's turn: what all signed and whose day has come."""
    plans.take_in_amendments(by=SYSTEM, at=at)


def a_window(random: Random, at: datetime) -> None:
    """Outside dates that the clock closes soon."""
    period = Period.parse(f"2026/{at.date() + timedelta(days=random.choice((1, 20)))}")
    cited = acts.citation(CHRIS, f"dates-{random.randrange(10**6)}")
    named = {"en": "Years of the fair"}
    delivery.set_window(random.choice(PROMISES), period, named, cited, by=CHRIS, owner="observatory", at=at)


def a_joint_status(random: Random, at: datetime) -> None:
    """What all parties sign together; the same subject again is other words for it."""
    subject = random.choice((*PROMISES, "tri-plan/2.1#b"))
    known = assessments.proposal_on(SYSTEM, subject, as_of=at)
    value = random.choice((Completion.NOT_STARTED, Completion.LIMITED))
    facts = JointFacts(subject, value, at.date(), words_of(random, "So it stands"))
    row = assessment.propose_joint(facts, by=ANA, at=at, revision=known.current.number if known else None)
    if random.random() < 0.7:
        all_sign(Plan.objects.get(slug=SLUG), row.pk, then=ADA, at=at)


def a_signature_taken_back(random: Random, at: datetime) -> None:
    """One party stands no longer by a joint status."""
    for view in accords.proposals(ANA, as_of=at, plan=SLUG, kind="joint-status"):
        signer = replace(ADA, owner="BBB", post="office-bbb/desk", user_id="signer-BBB")
        if any(one.party == "BBB" and one.withdrawn_at is None for one in view.current.signatures):
            row = accords.get_row(SYSTEM, view.key, as_of=at)
            agreements.withdraw(row, by=signer, at=at, reason="It was read again.")
            return


def evidence_disputed(random: Random, at: datetime) -> None:
    """Evidence that somebody does not find in its sources, or finds only in part."""
    claim = acts.claim(random.choice(PROMISES), slug=f"told-{random.randrange(10**6)}")
    verdict = random.choice((Verdict.REJECTED, Verdict.DISPUTED))
    verification.check(claim, verdict, by=BELA, at=at, reading={"en": f"Another reading {random.random()}."})


def evidence_held_back(random: Random, at: datetime) -> None:
    """What was public is public no more, or is again."""
    slug, tier = f"seen-{random.choice((1, 2))}", random.choice((Tier.OWN, Tier.PUBLIC))
    facts = ClaimFacts(
        slug, random.choice(PROMISES), Support.ALL, {"en": f"It was done {random.random()}."}, "2026-05-02"
    )
    cited = [acts.citation(ANA, f"aaa-{slug}")]
    reviewed = WordingStatus.REVIEWED
    verification.make_claim(facts, cited, by=ANA, owner="AAA", at=at, status=reviewed, tier=tier)


def a_question_answered(random: Random, at: datetime) -> None:
    """What was searched for and not found, asked for, and what came back."""
    slug = f"no-fair-{random.randrange(10**6)}"
    facts = FindingFacts(slug, "tri-plan/2.1#b", date(2026, 11, 1), {"en": "All public pages."})
    file_finding(facts, by=CHRIS, owner="observatory", at=at, status=WordingStatus.PROJECT)
    due_on = at.date() + timedelta(days=random.choice((1, 40)))
    asked = InquiryFacts(("observatory", slug), party="AAA", kind=InquiryKind.ACCESS, asked_on=at.date(), due_on=due_on)
    row = record_inquiry(asked, by=CHRIS, at=at)
    if random.random() < 0.5:
        cited = acts.citation(CHRIS, f"answer-{slug}")
        note_answer(row, random.choice(list(InquiryOutcome)), cited, by=CHRIS, answered_on=at.date(), at=at)


def a_copy(random: Random, at: datetime) -> None:
    """A source that was only cited is archived; some of the copies are taken away again."""
    document = Document.objects.filter(owner="AAA", tier=Tier.PUBLIC).order_by("slug").first()
    if document is None:
        claim = acts.claim("tri-plan/1.1", slug=f"seen-{random.randrange(10**6)}")
        document = claim.backings.get().citation.document
    content = DAMAGED + str(random.random()).encode()
    copy = sources.archive_upload(
        document, "page.pdf", content, by=ANA, at=at, showing=random.choice(list(Showing)), bytes_max=1000
    )
    if random.random() < 0.4:
        sources.remove_bytes(copy, by=ANA, at=at, reason=Removal.PRIVACY)


def a_body_renamed(random: Random, at: datetime) -> None:
    number = random.randrange(10**6)
    if random.random() < 0.5:
        languages, name = ["en"], {"en": f"Arcadia {number}", "pt": f"Arcádia {number}", "ar": f"أركاديا {number}"}
        directory.register_party(code="AAA", name=name, languages=languages, time_zone="Asia/Tokyo", by=SYSTEM)
        return
    name = {"en": f"Observatory {number}"}
    directory.register_organisation(slug="observatory", name=name, kind=OrganisationKind.OBSERVER, by=SYSTEM)


def a_translation(random: Random, at: datetime) -> None:
    """The title of the plan in one more language, read by a second person."""
    language, plan = random.choice(("fr", "es")), Plan.objects.get(slug=SLUG)
    text = f"Plan {random.randrange(10**6)} ({language})"
    made = Translation("title", language, text, made_from="en", source=plan.title["en"])
    plans.translate_wording(plan, SLUG, made, by=CHRIS, at=at)
    state = WordingState.objects.get(subject=SLUG, field="title", language=language)
    carla = replace(CHRIS, user_id="carla", post="observatory/second-keeper")
    review_text(SLUG, "title", language, revision=state.revision, by=carla, at=at, ref=SLUG, is_public=True)


def a_term_agreed(random: Random, at: datetime) -> None:
    """A word of the plan in two of its languages, which both sides stand by."""
    number = random.randrange(10**6)
    agreed.propose(SLUG, TermFacts({"en": f"fair {number}", "pt": f"feira {number}"}), by=ANA, at=at)
    term = agreed.terms(ANA, SLUG, as_of=at)[-1]
    for by in (ANA, BELA):
        agreed.agree(term.key, by=by, at=at, revision=term.revision)


def a_report(random: Random, at: datetime) -> None:
    """A report published; where one is public already, it is taken back."""
    standing = Issue.objects.filter(published_at__isnull=False, withdrawn_at__isnull=True).first()
    if standing is not None:
        issues.withdraw(standing, by=ADA, at=at)
        return
    report = editing.begin(Choice(Kind.PLACEMAT, SLUG, "en", Reach.PUBLIC), by=ANA, at=at)
    issues.publish(issues.make_at_once(report, by=ANA, at=at), by=ADA, at=at)


def a_follow(random: Random, at: datetime) -> None:
    """Somebody asks to be told: no page changes."""
    wish = Wish(SLUG, SubjectKind.PLAN, SLUG, random.choice(list(Rhythm)), "fr")
    follows.ask(f"reader-{random.randrange(10**6)}@example.org", wish, at=at)


HAPPENINGS: tuple[Callable[[Random, datetime], None], ...] = (
    an_amendment,
    amendments_come_in,
    a_window,
    a_joint_status,
    a_signature_taken_back,
    evidence_disputed,
    evidence_held_back,
    a_question_answered,
    a_copy,
    a_body_renamed,
    a_translation,
    a_term_agreed,
    a_report,
    a_follow,
)
