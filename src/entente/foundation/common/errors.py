"""Named refusals.  One sentence each: what is wrong, where, how to mend it; one middleware maps them to pages and API."""

from __future__ import annotations

from collections.abc import Mapping

from .languages import Wording


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


class Conflict(Refusal):
    """Somebody else changed the thing since it was opened.  Nothing was saved, and no words are lost.

    mine, theirs  field -> wording: what was about to be saved ({} for a decision), and what stands there now
    revision      revision of theirs; a save that names it was made in sight of it
    """

    status = 409
    code = "conflict"

    def __init__(
        self, sentence: str, *, mine: Mapping[str, Wording], theirs: Mapping[str, Wording], revision: int
    ) -> None:
        super().__init__(sentence)
        self.mine = mine
        self.theirs = theirs
        self.revision = revision


class RuleBroken(Refusal):
    """The input breaks a rule of the record: bad file, unknown party, taken name."""

    status = 422
    code = "rule_broken"
