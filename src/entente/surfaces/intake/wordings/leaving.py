"""A batch of wordings leaves as a file for translators."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import require
from entente.foundation.common.errors import RuleBroken
from entente.foundation.common.languages import TAG
from entente.foundation.common.rights import may
from entente.foundation.ledger.queries import record_name
from entente.foundation.texts.queries import terms_in, terms_of

from .document import document_of
from .opening import OwedLine, Wish, owed_page
from .units import Leaving, Term, Unit
from .words import say
from .xliff import xliff_of

MOST = 500
"""Texts of one file."""

WRITERS: Mapping[str, Callable[[Leaving], bytes]] = {".xlf": xliff_of, ".docx": document_of}
"""Ending of a file -> how it is written."""

MEDIA_TYPES = {
    ".xlf": "application/xliff+xml",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def leaving_of(
    by: Actor, wish: Wish, *, as_of: datetime, about: Callable[[OwedLine], str], made_from: str = ""
) -> Leaving:
    """The texts of one's own side that are owed in one language, with what stands of them.

    wish       its language is the one that is translated into
    made_from  language of the source; "" for the one in which most of them have words
    about      what a text is, in the reader's words
    Raises ActionDenied, RuleBroken (no such language, nothing to send).
    """
    require(may(by, "text.translate"))
    if not TAG.fullmatch(wish.language):
        raise RuleBroken(f"“{wish.language}” is not a language tag; write for instance fr.")
    found = owed_page(by, wish, as_of=as_of, limit=MOST).lines
    found = tuple(line for line in found if line.held.can_write)
    made_from = made_from or _commonest(found, wish.language)
    known = {plan: terms_of(by, plan, as_of=as_of) for plan in sorted({line.held.plan for line in found})}
    units = tuple(
        Unit(
            subject=line.owed.subject,
            field=line.owed.field,
            ref=line.held.ref,
            about=about(line),
            source=line.held.wording[made_from],
            target=line.held.wording.get(wish.language, ""),
            state=line.owed.state,
            terms=tuple(
                Term(one.source, one.target)
                for one in terms_in(
                    known[line.held.plan],
                    line.held.wording[made_from],
                    "",
                    source_language=made_from,
                    target_language=wish.language,
                )
            ),
        )
        for line in found
        if line.held.wording.get(made_from)
    )
    if not units or made_from == wish.language:
        raise RuleBroken(say("nothing_to_send"))
    return Leaving(record_name(), by.owner, made_from, wish.language, units)


def file_name(leaving: Leaving, suffix: str, as_of: datetime) -> str:
    return f"{leaving.owner}-{leaving.made_from}-{leaving.into}-{as_of:%Y-%m-%d}{suffix}"


def _commonest(found: tuple[OwedLine, ...], into: str) -> str:
    counted: dict[str, int] = {}
    for line in found:
        for tag, text in line.held.wording.items():
            if text and tag != into:
                counted[tag] = counted.get(tag, 0) + 1
    return max(sorted(counted), key=lambda tag: counted[tag], default="")
