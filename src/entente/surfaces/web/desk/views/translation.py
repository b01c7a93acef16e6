"""One text translated: source and target sentence by sentence, kept while it is typed, reviewed by somebody else."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse, QueryDict
from django.utils.translation import gettext as _

from entente.foundation.common.actors import Actor
from entente.foundation.common.canonical import sha256_hex
from entente.foundation.common.decisions import Denied
from entente.foundation.common.errors import Conflict, RuleBroken
from entente.foundation.common.languages import TAG, direction
from entente.foundation.common.refs import Ref
from entente.foundation.texts.queries import Found, Origin, TermView, origins_of, revision_of, terms_in, terms_of
from entente.foundation.texts.rules import REVIEWABLE, can_review
from entente.record.delivery import commands as delivery
from entente.record.delivery import queries as deliveries
from entente.surfaces.intake.align import Piece
from entente.surfaces.intake.wordings import opening
from entente.surfaces.intake.wordings.held import Held
from entente.surfaces.intake.wordings.opening import Translation, Wish
from entente.surfaces.intake.wordings.sides import Sides, put_together, side_by_side
from entente.surfaces.web import dates, links
from entente.surfaces.web.desk.access import now, staff
from entente.surfaces.web.desk.forms.fields import FormError
from entente.surfaces.web.labels import Tag
from entente.surfaces.web.sentences import in_language
from entente.surfaces.web.wording import native_name

from .milestone_lists import FilterChoice, filter_choice
from .parts import Crumb, DeskPage, desk_crumb, done, reason, show
from .translation_words import state_tag, what_of
from .translations import translation_address

KEPT_FORM = "text:"
"""How the form of one text is called where what is typed is kept."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which text is translated, and from which language.  held: with all its languages; origin: None for a missing text."""

    held: Held
    into: str
    made_from: str
    origin: Origin | None

    @property
    def source(self) -> str:
        return self.held.wording.get(self.made_from, "")

    @property
    def target(self) -> str:
        return self.held.wording.get(self.into, "")

    @property
    def form(self) -> str:
        return KEPT_FORM + sha256_hex(f"{self.held.subject} {self.held.field} {self.into}".encode())

    def address(self, language: str) -> str:
        return translation_address(language, self.held.subject, self.held.field, self.into, self.made_from)


@dataclass(frozen=True, slots=True)
class SentenceRow:
    """A sentence.

    name     of its control; value: what stands or was typed
    pieces   how the source changed, () when it did not
    terms    that it holds, with their words in the other language, and whether the translation has them
    """

    name: str
    number: int
    source: str
    pieces: tuple[Piece, ...]
    value: str
    lines: int
    terms: tuple[Found, ...] = ()


@dataclass(frozen=True, slots=True)
class Lang:
    """A language of the page."""

    tag: str
    name: str
    dir: str


@dataclass(frozen=True, slots=True)
class Clash:
    """Somebody else's words, saved while these were typed."""

    theirs: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslationPage(DeskPage):
    """One text side by side.

    facts      what it is and where it stands; state: of the target
    sources    languages that it may be made from
    gone       sentences that the source no longer has
    seen       revision of the target, and source_seen of the source, that the page shows
    kept       instant of what was typed and not saved, in words
    denied     why it cannot be written now; review_denied: why this reader does not review it, None: nothing to review
    """

    what: str
    about: str
    about_address: str
    state: Tag | None
    source: Lang
    target: Lang
    sources: FilterChoice
    rows: tuple[SentenceRow, ...]
    gone: tuple[str, ...]
    is_stale: bool
    clash: Clash | None
    source_moved: bool
    seen: str
    source_seen: str
    kept: str
    denied: str
    review_denied: str | None
    address: str
    autosave: str
    query: tuple[tuple[str, str], ...]


@staff
def translation(request: HttpRequest, by: Actor, language: str) -> HttpResponse:
    """Translate one text of one's own side, or review it.  Raises NotVisible, ActionDenied."""
    asked = _asked(by, request.GET)
    if request.method != "POST":
        return _show(request, by, asked, language)
    if "discard" in request.POST:
        delivery.discard_autosave(asked.form, by=by)
        return done(request, _("What you had typed is discarded."), asked.address(language))
    if "review" in request.POST:
        opening.review(asked.held, asked.into, seen=asked.target, by=by, at=now())
        return done(request, _("The text counts as reviewed."), links.href("desk_translations", language))
    return _save(request, by, asked, language)


