"""Named refusals.  One sentence each: what is wrong, where, how to mend it; one middleware maps them to pages and API."""

from __future__ import annotations


class Refusal(Exception):
    """Something the user can understand and usually mend.  `status` is the HTTP status, `code` is stable for programs."""

    status = 400
    code = "refused"

    def __init__(self, sentence: str, *reasons: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.reasons = reasons

    def __str__(self) -> str:
        return self.sentence


class ActionDenied(Refusal):
    """The actor may not do this.  The sentence is the rule's reason."""

    status = 403
    code = "action_denied"


class NotVisible(Refusal):
    """Absent and forbidden look the same from outside."""

    status = 404
    code = "not_visible"


class InvalidTransition(Refusal):
    """The thing is not in a state from which this can be done."""

    status = 409
    code = "invalid_transition"


class RuleBroken(Refusal):
    """The input breaks a rule of the record: bad file, unknown party, taken name."""

    status = 422
    code = "rule_broken"
