"""What a walk of rights finds on record: one of everything that somebody may write on, and every side x role to try it."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from entente.foundation.accounts import commands as accounts
from entente.foundation.accounts.commands import acts
from entente.foundation.accounts.facts import OpenPost
from entente.foundation.accounts.queries import actor_for
from entente.foundation.accounts.words import Scope
from entente.foundation.common.actors import SYSTEM, Actor, Role
from entente.foundation.common.records import Tier
from entente.foundation.directory import commands as directory
from entente.foundation.directory import queries as directories
from entente.foundation.directory.models import Appointment, Post
from entente.foundation.directory.words import PostCapacity
from entente.foundation.sources import commands as sources
from entente.foundation.sources.commands import DocumentFacts
from entente.foundation.sources.queries import Citation, Showing, Side
from entente.foundation.texts.queries import WordingStatus, revision_of
from entente.record.assessment import commands as assessment
from entente.record.assessment.commands import FindingFacts, inquiries
from entente.record.assessment.commands.inquiries import InquiryFacts
from entente.record.assessment.inquiry_words import InquiryKind
from entente.record.delivery import commands as delivery
from entente.record.delivery.commands import (
    ActivityFacts,
    CandidateFacts,
    DelegationFacts,
    LeadFacts,
    MilestoneFacts,
    ObstacleFacts,
    SessionFacts,
    UpdateFacts,
)
from entente.record.delivery.queries import LeadRole, SessionKind, Update, Weight
from entente.record.delivery.rules import milestone_states as states_subject
from entente.record.notes import commands as notes
from entente.record.plan import commands as plans
from entente.record.plan.queries import Standing
from entente.record.verification import commands as verification
from entente.record.verification.queries import Verdict
from entente.surfaces.intake import jobs
from entente.surfaces.intake.forms.template import form_of
from entente.surfaces.intake.imports import ImportWish
from entente.surfaces.intake.sheets import applying, batches
from entente.surfaces.intake.sheets.state import sheets_now
from entente.surfaces.intake.wordings import opening
from entente.surfaces.notices import problems
from entente.surfaces.notices.problems import ProblemFacts
from entente.surfaces.reports import editing
from entente.surfaces.reports.compose import Choice
from entente.surfaces.reports.model import dumped
from entente.surfaces.reports.models import Issue
from entente.surfaces.reports.words import IssueStatus, Kind, Reach
from tests import cast
from tests.cast import ANA, BELA, CHRIS, ERIN
from tests.record.builders import adopted_plan, draft_plan
from tests.surfaces import walked_agreements
from tests.surfaces.busy import AT, claimed
from tests.surfaces.intake.forms.test_round_trip import filled
from tests.surfaces.intake.sheets.books import AT as LATER
from tests.surfaces.intake.sheets.books import changed, edited, exported
from tests.surfaces.reports.sample import DOCUMENT
from tests.surfaces.test_rights import GROUP, OTHER_GROUP, SIDES, Reader, readers
from tests.surfaces.web.desk.forms import PDF

ADA = replace(ANA, user_id="ada", post="ministry-a/director")
SPEAKERS = {"AAA": ANA, "BBB": BELA, "observatory": CHRIS, "institute": ERIN}
BODIES = {"AAA": "ministry-a", "BBB": "ministry-b", "observatory": "observatory", "institute": "institute"}
PLAN, PROMISE = "tri-plan", "tri-plan/2.1"
WORDS = {"en": "Done.", "pt": "Feito."}
TODAY = timezone.localdate()
A_WALK = 3600
"""Seconds for which the second factor stays fresh."""


@dataclass(frozen=True, slots=True)
class Walker:
    """A reader in a browser of its own; own: what its rows mean by {side}, {body} and the like."""

    reader: Reader
    client: Client
    own: Mapping[str, Any]


def world() -> dict[str, Any]:
    """Everything that the rows of the table write on, by its name there."""
    plan = adopted_plan()
    draft_plan("draft-plan")
    for by in (ANA, BELA):
        plans.set_standing(plan, by.owner, Standing.TAKING_PART, by=by, on=date(2026, 1, 1))
    for slug in (GROUP, OTHER_GROUP):
        directory.found_group(slug=slug, name={"en": slug}, sides=list(SPEAKERS), by=SYSTEM)
    names: dict[str, Any] = {"today": TODAY.isoformat(), "revision": "1"}
    told = ProblemFacts("/en/plans/tri-plan/commitments/2.1/", PLAN, "2.1", "en", "The date is wrong.", "")
    names["problem"] = str(problems.report(told, at=AT).pk)
    names |= _proof() | _activity() | _candidate_and_milestones() | _updates() | _files()
    names |= walked_agreements.agreements() | walked_agreements.assessed() | _reports()
    return names


def _source(by: Actor) -> Citation:
    facts = DocumentFacts(
        slug=f"source-{by.owner.lower()}",
        title={"en": "Page"},
        side=Side.THIRD,
        language="en",
        publisher_name="Gazette",
        address="https://gazette.example/page",
    )
    return sources.cite(sources.add_document(facts, by=by, owner=by.owner, tier=Tier.PUBLIC, at=AT), by=by)


def _proof() -> dict[str, Any]:
    cited = {owner: _source(by) for owner, by in SPEAKERS.items()}
    copy = sources.archive_upload(
        cited["AAA"].document, "page.pdf", PDF + b"!", by=ANA, at=AT, showing=Showing.COPY, bytes_max=10_000
    )
    claim = claimed(PROMISE, "proof")
    looked = FindingFacts("none-found", PROMISE, date(2026, 5, 1), {"en": "Everywhere."})
    assessment.file_finding(looked, by=CHRIS, owner="observatory", at=AT, status=WordingStatus.PROJECT)
    asked = InquiryFacts(("observatory", "none-found"), "BBB", InquiryKind.REPLY, date(2026, 6, 1))
    question = inquiries.record_inquiry(asked, by=CHRIS, at=AT)
    note = notes.add_note(PROMISE, "Ask Bela.", by=ANA, at=AT)
    return {"claim_revision": claim.revision, "copy": str(copy.pk), "note": str(note.pk), "question": str(question.pk)}


def _activity() -> dict[str, Any]:
    facts = ActivityFacts(PLAN, "memo", "instrument", {"en": "Memorandum"}, parties=("AAA", "BBB"))
    activity = delivery.add_activity(facts, by=ANA, owner="AAA", at=AT)
    detail = delivery.serve(activity, PROMISE, Weight.PART, by=ANA, at=AT)
    for by in SPEAKERS.values():
        for stage in ("mandate", "draft"):
            delivery.mark_stage(activity, stage, by=by, happened="2026-05-01", at=AT)
    for slug in ("talk", "proven"):
        delivery.add_session(
            activity, SessionFacts(slug, SessionKind.SESSION, {"en": slug}, "2026-05-05"), by=ANA, at=AT
        )
    held = claimed("tri-plan/activities/memo/sessions/proven", "held")
    verification.check(held, Verdict.ACCEPTED, by=BELA, at=AT)
    return {"detail": str(detail.pk)}


def _candidate_and_milestones() -> dict[str, Any]:
    delivery.propose_candidate(CandidateFacts(PROMISE, "fair", {"en": "Fair"}, "2026-05-06"), by=CHRIS, at=AT)
    planned, step = (
        delivery.plan_milestone(MilestoneFacts(PROMISE, slug, WORDS, "2026-05"), by=ANA, at=AT)
        for slug in ("planned", "reported")
    )
    translated = opening.get_visible(ANA, states_subject(step), "title", as_of=LATER)
    made = opening.Translation("title", "ar", "تم", made_from="en", source=WORDS["en"], seen="")
    opening.translate(translated, made, by=ANA, at=AT)
    delivery.report_milestone(step, by=ANA, on=date(2026, 5, 20), done=WORDS, at=AT)
    obstacle = delivery.raise_obstacle(ObstacleFacts(PROMISE, {"en": "Rain."}), by=ANA, on=date(2026, 5, 1), at=AT)
    directory.register_organisation(
        slug="ministry-a", name={"en": "AAA"}, kind="ministry", party=directories.get_party("AAA"), by=SYSTEM
    )
    body = directories.get_organisation("ministry-a")
    lead = delivery.name_lead(LeadFacts(PROMISE, LeadRole.SUPPORTING), body, by=ANA, owner="AAA", at=AT)
    return {
        "obstacle": str(obstacle.pk),
        "lead": str(lead.pk),
        "planned_words": states_subject(planned),
        "reported_words": states_subject(step),
        "seen": revision_of(""),
        "source_seen": revision_of(WORDS["en"]),
    }


def _updates() -> dict[str, Any]:
    for by in (BELA, CHRIS, ERIN, ANA):
        public = _published(by)
    submitted = delivery.submit(_written(ANA), by=ANA, at=AT)
    draft = _written(ANA)
    return {"public": _name(public), "submitted": _name(submitted), "draft": _name(draft)}


def _written(by: Actor) -> Update:
    return delivery.write_update(UpdateFacts(PROMISE, date(2026, 6, 1), WORDS), by=by, at=AT)


def _published(by: Actor) -> Update:
    update = delivery.submit(_written(by), by=by, at=AT)
    second = replace(by, user_id=f"second-{by.user_id}")
    delivery.approve(update, by=second, at=AT, revision=update.revision)
    return assessment.publish_report(update, by=second, at=AT)


def _name(update: Update) -> str:
    return f"{update.owner}-{update.number}"


def _files() -> dict[str, Any]:
    """Workbooks of a side that wait and were applied, and the document of a plan that was read."""
    blank = exported(ANA)
    book = changed(blank, "Updates", "1.1", {"done_en": "A ferry."})
    waits = batches.submit("waits.xlsx", book, PLAN, by=ANA, at=LATER)[0]
    applied = batches.submit("applied.xlsx", edited(blank, _with_milestone), PLAN, by=ANA, at=LATER)[0]
    applying.apply(applied, by=ANA, at=LATER)
    job = jobs.submit("plan.md", PLAN_TEXT, ImportWish("basin", ("AAA", "BBB"), keeper="observatory"), by=CHRIS)
    jobs.run(job.pk)
    return {
        "workbook": str(waits.pk),
        "applied": str(applied.pk),
        "job": str(job.pk),
    }


PLAN_TEXT = b"# Basin Plan\n\n## 1. Water\n\n- Arcadia and Borduria will build a laboratory.\n"


def _with_milestone(book: Any) -> None:
    page = book["Milestones"]
    free = next(row for row in range(3, page.max_row + 1) if not page.cell(row, 1).value)
    for column, value in ((1, "1.1"), (3, "2027-03"), (4, "A ferry")):
        page.cell(free, column).value = value


def walkers(names: dict[str, Any]) -> list[Walker]:
    """Every side x role, signed in with a second factor shown a moment ago; adds to the world what is about their posts."""
    found = [Walker(reader, _browser(reader), {}) for reader in readers()]
    by_name = {one.reader.name: one.reader for one in found}
    for side, speaker in SPEAKERS.items():
        person = directory.add_person(name=f"New of {side}", by=SYSTEM)
        directory.appoint(_spare(side), person, from_on=cast.LONG_AGO, by=SYSTEM)
        translator = by_name[f"{side} translator"]
        held = Appointment.objects.get(post__in=[directories.get_post(f"{BODIES[side]}/translator")])
        own = {
            "side": side,
            "body": BODIES[side],
            "source": f"source-{side.lower()}",
            "second": f"{BODIES[side]}/translator",
            "held": str(held.pk),
            "new_person": str(person.pk),
            "email": translator.user.email,
            **_to_drop(speaker),
        }
        found = [replace(one, own=own) if one.reader.by.owner == side else one for one in found]
    names |= _absence_and_act(by_name)
    return found


def _to_drop(by: Actor) -> dict[str, Any]:
    """A workbook and a form of a side, filled in and not yet dropped."""
    book = changed(exported(by), "Updates", "1.2", {"done_en": "Two ferries."})
    now = sheets_now(by, PLAN, as_of=LATER)
    blank = form_of(now, next(one for one in now.promises if one.number == "1.2"), "en", today=LATER.date())
    form = filled({"done_en": "A ferry."}, blank)
    return {
        "new_workbook": lambda: SimpleUploadedFile("new.xlsx", book),
        "form": lambda: SimpleUploadedFile("form.docx", form),
    }


def _reports() -> dict[str, Any]:
    """A report of AAA with an issue to be published and a public one; another that nobody needs."""
    wanted = Choice(Kind.PLACEMAT, PLAN, "en", Reach.PUBLIC)
    report, spare = (editing.begin(wanted, by=ANA, at=LATER) for _ in range(2))
    for number, published_at in ((1, None), (2, LATER)):
        Issue.objects.create(
            report=report,
            issue=number,
            as_of=LATER,
            status=IssueStatus.READY,
            document=dumped(DOCUMENT),
            published_at=published_at,
            published_by=ANA.post if published_at else "",
        )
    return {"report": str(report.pk), "spare_report": str(spare.pk)}


def _spare(side: str) -> Post:
    body = directories.get_organisation(BODIES[side])
    return directory.open_post(body, slug="spare", title={"en": "Spare"}, capacity=SIDES[side], by=SYSTEM)


def _browser(reader: Reader) -> Client:
    client = Client()
    cast.sign_in(client, reader.user)
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "mfa", "at": time.time() + A_WALK, "type": "totp"}]
    session.save()
    return client


def _absence_and_act(by_name: Mapping[str, Reader]) -> dict[str, Any]:
    approver, contributor = by_name["AAA approver"], by_name["AAA contributor"]
    later = TODAY + timedelta(days=10)
    absence = delivery.delegate(
        DelegationFacts("ministry-a/contributor", later, later), by=approver.by, at=timezone.now()
    )
    _post("director", Role.APPROVER)
    post = _post("second-administrator", Role.ADMINISTRATOR)
    user = cast.holder(post, name="second-administrator")
    proposer = actor_for(user, post.ref, on=TODAY)
    facts = OpenPost("ministry-a", "auditor-2", {"en": "Auditor"}, ("auditor",))
    act = acts.propose(facts, by=proposer, at=timezone.now())
    token, _raw = accounts.make_token(
        contributor.user, contributor.by.post, label="walk", scopes=[Scope.READ], days=1, by=contributor.by, on=TODAY
    )
    return {"absence": str(absence.pk), "act": str(act.pk), "token": token.handle}


def _post(slug: str, role: Role) -> Post:
    """One more post of party A."""
    ministry = directories.get_organisation("ministry-a")
    title = {"en": slug}
    return directory.open_post(ministry, slug=slug, title=title, capacity=PostCapacity.PARTY, by=SYSTEM, roles=[role])


# --- what a request wrote --------------------------------------------------------------------------------------------

NOT_THE_RECORD = ("django_session",)
_WRITE = re.compile(r'^\s*(INSERT INTO|UPDATE|DELETE FROM) "(\w+)"')


@contextmanager
def written(before: Callable[[], object] | None = None) -> Iterator[list[str]]:
    """The tables to which a block sent anything that writes; all of it, and `before`, is taken back at its end."""
    tables: list[str] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        found = _WRITE.match(sql)
        if found and found[2] not in NOT_THE_RECORD:
            tables.append(found[2])
        return execute(sql, params, many, context)

    with transaction.atomic():
        if before is not None:
            before()
        with connection.execute_wrapper(note):
            yield tables
        transaction.set_rollback(True)
