"""Where a proposal and its sides stand, in plain words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from entente.foundation.accord.queries import Outcome, Stand
from entente.surfaces.web.labels import Tag

OUTCOMES = {
    Outcome.OPEN: (gettext_lazy("Not all have signed"), "silent"),
    Outcome.VOID: (gettext_lazy("Changed: earlier signatures are void"), "refused"),
    Outcome.AGREED: (gettext_lazy("Agreed: all have signed"), "reviewed"),
    Outcome.GIVEN_UP: (gettext_lazy("Given up"), "closed"),
    Outcome.CONCLUDED: (gettext_lazy("Agreed and carried out"), "reviewed"),
}
STANDS = {
    Stand.DRAFT: (gettext_lazy("Draft: has not said anything"), "silent"),
    Stand.AD_REFERENDUM: (gettext_lazy("Agreed ad referendum"), "begun"),
    Stand.CONFIRMED: (gettext_lazy("Confirmed: signed"), "reviewed"),
    Stand.WITHDRAWN: (gettext_lazy("Withdrawn"), "refused"),
}


def outcome_tag(outcome: Outcome) -> Tag:
    word, shape = OUTCOMES[outcome]
    return Tag(str(word), shape)


def stand_tag(stand: Stand) -> Tag:
    word, shape = STANDS[stand]
    return Tag(str(word), shape)
