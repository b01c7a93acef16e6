"""The rows of the table of writes about what all sign and what outsiders say; how to add one stands in `desk_writes`."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from entente.foundation.accord.models import SigningKey
from tests.surfaces.walked_agreements import G20, NEW_TEXTS, WHY
from tests.surfaces.write_rows import WRITERS, Write

DAY = "2026-11-20"
MANY = (403, 404, 409, 422)
"""Where somebody has the role and things stand otherwise for their side."""
TWO = "AAA, BBB"
SIDES = "AAA, BBB, observatory"
TRANSLATORS = "contributor or keeper or translator"
EVERY_TEXT = {f"reason_{tag}": "So it is." for tag in ("en", "pt", "ar")}
IN_A_MONTH = (timezone.localdate() + timedelta(days=30)).isoformat()

ON_KEYS = (
    Write("desk_keys", "register a key", f"approver of {TWO}", {
        "verb": "register", "register-place": "host"
    }, before=lambda: SigningKey.objects.all().delete()),
    Write("desk_keys", "replace a key", f"approver of {TWO}", {
        "verb": "rotate", "rotate-place": "host", "rotate-reason": "Its day came."
    }),
    Write("desk_keys", "revoke a key", f"approver of {TWO}", {"verb": "revoke", "revoke-reason": "Lost."}),
)  # fmt: skip

ON_PROPOSALS = (
    Write("desk_proposal", "agree ad referendum", f"approver of {TWO}", {"verb": "agree_first", "revision": "1"}, {
        "key": "{proposal}"
    }),
    Write("desk_proposal", "hand a signature in", "approver of BBB", {
        "verb": "hand_in", "file": "{signature}", "revision": "1"
    }, {"key": "{proposal}"}),
    Write("desk_proposal", "take back what one said", "approver of AAA", {
        "verb": "withdraw", "withdraw-reason": "Too early."
    }, {"key": "{agreed_first}"}),
    Write("desk_proposal", "dissent", f"approver of {TWO}", {
        "verb": "dissent", "revision": "1", "dissent-reason_en": "No.", "dissent-reason_pt": "Não."
    }, {"key": "{proposal}"}),
    Write("desk_proposal", "give it up", "contributor or keeper or approver of AAA", {
        "verb": "give_up", "give_up-reason": "Too late."
    }, {"key": "{proposal}"}),
    Write("desk_adoption", "put the plan to its parties", f"approver or keeper of {SIDES}", {"read": "{read}"}),
    Write("desk_proposal_sign", "sign with the key on this host", "approver of AAA", {}, {"key": "{proposal}"}, {
        "revision": "1"
    }, refused=MANY),
    Write("desk_joint", "put a joint status before all", f"contributor or approver or keeper of {SIDES}", {
        "value": "limited", "as_of_on": DAY, **EVERY_TEXT
    }),
)  # fmt: skip

ON_CALENDARS = (
    Write("desk_calendar_add", "propose a calendar", f"contributor or approver or keeper or secretariat of {SIDES}", {
        "title_en": "Yearly reports", "months": "12", "from_on": "2027-01-01", "count": "2", "due_days": "31",
        "call_days": "30", "reminder_days": "7", "letter_en": "Please report.", "letter_pt": "Informem."
    }),
    Write("desk_calendar_act", "accept a calendar", f"approver of {TWO}", {}, {
        "calendar": "half-yearly", "act": "accept"
    }),
    Write("desk_calendar_act", "end it for one's side", "approver of AAA", {}, {"calendar": "taken", "act": "end"}, refused=MANY),
    Write("desk_calendar_act", "take a calendar back", "contributor or approver or keeper or secretariat of observatory", {}, {
        "calendar": "half-yearly", "act": "withdraw"
    }),
)  # fmt: skip

AMENDED = {
    "kind": "standing", "strength": "firm", "obligors": ["AAA", "BBB"],
    **{f"text_{tag}": "They will keep it for nine years." for tag in ("en", "pt", "ar")}, **EVERY_TEXT,
}  # fmt: skip
AS_WRITTEN = {f"text_{tag}": text for tag, text in NEW_TEXTS.items()} | {
    f"reason_{tag}": text for tag, text in WHY.items()
}
OF_AMENDMENT = {"key": "{amendment}"}
ON_CHANGES = (
    Write("desk_amendment_add", "begin an amendment", f"{WRITERS} of {SIDES}", {**AMENDED, "act": "save", "revision": "0"}, {
        "number": "1.1"
    }),
    Write("desk_amendment", "word an amendment", f"{WRITERS} of AAA", {**AMENDED, "act": "save", "revision": "1"}, OF_AMENDMENT),
    Write("desk_amendment", "put it to the parties", "approver or keeper of AAA", {
        **AMENDED, **AS_WRITTEN, "act": "propose", "revision": "1"
    }, OF_AMENDMENT),
    Write("desk_amendment", "take it back from them", "approver or keeper of AAA", {"act": "take-back"}, {
        "key": "{amendment_before_all}"
    }),
    Write("desk_amendment", "lay it on the text in force", f"{WRITERS} of AAA", {"act": "rebase"}, {
        "key": "{amendment_overtaken}"
    }),
    Write("desk_amendment", "give it up", f"{WRITERS} of AAA", {"act": "withdraw"}, OF_AMENDMENT),
    Write("desk_succession", "begin the table of a plan's end", f"{WRITERS} of {SIDES}", {
        "act": "successor", "successor": ""
    }, is_quiet=True),
    Write("desk_succession", "fill the table in", f"{WRITERS} of AAA, observatory", {
        "act": "save", "revision": "2", "*": "{other_table}"
    }),
    Write("desk_succession", "put the table to the parties", "approver or keeper of AAA, observatory", {
        "act": "propose", "revision": "2", "*": "{table}"
    }),
    Write("desk_succession", "show the keeper's table", "keeper of observatory", {
        "act": "publish", "revision": "2", "*": "{table}"
    }),
    Write("desk_succession", "give the table up", f"{WRITERS} of AAA, observatory", {"act": "withdraw"}),
    Write("desk_succession_autosave", "keep what is typed", f"{WRITERS} of {SIDES}", {"revision": "1"}, answers=200),
)  # fmt: skip

NAMERS = f"contributor or keeper or approver or translator of {SIDES}"
ON_AGREED_WORDS = (
    Write("desk_words", "propose a term", NAMERS, {"name_en": "ferry", "name_pt": "balsa", "propose": "1"}),
    Write("desk_words", "word a term anew", "contributor or keeper or approver or translator of AAA", {
        "name_en": "trade fair", "name_pt": "feira", "revise": "{term}", "revision": "{term_revision}"
    }),
    Write("desk_words", "agree to a term", f"approver of {TWO}", {"agree": "{term}", "revision": "{term_revision}"}),
    Write("desk_words", "take a term back", "contributor or keeper or approver or translator of AAA", {
        "withdraw": "{term}", "reason": "No."
    }),
    Write("desk_words", "note where texts differ", NAMERS, {
        "number": "1.1", "quote_en": "The parties", "quote_pt": "As partes", "why_en": "So.", "why_pt": "Sim.", "note": "1"
    }),
    Write("desk_words", "say how one's side reads it", f"approver of {TWO}", {
        "explain": "{difference}", "reading_en": "An effort.", "reading_pt": "É um esforço."
    }),
    Write("desk_translations", "drop a file of translations", f"{TRANSLATORS} of AAA", {
        "file": "{new_translations}"
    }, refused=MANY),
    Write("desk_texts", "mend a text of it", f"{TRANSLATORS} of AAA", {"fix": "1"}, {"key": "{translations}"}),
    Write("desk_texts", "apply it", f"{TRANSLATORS} of AAA", {"apply": "1"}, {"key": "{translations}"}),
    Write("desk_texts", "throw it away", f"{TRANSLATORS} of AAA", {"discard": "1"}, {"key": "{translations}"}),
    Write("desk_texts", "take it back", f"{TRANSLATORS} of AAA", {"take_back": "1"}, {"key": "{translations_applied}"}),
)  # fmt: skip

COUNTS = {f"counts_{at}_en": "It counts." for at in range(3)}
SCORE = {"value": "-1", "rationale_en": "Nothing was held."}
OF_1_1 = {"number": "1.1"}
SCALE = {
    "code": "river-scale", "name_en": "River scale", "about_en": "How far.", "values_en": "low: Low\nhigh: High",
    "coders": "1", "per_party": "on",
}  # fmt: skip
ON_ASSESSMENTS = (
    Write("desk_scale_add", "define a scale", f"{WRITERS} of institute", SCALE),
    Write("desk_guideline_add", "write a guideline", f"{WRITERS} of institute", {
        "subject": "tri-plan/2.1", "definitions_en": "A fair lasts a day.", **COUNTS
    }, {}, {"method": G20}),
    Write("desk_guideline_act", "publish a guideline", "approver of institute", {}, {
        "key": "{guideline_draft}", "act": "publish"
    }),
    Write("desk_guideline_act", "begin an assessment", f"{WRITERS} of institute", {
        "party": "AAA", "reading": "final", "from_on": "2026-01-01", "to_on": "2026-11-22"
    }, {"key": "{guideline}", "act": "open"}, is_quiet=True),
    Write("desk_assessment_act", "code", f"{WRITERS} of institute", SCORE, {"key": "{coding}", "act": "code"}),
    Write("desk_assessment_act", "consolidate", f"{WRITERS} or approver of institute", SCORE, {
        "key": "{coded}", "act": "consolidate"
    }),
    Write("desk_assessment_act", "send for reply", "approver of institute", {"due_on": IN_A_MONTH}, {
        "key": "{consolidated}", "act": "send"
    }),
    Write("desk_assessment_act", "take it back to the coders", "approver of institute", {}, {
        "key": "{consolidated}", "act": "reconsider"
    }),
    Write("desk_assessment_act", "take it back from the party", "approver of institute", {}, {
        **OF_1_1, "key": "{sent_out}", "act": "recall"
    }),
    Write("desk_assessment_act", "publish before the day", "approver of institute", {}, {
        **OF_1_1, "key": "{replied}", "act": "publish"
    }),
    Write("desk_assessment_act", "correct", "approver of institute", {"correction_en": "A word."}, {
        **OF_1_1, "key": "{assessed}", "act": "correct"
    }),
    Write("desk_assessment_act", "write a reply", f"{WRITERS} of AAA", {"text_en": "We held two fairs."}, {
        **OF_1_1, "key": "{sent_out}", "act": "reply"
    }),
    Write("desk_assessment_act", "give the reply", "approver of BBB", {}, {"key": "{reply_written}", "act": "approve"}),
)  # fmt: skip

ON_AGREEMENTS = (
    *ON_KEYS, *ON_PROPOSALS, *ON_CALENDARS, *ON_CHANGES, *ON_AGREED_WORDS, *ON_ASSESSMENTS,
)  # fmt: skip
