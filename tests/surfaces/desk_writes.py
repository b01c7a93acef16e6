"""The table of everything that the staff pages write: which page, who may, and what a browser sends.

How to add a row.  A new page of the desk fails `test_every_page_of_the_desk_is_walked` until it stands here:
- it writes something: add `Write(page, what, who, sent, keys)` to WRITES (here, or in `agreement_writes` what all sign and
  what outsiders say), one row for each thing that it does.  `who` says in
  plain words who may ("approver or keeper of AAA", "verifier of anybody"), and not by asking the rules: it is what the rules
  are held against.  In `sent` and `keys`, "{name}" is replaced by what `walked_world.world` put on record under that name,
  or by what is the reader's own: {side}, {body}, {source}, {second}.
- it writes nothing, whatever is sent to it: add its name to READS.
- whoever holds a secret address may come, without a log-in: add it to BY_ADDRESS, and prove it in a test of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.surfaces.agreement_writes import ON_AGREEMENTS
from tests.surfaces.web.desk import forms
from tests.surfaces.write_rows import MEMBERS, WORKERS, WRITERS, Write


def _file(name: str, content: bytes) -> Callable[[], SimpleUploadedFile]:
    return lambda: SimpleUploadedFile(name, content)


def _evidence() -> dict[str, Any]:
    sent = forms.evidence(subject="tri-plan/2.1")
    return sent | {"file": _file("fair.pdf", forms.PDF)} | {f"statement_{tag}": "Held." for tag in ("en", "pt")}


DAY = "2026-11-20"
DONE = {"done_en": "Done.", "done_pt": "Feito."}
WHY = {"reason_en": "So it is.", "reason_pt": "Assim é."}
TITLE = {"title_en": "Fair of the river", "title_pt": "Feira do rio"}
WHOLE = "tri-plan/2.1"
UPDATE = {"as_of_on": DAY, "revision": "{revision}", **DONE}
DRAFT = {"plan": "draft-plan"}
MEMO = {"activity": "memo"}
TALK = {"activity": "memo", "session": "talk"}

ON_PLANS = (
    Write("desk_start", "start a plan", f"{WRITERS} of AAA, BBB, observatory", forms.new_plan()),
    Write(
        "desk_party",
        "register a party",
        "keeper of observatory",
        {"code": "DDD", "names": "en: Land", "languages": "en", "time_zone": "Europe/Paris"},
    ),
    Write(
        "desk_import",
        "upload",
        f"{WRITERS} of AAA, BBB, observatory",
        {
            "file": _file("plan.md", b"# A plan\n\n## 1. Water\n\n- They will meet.\n"),
            "parties": "AAA, BBB",
            "name": "basin",
        },
    ),
    Write("desk_import_job", "confirm", f"{WRITERS} of observatory", {"confirm": "1"}, {"key": "{job}"}),
    Write("desk_import_job", "discard", f"{WRITERS} of observatory", {"discard": "1"}, {"key": "{job}"}),
    Write("desk_plan_edit", "word a draft", f"{WRITERS} of observatory", TITLE, DRAFT),
    Write("desk_adopt", "adopt", "approver or keeper of observatory", {}, DRAFT),
    Write("desk_discard", "throw a draft away", f"{WRITERS} of observatory", {}, DRAFT),
    Write("desk_standing", "take part or not", "approver of AAA, BBB"),
    Write("desk_pillar_add", "add a pillar", f"{WRITERS} of observatory", {"number": "9", **TITLE}, DRAFT),
    Write("desk_pillar", "word a pillar", f"{WRITERS} of observatory", TITLE, {**DRAFT, "number": "1"}),
    Write("desk_pillar_remove", "remove a pillar", f"{WRITERS} of observatory", {}, {**DRAFT, "number": "1"}),
    Write(
        "desk_commitment_add",
        "add a promise",
        f"{WRITERS} of observatory",
        forms.commitment(number="1.9"),
        {**DRAFT, "number": "1"},
    ),
    Write(
        "desk_commitment", "word a promise", f"{WRITERS} of observatory", forms.commitment(), {**DRAFT, "number": "1.1"}
    ),
    Write("desk_commitment_remove", "remove a promise", f"{WRITERS} of observatory", {}, {**DRAFT, "number": "1.1"}),
)

ON_PROOF = (
    Write(
        "desk_check",
        "check evidence",
        "verifier of anybody",
        {"verdict": "accepted", "revision": "{claim_revision}"},
        {"owner": "AAA", "claim": "proof"},
    ),
    Write("desk_evidence", "add evidence", f"{WRITERS} of anybody", _evidence()),
    Write(
        "desk_finding",
        "say that nothing was found",
        f"{WRITERS} of an outsider",
        {"looked_on": DAY, "looked_where_en": "Everywhere."},
    ),
    Write(
        "desk_source",
        "archive a copy",
        f"{WRITERS} or approver or verifier of AAA",
        {"file": _file("page.pdf", forms.PDF), "showing": "copy"},
        {"source": "source-aaa"},
    ),
    Write(
        "desk_source",
        "have its address fetched",
        f"{WRITERS} or approver or verifier of AAA",
        {"capture": "1", "address-showing": "copy"},
        {"source": "source-aaa"},
    ),
    Write(
        "desk_copy_remove",
        "remove the bytes of a copy",
        "approver or keeper of AAA",
        {"reason": "privacy"},
        {"source": "source-aaa", "key": "{copy}"},
    ),
)

ON_ACTIVITIES = (
    Write(
        "desk_activity_add",
        "add an activity",
        f"{WRITERS} of anybody",
        {
            "kind": "dialogue",
            "scope": "parties",
            "parties": ["AAA", "BBB"],
            "subject": WHOLE,
            "weight": "part",
            **TITLE,
        },
    ),
    Write("desk_activity", "take a detail back", f"{WRITERS} of AAA", {"take_back": "{detail}"}, MEMO),
    Write("desk_activity_act", "edit", f"{WRITERS} of AAA", TITLE, {**MEMO, "act": "edit"}),
    Write(
        "desk_activity_act",
        "serve",
        f"{WRITERS} of AAA",
        {"subject": "tri-plan/2.1#a", "weight": "part"},
        {**MEMO, "act": "serve"},
    ),
    Write(
        "desk_activity_act",
        "part",
        f"{WRITERS} of AAA",
        {"organisation": "ministry-b", "role": "owner"},
        {**MEMO, "act": "part"},
    ),
    Write(
        "desk_activity_act",
        "text",
        f"{WRITERS} of AAA",
        {"language": "en", "document": "{source}"},
        {**MEMO, "act": "text"},
    ),
    Write(
        "desk_activity_act",
        "money",
        f"{WRITERS} of AAA",
        {"kind": "budget", "amount": "5", "currency": "EUR", "on": DAY},
        {**MEMO, "act": "money"},
    ),
    Write(
        "desk_activity_act",
        "term",
        f"{WRITERS} of AAA",
        {"term": "2026/2027", "renewal_days": "30"},
        {**MEMO, "act": "term"},
    ),
    Write(
        "desk_stage",
        "say a stage for one's side",
        f"{WRITERS} or approver of anybody",
        {"happened": "2026-05-02"},
        {**MEMO, "stage": "legal-opinion"},
    ),
    Write(
        "desk_stage",
        "say a stage that binds",
        "approver or keeper of anybody",
        {"happened": "2026-05-02"},
        {**MEMO, "stage": "signed"},
    ),
    Write(
        "desk_stage",
        "take one's word back",
        f"{WRITERS} or approver of anybody",
        WHY,
        {**MEMO, "stage": "mandate"},
        {"withdraw": "1"},
    ),
    Write(
        "desk_session_add",
        "plan a session",
        f"{WRITERS} of anybody",
        {"kind": "session", "happened": "2026-05", **TITLE},
        MEMO,
    ),
    Write("desk_session", "hold", f"{WRITERS} of AAA", {}, {"activity": "memo", "session": "proven"}),
    Write(
        "desk_session_act",
        "report",
        f"{WRITERS} of AAA",
        {"happened": "2026-05-05", "outcome_en": "Good.", "outcome_pt": "Bom."},
        {**TALK, "act": "report"},
    ),
    Write("desk_session_act", "lapse", f"{WRITERS} of AAA", WHY, {**TALK, "act": "lapse"}),
    Write("desk_session_act", "replan", f"{WRITERS} of AAA", {"happened": "2027-01"}, {**TALK, "act": "replan"}),
    Write(
        "desk_candidate_add",
        "propose a candidate",
        f"{WRITERS} of anybody",
        {"happened": "2026-05", "subject": WHOLE, **TITLE},
    ),
    Write(
        "desk_candidate_act",
        "argue",
        f"{WRITERS} of anybody",
        {"stance": "for", "text_en": "Yes.", "text_pt": "Sim."},
        {"candidate": "fair", "act": "argue"},
    ),
    Write(
        "desk_candidate_act",
        "decide",
        "approver of AAA, BBB",
        {"answer": "accept", **WHY},
        {"candidate": "fair", "act": "decide"},
    ),
)

ON_PROMISES = (
    Write("desk_basis", "note a changed basis", f"{WRITERS} of anybody", {
        "subject": WHOLE, "happened": "2026-05", "document": "{source}", "basis_en": "The act ended.", "basis_pt": "Acabou."
    }),
    Write("desk_rhythm", "set a rhythm", f"{WRITERS} of anybody", {
        "subject": WHOLE, "every_days": "30", "longest_days": "60", "from_on": DAY, **WHY
    }),
    Write("desk_window", "put outside dates on record", f"{WRITERS} of observatory", {
        "period": "2026/2027", "document": "{source}", "name_en": "Years of the fair"
    }),
    Write("desk_lead_add", "name a body", f"{WRITERS} of AAA, BBB, observatory", {
        "subject": WHOLE, "organisation": "{body}", "role": "lead", "document": "{source}"
    }),
    Write("desk_lead_end", "end a lead", f"{WRITERS} of AAA", {"on": "2026-11"}, {"key": "{lead}"}),
    Write("desk_obstacle_add", "note an obstacle", f"{WRITERS} of anybody", {
        "text_en": "Rain.", "level": "working", "raised_on": DAY
    }),
    Write("desk_obstacle", "clear an obstacle", f"{WRITERS} of AAA", {"outcome_en": "Sun.", "cleared_on": DAY}, {
        "key": "{obstacle}"
    }),
    Write("desk_milestone_add", "plan a milestone", f"{WRITERS} of anybody", {"due": "2027", "subject": WHOLE, **TITLE}),
    Write("desk_milestone", "report a milestone", f"{WRITERS} of AAA", {
        "verb": "report", "revision": "1", "on": DAY, **DONE
    }, {"milestone": "planned"}),
    Write("desk_milestone", "change a milestone", f"{WRITERS} of AAA", {
        "verb": "revise", "revision": "1", "due": "2028", **TITLE
    }, {"milestone": "planned"}),
    Write("desk_milestone", "accept a milestone", "approver of BBB", {"verb": "accept", "revision": "3"}, {
        "milestone": "reported"
    }),
    Write("desk_milestone", "return a milestone", "approver of BBB", {"verb": "return", "revision": "3", **WHY}, {
        "milestone": "reported"
    }),
    Write("desk_no_change", "say that nothing changed", f"{WRITERS} of anybody"),
    Write("desk_note", "note for one's side", "contributor or approver or translator or verifier or keeper of anybody", {
        "text": "Ask Bela."
    }),
    Write("desk_note", "remove a note", "approver of AAA", {"remove": "{note}"}),
)  # fmt: skip

ON_UPDATES = (
    Write("desk_write", "write an update", f"{WRITERS} of anybody", {**UPDATE, "save": "1", "revision": "0"}, {
        "number": "1.2"
    }),
    Write("desk_write", "change a draft", f"{WRITERS} of AAA", {**UPDATE, "save": "1"}, {}, {"update": "{draft}"}),
    Write("desk_write", "send a draft for approval", f"{WRITERS} of AAA", {**UPDATE, "submit": "1"}, {}, {
        "update": "{draft}"
    }),
    Write("desk_write", "look at it as the public will", f"{WRITERS} of AAA", {**UPDATE, "preview": "1"}, {}, {
        "update": "{draft}"
    }),
    Write("desk_write", "choose between two texts", f"{WRITERS} of AAA", {
        **UPDATE, "merge": "1", "choice-done_en": "theirs"
    }, {}, {"update": "{draft}"}),
    Write("desk_write", "discard what was typed", f"{WRITERS} of AAA", {"discard": "1"}, {}, {
        "update": "{draft}"
    }, is_quiet=True),
    Write("desk_autosave", "keep what is typed", f"{WRITERS} or translator of AAA", UPDATE, {}, {"update": "{draft}"}, 200),
    Write("desk_update", "approve", "approver of AAA", {"verb": "approve", "revision": "1"}, {"update": "{submitted}"}),
    Write("desk_update", "send back", "approver of AAA", {"verb": "send_back", "revision": "1", "reason": "No."}, {
        "update": "{submitted}"
    }),
    Write("desk_update", "publish", "approver of AAA", {"verb": "publish", "revision": "1", "tier": "public"}, {
        "update": "{submitted}"
    }),
    Write("desk_update", "give up", f"{WRITERS} of AAA", {"verb": "withdraw", "revision": "1"}, {"update": "{draft}"}),
    Write("desk_elsewhere", "record an approval on paper", f"{WRITERS} or approver of AAA", {
        "revision": "1", "given_by": "ministry-a/director", "given_on": DAY, "file_number": "A-1",
        "file": _file("mail.pdf", forms.PDF),
    }, {"update": "{submitted}"}),
    Write("desk_correct", "correct", f"{WRITERS} of AAA", {
        **UPDATE, "correction_en": "A word.", "correction_pt": "Uma palavra."
    }, {"update": "{public}"}),
    Write("desk_absence", "hand one's approvals over", "approver of anybody", {
        "begin": "1", "to_post": "{second}", "from_on": "{today}", "to_on": "{today}"
    }),
    Write("desk_absence", "end an absence", "approver or contributor of AAA", {"end": "1", "key": "{absence}"}),
)  # fmt: skip

ON_QUESTIONS = (
    Write("desk_ask", "put on record that somebody was asked", f"{WRITERS} of an outsider", {
        "party": "AAA", "kind": "right-of-reply", "asked_on": DAY
    }, {"owner": "observatory", "finding": "none-found"}),
    Write("desk_answer", "put on record what came back", f"{WRITERS} of observatory", {
        "outcome": "answered", "answered_on": DAY, "document": "{source}"
    }, {"key": "{question}"}),
)  # fmt: skip

TO_TRANSLATE = {"subject": "{planned_words}", "field": "title", "to": "ar", "from": "en"}
ON_WORDS = (
    Write("desk_translation", "translate a text", f"{WRITERS} or translator of AAA", {
        "seen": "{seen}", "source_seen": "{source_seen}", "save": "1", "s0": "تم"
    }, {}, TO_TRANSLATE),
    Write("desk_translation", "translate and go on", f"{WRITERS} or translator of AAA", {
        "seen": "{seen}", "source_seen": "{source_seen}", "next": "1", "s0": "تم"
    }, {}, TO_TRANSLATE),
    Write("desk_translation", "review a text", "approver of AAA", {"review": "1"}, {}, {
        **TO_TRANSLATE, "subject": "{reported_words}"
    }),
    Write("desk_translation", "discard what was typed", f"{WRITERS} or translator of AAA", {
        "discard": "1"
    }, {}, TO_TRANSLATE, is_quiet=True),
    Write("desk_translation_autosave", "keep what is typed", f"{WRITERS} or translator of AAA", {
        "s0": "Fe"
    }, {}, TO_TRANSLATE, 200),
)  # fmt: skip

ON_FILES = (
    Write("desk_sheets", "drop a workbook", f"{WRITERS} of anybody", {"file": "{new_workbook}"}),
    Write("desk_sheet", "mend a cell", f"{WRITERS} of AAA", {"fix": "1", "keep:none": "mine"}, {"key": "{workbook}"}),
    Write("desk_sheet", "apply", f"{WRITERS} of AAA", {"apply": "1"}, {"key": "{workbook}"}),
    Write("desk_sheet", "discard", f"{WRITERS} of AAA", {"discard": "1"}, {"key": "{workbook}"}),
    Write("desk_sheet", "take back", f"{WRITERS} of AAA", {"take_back": "1"}, {"key": "{applied}"}),
    Write(
        "desk_sheet", "let all read its milestones", "approver of AAA", {"show_milestones": "1"}, {"key": "{applied}"}
    ),
    Write("desk_forms", "drop a form", f"{WRITERS} of anybody", {"file": "{form}"}),
)

ON_PEOPLE = (
    Write("desk_people", "seat a post", "approver or keeper or secretariat of anybody", {
        "group": "air", "post": "{second}"
    }),
    Write("desk_people", "take a post's seat", "approver or keeper or secretariat of anybody", {
        "unseat": "1", "group": "water", "post": "{body}/seat"
    }),
    Write("desk_people_propose", "open a post", "administrator of anybody", {
        "organisation": "{body}", "slug": "new", "title_en": "New", "roles": ["auditor"]
    }, {"kind": "open-post"}),
    Write("desk_people_propose", "appoint", "administrator of anybody", {
        "post": "{second}", "name": "Nel", "from_on": "{today}"
    }, {"kind": "appoint"}),
    Write("desk_people_propose", "end an appointment", "administrator of anybody", {
        "appointment": "{held}", "to_on": "{today}"
    }, {"kind": "end"}),
    Write("desk_people_propose", "give a log-in", "administrator of anybody", {
        "person": "{new_person}", "email": "nel@example.org"
    }, {"kind": "give-log-in"}),
    Write("desk_people_propose", "recover a log-in", "administrator of anybody", {"email": "{email}"}, {
        "kind": "recover-log-in"
    }),
    Write("desk_people_act", "confirm", "administrator of AAA", {"confirm": "1"}, {"key": "{act}"}),
    Write("desk_people_act", "take a proposal back", "administrator of AAA", {"withdraw": "1"}, {"key": "{act}"}),
    Write("desk_tokens", "make a token", f"{WORKERS} of anybody", {
        "label": "Desk", "scopes": ["write"], "days": "30"
    }, answers=200),
    Write("desk_tokens", "revoke a token", "contributor of AAA", {"revoke": "{token}"}),
)  # fmt: skip

ON_ONESELF = (
    Write("desk_notices", "choose mails", f"{MEMBERS} of anybody", {"save": "1", "rhythm": "daily", "language": "en"}),
    Write("desk_notices", "make a calendar address", f"{MEMBERS} of anybody", {"make": "1"}, answers=200),
    Write("desk_notices", "revoke it", f"{MEMBERS} of anybody", {"revoke": "1"}, is_quiet=True),
    Write("desk_seen", "mark as seen", f"{MEMBERS} of anybody", {"until": "2026-06-01T00:00:00+00:00"}),
)

ON_PROBLEMS = (
    Write(
        "desk_problem",
        "answer a reader",
        f"{WRITERS} or approver of AAA, BBB, observatory",
        {"answer": "1", "words": "It is corrected."},
        {"key": "{problem}"},
    ),
    Write(
        "desk_problem",
        "close a report",
        f"{WRITERS} or approver of AAA, BBB, observatory",
        {"close": "1"},
        {"key": "{problem}"},
    ),
)

WRITES = (
    *ON_PLANS,
    *ON_PROOF,
    *ON_ACTIVITIES,
    *ON_PROMISES,
    *ON_UPDATES,
    *ON_QUESTIONS,
    *ON_WORDS,
    *ON_FILES,
    *ON_PEOPLE,
    *ON_ONESELF,
    *ON_PROBLEMS,
    *ON_AGREEMENTS,
)

READS = frozenset(
    {
        "copy", "copy_text", "desk", "desk_activities", "desk_amendments", "desk_approvals", "desk_asked",
        "desk_assessment", "desk_assessments", "desk_audit", "desk_calendars", "desk_candidate", "desk_candidates",
        "desk_checks", "desk_clock", "desk_form", "desk_guideline", "desk_leads", "desk_list", "desk_milestones",
        "desk_month", "desk_plan", "desk_preview", "desk_problems", "desk_proposal_file", "desk_proposals", "desk_search",
        "desk_sources",        "desk_update_preview", "desk_work", "source", "source_changes",
    }
)  # fmt: skip
"""Pages that write nothing, whatever is sent to them."""

BY_ADDRESS = frozenset({"calendar", "no_change", "stop_mails"})
"""Pages behind a secret address, for whoever holds it: tests/surfaces/notices prove what they do."""
