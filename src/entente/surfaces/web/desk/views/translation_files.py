"""Translations out and in: a file for translators, what it would change when it comes back, its receipt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from entente.foundation.common.actors import Actor
from entente.foundation.common.errors import ActionDenied, Refusal
from entente.foundation.common.languages import direction
from entente.foundation.common.rights import may
from entente.surfaces.intake.align import Piece, word_diff
from entente.surfaces.intake.sheets import receipts
from entente.surfaces.intake.sheets.compare import Verdict
from entente.surfaces.intake.wordings import batches, leaving
from entente.surfaces.intake.wordings.batches import BatchStatus, SheetBatch
from entente.surfaces.intake.wordings.compare import TextLine, TextsPreview
from entente.surfaces.intake.wordings.opening import OwedLine, Wish
from entente.surfaces.web import dates, links
from entente.surfaces.web.desk.access import now, staff
from entente.surfaces.web.desk.forms.fields import FormError
from entente.surfaces.web.sentences import in_language
from entente.surfaces.web.wording import native_name

from .parts import Crumb, DeskPage, desk_crumb, done, reason, show
from .sheet_cells import FIX, KEEP, ReceiptLine
from .sheets import LINES_SHOWN, WORKBOOK, ReceiptPage, attached
from .translation_words import what_of


@dataclass(frozen=True, slots=True)
class FileLine:
    """A text of a file that came back.

    what       kind, field and place in the record; where: unit of the file
    pieces     how the words would differ from those that stand
    is_stale   its source changed since the file left; `reason` says what that means, or why the text is refused
    """

    name: str
    anchor: str
    where: str
    what: str
    before: str
    after: str
    pieces: tuple[Piece, ...]
    reason: str
    is_conflict: bool
    is_stale: bool
    lang: str
    dir: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TextsPage(DeskPage):
    """A file of translations that waits.  open: texts to mend or to choose between; changes: those that would be written."""

    facts: str
    counts: tuple[str, ...]
    open: tuple[FileLine, ...]
    changes: tuple[FileLine, ...]
    left: int
    denied: str


def download(by: Actor, query: QueryDict) -> HttpResponse:
    """The file that was asked for.  Raises ActionDenied, RuleBroken."""
    suffix = str(query["download"])
    suffix = suffix if suffix in leaving.WRITERS else ".xlf"
    wish = Wish(plan=query.get("plan", ""), language=query.get("language", ""), kind=query.get("kind", ""))
    made = leaving.leaving_of(by, wish, as_of=now(), about=_about, made_from=query.get("made_from", ""))
    name = leaving.file_name(made, suffix, now())
    return attached(leaving.WRITERS[suffix](made), leaving.MEDIA_TYPES[suffix], name)


def drop(request: HttpRequest, by: Actor, name: str, data: bytes, language: str) -> HttpResponse:
    """Take a file in and go on to what it would change.  Raises ActionDenied, RuleBroken."""
    batch, is_new = batches.submit(name, data, by=by, at=now())
    address = links.href("desk_texts", language, key=str(batch.pk))
    if is_new:
        return HttpResponseRedirect(address)
    given = {"post": batch.post, "when": dates.instant(batch.made_at, language)}
    return done(request, _("%(post)s dropped this very file before, on %(when)s; here it is.") % given, address)


@staff
def texts(request: HttpRequest, by: Actor, language: str, key: UUID) -> HttpResponse:
    """One file of translations, wherever it stands; its verbs are sent here too."""
    batch = batches.get_batch(by, key)
    if wanted := request.GET.get("receipt"):
        receipt = receipts.receipt_of(batch)
        if wanted == "json":
            return attached(receipts.as_json(receipt), "application/json", f"receipt-{batch.pk}.json")
        return attached(receipts.as_workbook(receipt), WORKBOOK, f"receipt-{batch.pk}.xlsx")
    error = ""
    if request.method == "POST":
        try:
            if (answer := _act(request, batch, by, language)) is not None:
                return answer
        except ActionDenied:
            raise
        except Refusal as refusal:  # nothing was written; the page shows how things stand now
            error = in_language(refusal.sentence)
        batch = batches.get_batch(by, key)
    if batch.status == BatchStatus.READY:
        return _show_preview(request, batch, by, language, error)
    if batch.status == BatchStatus.DISCARDED:
        return done(request, _("This file was thrown away."), links.href("desk_translations", language))
    return show(request, "sheet_receipt.html", _receipt_page(batch, language, error))


def _act(request: HttpRequest, batch: SheetBatch, by: Actor, language: str) -> HttpResponse | None:
    """Do what a button says; None for none that is known.  Raises what the batch refuses."""
    here = links.href("desk_texts", language, key=str(batch.pk))
    if "discard" in request.POST:
        batches.discard(batch, by=by)
        sentence = _("“%(name)s” is thrown away; nothing of it is on record.") % {"name": batch.file_name}
        return done(request, sentence, links.href("desk_translations", language))
    if "take_back" in request.POST:
        batches.take_back(batch, by=by, at=now())
        return done(request, _("It is taken back: what stood before stands again."), here)
    if "fix" in request.POST or "apply" in request.POST:
        if batch.status == BatchStatus.READY:
            seen = batches.look(batch, by=by, as_of=now())
            batch = batches.fix(batch, _texts_sent(request.POST, seen), seen, by=by)
        if "fix" in request.POST:
            return HttpResponseRedirect(here)
        batches.apply(batch, by=by, at=now())
        return done(request, _("The translations are on record; somebody else of your side reviews them."), here)
    return None


def _texts_sent(sent: QueryDict, seen: TextsPreview) -> dict[str, str]:
    """Unit -> words that shall stand, of the texts that the sender wrote over or chose between."""
    texts: dict[str, str] = {}
    for line in seen.lines:
        text = sent.get(FIX + line.name)
        if not line.is_open or text is None:
            continue
        kept = sent.get(KEEP + line.name, "")
        if line.verdict is Verdict.CONFLICT and kept in ("theirs", "mine"):
            texts[line.name] = line.before if kept == "theirs" else text
        elif line.verdict is Verdict.REJECTED and text.replace("\r\n", "\n") != line.after:
            texts[line.name] = text
    return texts


def _show_preview(request: HttpRequest, batch: SheetBatch, by: Actor, language: str, error: str) -> HttpResponse:
    errors: tuple[FormError, ...] = (FormError(error, ""),) if error else ()
    try:
        seen = batches.look(batch, by=by, as_of=now())
    except Refusal as refusal:  # its bytes are gone
        errors, seen = (FormError(in_language(refusal.sentence), ""),), TextsPreview("", "", (), {})
    changes = seen.writes
    denied = reason(may(by, "text.translate"))
    page = TextsPage(
        title=_("What “%(name)s” would change") % {"name": batch.file_name},
        crumbs=_crumbs(language),
        errors=errors,
        facts=f"{batch.post} · {dates.instant(batch.made_at, language)} · {_languages(seen)}",
        counts=_counted(seen.counts),
        open=tuple(_line(line, seen.into) for line in seen.of(Verdict.REJECTED, Verdict.CONFLICT)[:LINES_SHOWN]),
        changes=tuple(_line(line, seen.into) for line in changes[:LINES_SHOWN]),
        left=max(0, len(changes) - LINES_SHOWN),
        denied=denied or ("" if seen.lines else _("Nothing in this file differs from what stands on record.")),
    )
    return show(request, "texts.html", page)


def _line(line: TextLine, into: str) -> FileLine:
    held = line.held
    return FileLine(
        name=line.name if line.is_open else "",
        anchor=line.name.replace(":", "-"),
        where=line.place,
        what=f"{what_of(held)} · {held.ref}" if held else "",
        before=line.before,
        after=line.after,
        pieces=word_diff(line.before, line.after) if line.before and line.verdict is Verdict.CHANGED else (),
        reason=line.reason,
        is_conflict=line.verdict is Verdict.CONFLICT,
        is_stale=line.is_stale,
        lang=into,
        dir=direction(into),
    )


def _languages(seen: TextsPreview) -> str:
    return f"{native_name(seen.made_from)} → {native_name(seen.into)}" if seen.into else ""


def _counted(counts: Mapping[Verdict, int] | Mapping[str, int]) -> tuple[str, ...]:
    """A phrase for each verdict that occurs."""
    by_name = {str(verdict): number for verdict, number in counts.items()}
    phrases: Mapping[Verdict, Callable[[int], str]] = {
        Verdict.ADDED: lambda n: ngettext("%(n)d text added", "%(n)d texts added", n),
        Verdict.CHANGED: lambda n: ngettext("%(n)d text changed", "%(n)d texts changed", n),
        Verdict.CONFLICT: lambda n: ngettext("%(n)d text to choose", "%(n)d texts to choose", n),
        Verdict.REJECTED: lambda n: ngettext("%(n)d text refused", "%(n)d texts refused", n),
        Verdict.UNCHANGED: lambda n: ngettext("%(n)d text unchanged", "%(n)d texts unchanged", n),
    }
    return tuple(say(number) % {"n": number} for verdict, say in phrases.items() if (number := by_name.get(verdict, 0)))


def _receipt_page(batch: SheetBatch, language: str, error: str) -> ReceiptPage:
    receipt = receipts.receipt_of(batch)
    facts = [
        (_("File"), batch.file_name),
        (_("SHA-256 of its bytes"), batch.sha256),
        (_("Dropped"), f"{dates.instant(batch.made_at, language)} · {batch.post}"),
    ]
    if batch.applied_at is not None:
        facts.append((_("Applied"), f"{dates.instant(batch.applied_at, language)} · {batch.applied_by}"))
    if batch.taken_back_at is not None:
        facts.append((_("Taken back"), f"{dates.instant(batch.taken_back_at, language)} · {batch.taken_back_by}"))
    verdicts = {"added": _("added"), "changed": _("changed"), "rejected": _("refused")}
    lines = tuple(
        ReceiptLine(
            cell.cell, cell.commitment, cell.before, cell.after, verdicts[cell.verdict], cell.reason, cell.sheet
        )
        for cell in receipt.cells[:LINES_SHOWN]
    )
    return ReceiptPage(
        title=_("Receipt of “%(name)s”") % {"name": batch.file_name},
        crumbs=_crumbs(language),
        errors=(FormError(error, ""),) if error else (),
        facts=tuple(facts),
        counts=_counted(batch.counts),
        lines=lines,
        left=max(0, len(receipt.cells) - LINES_SHOWN),
        can_take_back=batch.status == BatchStatus.APPLIED,
        has_milestones=False,
        place=_("Place in the file"),
        address=links.href("desk_texts", language, key=str(batch.pk)),
    )


def _about(line: OwedLine) -> str:
    return what_of(line.held)


def _crumbs(language: str) -> tuple[Crumb, ...]:
    return (desk_crumb(language), Crumb(_("Translations"), links.href("desk_translations", language)))
