"""What a walk of rights finds of what all sign and of what outsiders say: one thing in every state that a button asks for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from entente.foundation.accord import commands as accord
from entente.foundation.common.actors import SYSTEM, Actor
from entente.foundation.common.canonical import canonical_bytes, sha256_hex
from entente.foundation.ledger.commands import name_record
from entente.record.assessment import commands as assessment
from entente.record.assessment.commands import assessments, methods, replies
from entente.record.assessment.commands.assessments import OpeningFacts, ScoreFacts
from entente.record.assessment.commands.methods import GuidelineFacts
from entente.record.assessment.methods import shipped_methods
from entente.record.assessment.models import Assessment, Guideline
from entente.record.delivery import commands as delivery
from entente.record.delivery.commands import MilestoneFacts
from entente.record.delivery.rules import milestone_states as states_subject
from entente.record.plan import commands as plans
from entente.record.plan import queries
from entente.record.plan.commands.adoption import TextFacts
from entente.record.plan.facts import ResolutionFacts
from entente.record.plan.models import Amendment
from entente.record.plan.words import Fate, TextField
from entente.surfaces.intake import agreed
from entente.surfaces.intake.agreed import DivergenceFacts, TermFacts
from entente.surfaces.intake.wordings import batches, leaving
from entente.surfaces.intake.wordings.opening import Wish
from tests.cast import ADA, ANA, BELA, CHRIS, ERIN
from tests.foundation.accord.signing import AT, proposed, public_key, signed_file
from tests.record.assessment import calendar_acts
from tests.record.builders import NOW
from tests.surfaces.intake.wordings.test_files import in_xliff

PLAN, PROMISE = "tri-plan", "tri-plan/2.1"
FINN = replace(ERIN, user_id="finn", post="institute/second-reader")
GWEN = replace(ERIN, user_id="gwen", post="institute/director")
G20 = "g20-compliance/1"
NEW_TEXTS = {"en": "They will keep it for ten years.", "pt": "Por dez anos.", "ar": "لعشر سنوات"}
WHY = {"en": "So it is.", "pt": "Assim é.", "ar": "هكذا"}


def agreements() -> dict[str, Any]:
    """Keys, proposals, calendars, changes and agreed words."""
    every_text()
    return _signing() | _changes() | _calendars() | _words() | {"read": _read()}


def every_text() -> None:
    """Every promise word for word in each official language."""
    plan = queries.get_row(SYSTEM, PLAN, as_of=NOW)
    words = {"pt": "As partes procurarão cumprir a promessa.", "ar": "تفي الأطراف بالوعد"}
    refs = [f"{PLAN}/{one.number}" for one in queries.promise_names(PLAN)]
    texts = [TextFacts(ref, TextField.TEXT, tag, text) for ref in refs for tag, text in words.items()]
    plans.attach_texts(plan, texts, by=SYSTEM, at=NOW, document=None)


def _read() -> str:
    """The name of the words that all parties would adopt."""
    row = queries.get_row(SYSTEM, PLAN, as_of=timezone.now())
    return sha256_hex(canonical_bytes(queries.adoption_content(row, as_of=timezone.now())))


def _signing() -> dict[str, Any]:
    """Party A keeps its key on the host, party B its own; A has agreed ad referendum to one of two proposals."""
    accord.register_key("AAA", None, by=ANA, at=AT)
    accord.register_key("BBB", public_key("BBB"), by=BELA, at=AT)
    one, other = (proposed(subject=f"{PLAN}/{number}") for number in ("1.1", "1.2"))
    accord.agree_ad_referendum(other, by=ANA, at=AT, revision=1)
    signed = signed_file(one, "BBB")
    return {
        "proposal": str(one.pk),
        "agreed_first": str(other.pk),
        "signature": lambda: SimpleUploadedFile("signed.json", signed),
    }


def _changes() -> dict[str, Any]:
    """Amendments of A: a draft, one before the parties, one that was overtaken; the table of A, and its twin before all."""
    draft, before_all, overtaken = (_amendment() for _ in range(3))
    plans.propose_amendment(before_all, by=ADA, at=NOW, revision=before_all.revision)
    Amendment.objects.filter(pk=overtaken.pk).update(base=1)
    table = plans.start_succession(queries.get_row(ANA, PLAN, as_of=NOW), None, by=ANA, at=NOW)
    plans.resolve(table, resolved(), by=ANA, at=NOW, revision=table.revision)
    keepers = plans.start_succession(queries.get_row(CHRIS, PLAN, as_of=NOW), None, by=CHRIS, at=NOW)
    plans.resolve(keepers, resolved(), by=CHRIS, at=NOW, revision=keepers.revision)
    return {
        "table": _table_sent(),
        "other_table": _table_sent(" So."),
        "amendment": str(draft.pk),
        "amendment_before_all": str(before_all.pk),
        "amendment_overtaken": str(overtaken.pk),
    }


def _amendment() -> Amendment:
    promise = queries.get_commitment_row(ANA, f"{PLAN}/1.2", as_of=NOW)
    return plans.write_amendment(promise, replace(queries.terms_now(promise), texts=NEW_TEXTS), WHY, by=ANA, at=NOW)


def resolved() -> list[ResolutionFacts]:
    """Every promise of the plan is dropped."""
    numbers = [one.number for one in queries.promise_names(PLAN)]
    return [ResolutionFacts(number, Fate.DROPPED, (), WHY) for number in numbers]


def _table_sent(more: str = "") -> dict[str, str]:
    """The same as the form of the table sends it.  more: written after each reason."""
    rows = resolved()
    sent = {f"fate_{one.number}": str(one.fate) for one in rows} | {f"into_{one.number}": "" for one in rows}
    return sent | {f"reason_{one.number}_{tag}": f"{text}{more}" for one in rows for tag, text in WHY.items()}


def _calendars() -> dict[str, Any]:
    """One that nobody has accepted, one that A has."""
    calendar_acts.proposed(slug="half-yearly")
    taken = calendar_acts.proposed(slug="taken", title={"en": "Yearly reports"})
    assessment.accept_calendar(taken, by=ANA, at=NOW)
    return {}


def _words() -> dict[str, Any]:
    name_record()
    agreed.propose(PLAN, TermFacts({"en": "fair", "pt": "feira"}), by=ANA, at=NOW)
    quoted = {"en": "will keep", "pt": "procurarão cumprir"}
    agreed.note(PLAN, DivergenceFacts("tri-plan/1.1", "text", quoted, WHY), by=CHRIS, at=NOW)
    [term] = agreed.terms(ANA, PLAN, as_of=timezone.now())
    [difference] = agreed.differences(ANA, PLAN, as_of=timezone.now())
    return {
        "term": str(term.key),
        "term_revision": str(term.revision),
        "difference": str(difference.key),
        **_dropped(ANA),
    }


def _dropped(by: Actor) -> dict[str, Any]:
    """A file of translations that waits, one that was applied, and one that nobody has dropped yet."""
    new = _file_of(by)
    step = delivery.plan_milestone(MilestoneFacts(PROMISE, "translated", {"en": "Step."}, "2026-05"), by=by, at=NOW)
    waits, applied = _file_of(by, "update"), _file_of(by, subject=states_subject(step))
    first = batches.submit("waits.xlf", waits, by=by, at=timezone.now())[0]
    second = batches.submit("applied.xlf", applied, by=by, at=timezone.now())[0]
    batches.apply(second, by=by, at=timezone.now())
    return {
        "translations": str(first.pk),
        "translations_applied": str(second.pk),
        "new_translations": lambda: SimpleUploadedFile("new.xlf", new),
    }


def _file_of(by: Actor, kind: str = "", subject: str = "") -> bytes:
    """What one's own side owes in Arabic, as a file comes back with a word in each target."""
    wish = Wish(language="ar", kind=kind)
    left = leaving.leaving_of(by, wish, as_of=timezone.now(), about=lambda _line: "A text", made_from="en")
    if subject:
        left = replace(left, units=tuple(unit for unit in left.units if unit.subject == subject))
    data = leaving.WRITERS[".xlf"](left)
    return in_xliff(data, *["أنجز"] * data.count(b"<segment "))