@staff
def autosave(request: HttpRequest, by: Actor, language: str) -> HttpResponse:
    """Keep what is being typed, for its writer alone.  Nothing of it is on record."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    asked = _asked(by, request.GET)
    typed = request.POST.copy()
    typed.pop("csrfmiddlewaretoken", None)
    delivery.autosave(asked.form, {"typed": typed.urlencode()}, by=by, at=now())
    return JsonResponse({"kept": True})


def _asked(by: Actor, query: QueryDict) -> Asked:
    held = opening.get_visible(by, query.get("subject", ""), query.get("field", ""), as_of=now())
    into = query.get("to", "")
    if not TAG.fullmatch(into):
        into = next(iter(held.wording))
    origin = origins_of(by, [held.subject]).get((held.subject, held.field, into))
    possible = [tag for tag, text in held.wording.items() if text and tag != into]
    wished = [query.get("from", ""), origin.made_from if origin else ""]
    return Asked(held, into, next((tag for tag in (*wished, *possible) if tag in possible), ""), origin)


def _save(request: HttpRequest, by: Actor, asked: Asked, language: str) -> HttpResponse:
    sent = request.POST
    if sent.get("source_seen") != revision_of(asked.source):
        return _show(request, by, asked, language, sent=sent, source_moved=True)
    if sent.get("seen") not in (revision_of(asked.target), "over"):
        return _show(request, by, asked, language, sent=sent, clash=Clash(asked.target))
    sides = _sides(asked)
    texts = [sent.get(f"s{at}", "") for at in range(len(sides.rows))]
    made = Translation(
        asked.held.field,
        asked.into,
        put_together(asked.source, texts, asked.made_from),
        asked.made_from,
        asked.source,
        seen=asked.target,
    )
    try:
        opening.translate(asked.held, made, by=by, at=now())
    except Conflict:
        return _show(request, by, _asked(by, request.GET), language, sent=sent, clash=Clash(asked.target))
    except RuleBroken as wrong:
        return _show(request, by, asked, language, sent=sent, error=in_language(wrong.sentence))
    delivery.discard_autosave(asked.form, by=by)
    return _after(request, by, asked, language)


def _after(request: HttpRequest, by: Actor, asked: Asked, language: str) -> HttpResponse:
    sentence = _("The text in %(language)s is saved; somebody else of your side reviews it.")
    told = sentence % {"language": native_name(asked.into)}
    if "next" in request.POST:
        wish = Wish(plan=asked.held.plan, language=asked.into)
        left = opening.owed_page(by, wish, as_of=now(), limit=20).lines
        others = [one.owed for one in left if one.owed.state.status.value != "draft" or one.owed.state.is_stale]
        if others:
            owed = others[0]
            address = translation_address(language, owed.subject, owed.field, owed.language, owed.made_from)
            return done(request, told, address)
    return done(request, told, links.href("desk_translations", language))


def _sides(asked: Asked) -> Sides:
    is_same = asked.origin is not None and asked.origin.made_from == asked.made_from
    return side_by_side(
        asked.source,
        asked.origin.source if is_same and asked.origin else "",
        asked.target,
        source_language=asked.made_from,
        target_language=asked.into,
    )


def _show(
    request: HttpRequest,
    by: Actor,
    asked: Asked,
    language: str,
    *,
    sent: QueryDict | None = None,
    clash: Clash | None = None,
    source_moved: bool = False,
    error: str = "",
) -> HttpResponse:
    kept = deliveries.autosaved(by, asked.form) if sent is None else None
    typed = QueryDict(kept.content.get("typed", "")) if kept else sent
    held, sides, origin = asked.held, _sides(asked), asked.origin
    terms = terms_of(by, held.plan, as_of=now())
    possible = [(tag, native_name(tag)) for tag, text in held.wording.items() if text and tag != asked.into]
    query = {"subject": held.subject, "field": held.field, "to": asked.into}
    page = TranslationPage(
        title=_("Translate into %(language)s") % {"language": native_name(asked.into)},
        crumbs=(desk_crumb(language), Crumb(_("Translations"), links.href("desk_translations", language))),
        errors=(FormError(error, "s0"),) if error else (),
        what=what_of(held),
        about=held.ref,
        about_address=_about_address(held, language),
        state=state_tag(origin.state) if origin else None,
        source=_lang(asked.made_from),
        target=_lang(asked.into),
        sources=filter_choice("from", _("Translated from"), possible, asked.made_from),
        rows=tuple(_row(at, sides, typed, terms, asked) for at in range(len(sides.rows))),
        gone=sides.gone,
        is_stale=bool(origin and origin.state.is_stale),
        clash=clash,
        source_moved=source_moved,
        seen="over" if clash else revision_of(asked.target),
        source_seen=revision_of(asked.source),
        kept=dates.instant(kept.saved_at, language) if kept else "",
        denied=_denied(asked),
        review_denied=_review_denied(by, asked),
        address=asked.address(language),
        autosave=links.with_query(
            links.href("desk_translation_autosave", language), {**query, "from": asked.made_from}
        ),
        query=tuple(query.items()),
    )
    return show(request, "translation.html", page)


def _row(at: int, sides: Sides, typed: QueryDict | None, terms: list[TermView], asked: Asked) -> SentenceRow:
    row = sides.rows[at]
    name = f"s{at}"
    value = str(typed[name]) if typed is not None and name in typed else row.target
    lines = min(12, 2 + max(len(value), len(row.source)) // 48)
    found = terms_in(terms, row.source, value, source_language=asked.made_from, target_language=asked.into)
    return SentenceRow(name, at + 1, row.source, row.pieces, value, lines, found)


def _lang(tag: str) -> Lang:
    return Lang(tag, native_name(tag), direction(tag))


def _denied(asked: Asked) -> str:
    if not asked.made_from:
        return _("There is no other language to translate from yet.")
    return reason(asked.held.can_write)


def _review_denied(by: Actor, asked: Asked) -> str | None:
    """None: there is nothing to review; "" when this reader may."""
    origin = asked.origin
    if origin is None or not asked.target or origin.state.is_stale or origin.state.status not in REVIEWABLE:
        return None
    if origin.is_own_words:
        return reason(Denied("nobody reviews their own words; another approver of your side does"))
    return reason(can_review(by, owner=asked.held.owner, written_by_user=""))


def _about_address(held: Held, language: str) -> str:
    """Where the thing stands on the desk, else the plan."""
    if held.commitment and held.is_public:
        number = Ref.parse(held.commitment).number
        return links.href("desk_work", language, plan=held.plan, number=number)
    return links.href("desk_plan", language, plan=held.plan)
