"""What may be done in which state, and by whom: the table of `test_rights_states`, in words of its own.

It repeats the arrows of docs/states.md and the prose of docs/rights.md, and asks neither the rules nor the transitions.
How to add a row: a state to STATES, a way to do something to WAYS, and to MAY who does it in which state; what stands in
no row of MAY is nobody's.  In addresses and bodies, {name} is what `things_in_every_state` put on record for that state.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.surfaces.desk_writes import DAY, ON_PLANS, TITLE, WHY, WRITERS, Write

PROMISE = "/api/v1/commitments/tri-plan/2.1"
WORDS = {"en": "Changed.", "pt": "Mudado."}
SAID = {"as_of_on": DAY, "done_en": "Changed.", "done_pt": "Mudado.", "revision": "{revision}"}
CHANGED = {"as_of_on": DAY, "done": WORDS}
REPORT = {"verb": "report", "revision": "{revision}", "on": DAY, "done_en": "Changed.", "done_pt": "Mudado."}
NUMBERED = "{number}"
"""A revision as the API takes it."""


@dataclass(frozen=True, slots=True)
class Call:
    """An operation of the API that does the same as a page."""

    path: str
    body: Mapping[str, Any] = field(default_factory=dict)
    method: str = "post"


@dataclass(frozen=True, slots=True)
class Way:
    """How something is done: by a page, by an operation, or by both."""

    page: Write | None = None
    call: Call | None = None


def _decide(verb: str, **more: str) -> Write:
    return Write("desk_update", verb, "", {"verb": verb, "revision": "{revision}", **more}, {"update": "{thing}"})


def _milestone(sent: Mapping[str, Any]) -> Write:
    return Write("desk_milestone", "", "", sent, {"milestone": "{thing}"})


def _session(act: str, sent: Mapping[str, Any]) -> Write:
    return Write("desk_session_act", act, "", sent, {"activity": "memo", "session": "{thing}", "act": act})


def _stage(stage: str) -> Way:
    keys = {"activity": "{thing}", "stage": stage}
    path = f"/api/v1/plans/tri-plan/activities/{{thing}}/stages/{stage}"
    return Way(Write("desk_stage", stage, "", {"happened": "2026-05-02"}, keys), Call(path, {"happened": "2026-05-02"}))


UPDATE = f"{PROMISE}/updates/{{thing}}"
MILESTONE = f"{PROMISE}/milestones/{{thing}}"
CANDIDATE = f"{PROMISE}/candidates/{{thing}}"

WAYS: dict[str, dict[str, Way]] = {
    "update": {
        "revise": Way(
            Write("desk_write", "save", "", {**SAID, "save": "1"}, {}, {"update": "{thing}"}),
            Call(UPDATE, {**CHANGED, "revision": NUMBERED}, "put"),
        ),
        "send for approval": Way(None, Call(f"{UPDATE}/submit")),
        "approve": Way(_decide("approve"), Call(f"{UPDATE}/approve", {"revision": NUMBERED})),
        "send back": Way(
            _decide("send_back", reason="No."), Call(f"{UPDATE}/send-back", {"revision": NUMBERED, "reason": "No."})
        ),
        "publish": Way(None, Call(f"{UPDATE}/publish")),
        "approve and publish": Way(_decide("publish", tier="public"), None),
        "give up": Way(_decide("withdraw"), None),
        "correct": Way(
            Write(
                "desk_correct", "", "", {**SAID, "correction_en": "A.", "correction_pt": "A."}, {"update": "{thing}"}
            ),
            Call(f"{UPDATE}/correct", {**CHANGED, "correction": WORDS}),
        ),
    },
    "milestone": {
        "report": Way(_milestone(REPORT), Call(f"{MILESTONE}/report", {"on": DAY, "done": WORDS})),
        "change": Way(_milestone({"verb": "revise", "revision": "{revision}", "due": "2028", **TITLE}), None),
        "accept": Way(
            _milestone({"verb": "accept", "revision": "{revision}"}), Call(f"{MILESTONE}/accept", {"on": DAY})
        ),
        "return": Way(
            _milestone({"verb": "return", "revision": "{revision}", **WHY}),
            Call(f"{MILESTONE}/return", {"on": DAY, "reason": WORDS}),
        ),
    },
    "session": {
        "report": Way(_session("report", {"happened": "2026-05-06", "outcome_en": "Good.", "outcome_pt": "Bom."})),
        "say that it did not take place": Way(_session("lapse", WHY)),
        "plan anew": Way(_session("replan", {"happened": "2027-01"})),
        "hold": Way(Write("desk_session", "", "", {}, {"activity": "memo", "session": "{thing}"})),
    },
    "candidate": {
        "argue": Way(
            Write(
                "desk_candidate_act",
                "",
                "",
                {"stance": "for", "text_en": "Yes.", "text_pt": "Sim."},
                {"candidate": "{thing}", "act": "argue"},
            ),
            Call(f"{CANDIDATE}/arguments", {"stance": "for", "text": WORDS}),
        ),
        "decide": Way(
            Write("desk_candidate_act", "", "", {"answer": "accept", **WHY}, {"candidate": "{thing}", "act": "decide"}),
            Call(f"{CANDIDATE}/decisions", {"answer": "accept", "reason": WORDS}),
        ),
    },
    "claim": {
        "check": Way(
            Write(
                "desk_check",
                "",
                "",
                {"verdict": "accepted", "revision": "{revision}"},
                {"owner": "AAA", "claim": "{thing}"},
            ),
            Call("/api/v1/claims/AAA/{thing}/checks", {"verdict": "accepted"}),
        ),
    },
    "activity": {
        "say the first stage": _stage("mandate"),
        "say the second stage": _stage("draft"),
        "say a stage that does not follow": _stage("in-force"),
        "say what the calendar says": _stage("renewal-due"),
        "take the first word back": Way(
            Write("desk_stage", "", "", WHY, {"activity": "{thing}", "stage": "mandate"}, {"withdraw": "1"})
        ),
    },
    "plan": {
        write.what: Way(Write(write.page, write.what, "", write.sent, {**write.keys, "plan": "{thing}"}))
        for write in ON_PLANS
        if write.keys.get("plan") == "draft-plan"
    },
}
"""Thing -> what may be done to it -> how."""

STATES: dict[str, tuple[str, ...]] = {
    "update": ("draft", "submitted", "returned", "approved", "published", "withdrawn"),
    "milestone": ("planned", "reported", "accepted", "returned"),
    "session": ("planned", "reported", "held", "lapsed"),
    "candidate": ("open", "accepted", "declined", "split"),
    "claim": ("not checked", "not verified in time", "accepted", "accepted by its own side", "rejected", "disputed"),
    "activity": ("nothing said", "first stage said"),
    "plan": ("draft", "adopted"),
}
"""Thing -> its states.  An update that was corrected has no address of its own: its number leads to what replaced it."""

OWN_WRITERS = f"{WRITERS} of AAA"
DRAFTERS = f"{WRITERS} of observatory"
MOVERS = f"{WRITERS} or approver of anybody"

MAY: dict[tuple[str, str], dict[str, str]] = {
    ("update", "draft"): {"revise": OWN_WRITERS, "send for approval": OWN_WRITERS, "give up": OWN_WRITERS},
    ("update", "submitted"): {
        "revise": OWN_WRITERS,
        "approve": "approver of AAA",
        "approve and publish": "approver of AAA",
        "send back": "approver of AAA",
    },
    ("update", "returned"): {"revise": OWN_WRITERS, "send for approval": OWN_WRITERS, "give up": OWN_WRITERS},
    ("update", "approved"): {
        "publish": "approver of AAA",
        "approve and publish": "approver of AAA",
        "send back": "approver of AAA",
    },
    ("update", "published"): {"correct": OWN_WRITERS},
    ("milestone", "planned"): {"report": OWN_WRITERS, "change": OWN_WRITERS},
    ("milestone", "reported"): {"accept": "approver of BBB", "return": "approver of BBB"},
    ("milestone", "returned"): {"report": OWN_WRITERS},
    ("session", "planned"): dict.fromkeys(WAYS["session"], OWN_WRITERS),
    ("session", "reported"): {
        "say that it did not take place": OWN_WRITERS,
        "plan anew": OWN_WRITERS,
        "hold": OWN_WRITERS,
    },
    ("session", "lapsed"): {"plan anew": OWN_WRITERS},
    **{
        ("candidate", state): {"argue": f"{WRITERS} of anybody", "decide": "approver of AAA, BBB"}
        for state in STATES["candidate"]
    },
    **{("claim", state): {"check": "verifier of anybody"} for state in STATES["claim"]},
    ("activity", "nothing said"): {
        "say the first stage": MOVERS,
        "say the second stage": MOVERS,
        "say a stage that does not follow": "approver or keeper of anybody",  # a record may begin in the middle
    },
    ("activity", "first stage said"): {
        "say the first stage": MOVERS,
        "say the second stage": MOVERS,
        "take the first word back": MOVERS,
    },
    ("plan", "draft"): {**dict.fromkeys(WAYS["plan"], DRAFTERS), "adopt": "approver or keeper of observatory"},
}
"""(thing, state) -> what may be done to it there -> by whom; all else is nobody's."""

SHARES = {"own": "", "parties": "", "group": "water", "public": ""}
"""Tier -> the group with which it is shared.  Of the posts that are walked none sits in it but by its side's own things."""

BY_TIER: dict[tuple[str, str], dict[str, dict[str, str]]] = {
    ("milestone", "reported"): {
        "accept": {
            "own": "approver of AAA",  # nobody else sees it, so a second person of its own side does
            "parties": "approver of BBB",
            "public": "approver of BBB",
        },
    },
    ("claim", "not checked"): {
        "check": {
            "own": "verifier of AAA",
            "parties": "verifier of AAA, BBB",
            "group": "verifier of AAA",
            "public": "verifier of anybody",
        },
    },
    ("candidate", "open"): {
        "argue": {
            "own": OWN_WRITERS,
            "parties": f"{WRITERS} of AAA, BBB",
            "group": OWN_WRITERS,
            "public": f"{WRITERS} of anybody",
        },
        "decide": {
            "own": "approver of AAA",
            "parties": "approver of AAA, BBB",
            "group": "approver of AAA",
            "public": "approver of AAA, BBB",
        },
    },
}
"""What is done to another side's thing, by its tier: whoever does not read it is told that there is none."""
