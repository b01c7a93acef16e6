"""Who has signed something, and who dissents, as pages show it: side by side, at the same size.

A page that shows agreed content includes `web/components/signed.html` with `signed=page.signed` (docs/signing.md).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entente.foundation.accord.queries import Agreed, DissentView, KeyPlace, SignatureView

from . import dates
from .labels import Tag
from .reader import Reader
from .wording import Said, spoken

PLACES = {
    KeyPlace.OWN: gettext_lazy("signed on its own machine"),
    KeyPlace.HOST: gettext_lazy("signed on the host"),
}
"""Where the key lies.  Of a key on the host its administrator is trusted; so it is said wherever the signature shows."""


@dataclass(frozen=True, slots=True)
class SignedSide:
    """What one side says.  facts: when, with which kind of key, and the key's short name; text: a dissent's reason."""

    who: str
    tag: Tag
    facts: tuple[str, ...]
    text: Said


@dataclass(frozen=True, slots=True)
class Signed:
    """What was signed and by whom.

    lead    one sentence: agreed since when, or that not all have signed
    sides   signatures in the order of the signatories, then dissents
    sha256  of the words that were signed; "" when nothing is agreed
    """

    lead: str
    sides: tuple[SignedSide, ...]
    sha256: str

    @property
    def has_dissent(self) -> bool:
        """Whether a side says why it does not agree: that is never folded away."""
        return any(side.text for side in self.sides)


def signed(agreed: Agreed | None, dissents: Iterable[DissentView], reader: Reader) -> Signed | None:
    """agreed, dissents: from `accord.queries.agreed` and `public_dissents`; None when there is neither."""
    said_no = tuple(_dissent(one, reader) for one in dissents)
    if agreed is None:
        return Signed(_("Not all have signed these words."), said_no, "") if said_no else None
    lead = _("All have signed these words: agreed on %(instant)s.") % {
        "instant": dates.instant(agreed.agreed_at, reader.language)
    }
    return Signed(lead, (*(_signature(one, reader) for one in agreed.signatures), *said_no), agreed.content_sha256)


def key_facts(signature: SignatureView) -> tuple[str, ...]:
    """With which kind of key, and its short name; () for ad referendum."""
    if not signature.place:
        return ()
    return (str(PLACES[KeyPlace(signature.place)]), _("key %(name)s") % {"name": signature.key_id})


def _signature(one: SignatureView, reader: Reader) -> SignedSide:
    return SignedSide(
        reader.party(one.party),
        Tag(_("Signed"), "reviewed"),
        (dates.instant(one.arrived_at, reader.language), *key_facts(one)),
        spoken("", reader.language, reader.language),
    )


def _dissent(one: DissentView, reader: Reader) -> SignedSide:
    return SignedSide(
        reader.party(one.party),
        Tag(_("Dissents"), "refused"),
        (dates.instant(one.made_at, reader.language),),
        reader.said(one.reason),
    )
