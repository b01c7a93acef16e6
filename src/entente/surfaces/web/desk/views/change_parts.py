"""What the pages of a change share: where it stands, what can be done with it, where it is signed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entente.foundation.common.decisions import Decision
from entente.record.plan.queries import ChangeStatus, PlanView
from entente.surfaces.web import links
from entente.surfaces.web.labels import Tag
from entente.surfaces.web.reader import Reader

from .parts import reason

STATUSES = {
    ChangeStatus.DRAFT: (gettext_lazy("Draft: only your side sees it"), "project"),
    ChangeStatus.PROPOSED: (gettext_lazy("Before the parties"), "begun"),
    ChangeStatus.AGREED: (gettext_lazy("Agreed by all parties"), "reviewed"),
    ChangeStatus.WITHDRAWN: (gettext_lazy("Given up"), "silent"),
}


@dataclass(frozen=True, slots=True)
class Act:
    """A button.  style: of the design system, "" for the main one; reason: why it cannot be pressed now, "" when it can."""

    name: str
    label: str
    style: str
    reason: str


def act(name: str, label: str, decision: Decision, style: str = "secondary") -> Act:
    return Act(name, label, style, reason(decision))


def brings_words(wanted: str, may_write: Decision) -> bool:
    """Whether the words sent along are to be read: who may not write is shown them closed, and a browser sends none."""
    return wanted in ("save", "publish") or (wanted == "propose" and bool(may_write))


def status_tag(status: ChangeStatus) -> Tag:
    word, shape = STATUSES[status]
    return Tag(str(word), shape)


def to_sign(proposal: UUID | None, language: str) -> str:
    """Where the parties sign, "" before anything is put to them."""
    return links.href("desk_proposal", language, key=str(proposal)) if proposal else ""


def to_give_up(proposal: UUID | None, acts: Sequence[Act], language: str) -> str:
    """Where one's own side gives up with a reason what it has put to the parties; "" where its button does, or nobody may."""
    if proposal is None or not acts or any(one.name == "withdraw" for one in acts):
        return ""
    return f"{to_sign(proposal, language)}#give-up"


def closed_words(view: PlanView, reader: Reader) -> str:
    """That nothing changes any more in a closed plan, "" for one that is not."""
    if view.closed_at is None:
        return ""
    return _("This plan was closed on %(date)s; what it says stays as it is.") % {
        "date": reader.day(view.closed_at.date())
    }