def assessed() -> dict[str, Any]:
    """Guidelines and assessments of the institute in every state."""
    draft = _guideline("tri-plan/2.1#a")
    public = methods.publish_guideline(_guideline(PROMISE), by=GWEN, at=NOW)
    other = methods.publish_guideline(_guideline("tri-plan/1.1"), by=GWEN, at=NOW)
    coding, coded = _opened(public, "AAA", "final", codes=1), _opened(public, "AAA", "interim")
    consolidated = _consolidated(_opened(public, "BBB", "final"))
    sent = _sent(_opened(other, "AAA", "final"))
    replied = _replied(_sent(_opened(other, "AAA", "interim")))
    written = _sent(_opened(public, "BBB", "interim"))
    replies.write_reply(written, WHY, by=BELA, at=timezone.now())
    published = _replied(_sent(_opened(other, "BBB", "final")), BELA)
    assessments.publish_assessment(published, by=GWEN, at=timezone.now())
    rows = {
        "coding": coding, "coded": coded, "consolidated": consolidated, "sent_out": sent, "replied": replied,
        "reply_written": written, "assessed": published,
    }  # fmt: skip
    return {name: str(row.pk) for name, row in rows.items()} | {
        "guideline_draft": str(draft.pk),
        "guideline": str(public.pk),
    }


def _guideline(subject: str) -> Guideline:
    counts = {value.code: {"en": f"What counts for {value.code}."} for value in shipped_methods()[G20].values}
    return methods.write_guideline(GuidelineFacts(G20, subject, {"en": "A fair."}, counts), by=ERIN, at=NOW)


def _opened(guideline: Guideline, party: str, reading: str, *, codes: int = 2) -> Assessment:
    facts = OpeningFacts(date(2026, 1, 1), date(2026, 11, 22), party=party, reading=reading)
    row = assessments.open_assessment(guideline, facts, by=ERIN, at=NOW)
    for coder in (ERIN, FINN)[:codes]:
        assessments.code(row, ScoreFacts("-1", WHY), by=coder, at=NOW)
    return row


def _consolidated(row: Assessment) -> Assessment:
    return assessments.consolidate(row, ScoreFacts("-1", WHY), by=GWEN, at=NOW)


def _sent(row: Assessment) -> Assessment:
    last = timezone.localdate() + timedelta(days=20)
    return assessments.send_for_reply(_consolidated(row), last, by=GWEN, at=timezone.now())


def _replied(row: Assessment, by: Actor = ANA) -> Assessment:
    replies.write_reply(row, WHY, by=by, at=timezone.now())
    replies.approve_reply(row, by=replace(by, user_id=f"second-{by.user_id}"), at=timezone.now())
    return row
