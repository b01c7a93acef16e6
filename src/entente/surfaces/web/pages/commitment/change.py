"""How a promise changed: the amendments in force with the original beside them, what became of it, where it comes from."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from entente.foundation.common.actors import PUBLIC
from entente.record.plan import queries as plans
from entente.record.plan.queries import AmendmentView, CommitmentView
from entente.surfaces.web import links
from entente.surfaces.web.amended import ComparedWords, TermItem, compared, day_of_force, term_items
from entente.surfaces.web.frame import NavigationLink
from entente.surfaces.web.reader import Reader
from entente.surfaces.web.succession import FateItem, OriginItem, fate_item, origin_items
from entente.surfaces.web.wording import Said, native_name, spoken


@dataclass(frozen=True, slots=True)
class OriginalWords:
    """The words as the plan first had them, in one language."""

    native: str
    words: Said


@dataclass(frozen=True, slots=True)
class PromiseChange:
    """How a promise changed; everything is empty for one that never did.

    amendments  "Amended by amendment 2 on 3 May 2027", or from which day on it will be, each with its page
    originals   the original words in each language; against: the same word by word against those in force
    terms       what all parties agreed beside the words
    frozen      that the plan is closed, "" while it is not
    """

    amendments: tuple[NavigationLink, ...]
    originals: tuple[OriginalWords, ...]
    against: tuple[ComparedWords, ...]
    terms: tuple[TermItem, ...]
    fate: FateItem | None
    origins: tuple[OriginItem, ...]
    frozen: str


def promise_change(promise: CommitmentView, reader: Reader) -> PromiseChange:
    ref, as_of = promise.ref, reader.as_of
    amendments = plans.agreed_by_all(PUBLIC, reader.plan.slug, as_of=as_of, commitment=ref)
    in_force = [one for one in amendments if not one.is_to_come]
    is_reworded = any(text.amendment for text in promise.texts.values())
    originals = plans.original_texts(ref) if is_reworded else {}
    now = {tag: text.text for tag, text in promise.texts.items()}
    closed_at = reader.plan.closed_at
    return PromiseChange(
        amendments=tuple(_amended(one, reader) for one in amendments),
        originals=tuple(
            OriginalWords(native_name(tag), spoken(text, tag, reader.language)) for tag, text in originals.items()
        ),
        against=compared({tag: text for tag, text in originals.items() if tag in now}, now, reader)
        if originals
        else (),
        terms=term_items(in_force[-1].after, reader) if in_force else (),
        fate=fate_item(plans.fate_of(PUBLIC, ref, as_of=as_of), reader),
        origins=origin_items(plans.origins_of(PUBLIC, ref, as_of=as_of), reader),
        frozen=_("The plan was closed on %(date)s; nobody reports on it any more, and what stands here stays.")
        % {"date": reader.day(closed_at.date())}
        if closed_at
        else "",
    )


def _amended(one: AmendmentView, reader: Reader) -> NavigationLink:
    facts = {"number": one.number, "date": day_of_force(one, reader)}
    if one.is_to_come:
        label = _("Amendment %(number)s is agreed, in force from %(date)s") % facts
    else:
        label = _("Amended by amendment %(number)s on %(date)s") % facts
    address = links.href("amendment", reader.language, plan=reader.plan.slug, number=str(one.number))
    return NavigationLink(label, address, False)
