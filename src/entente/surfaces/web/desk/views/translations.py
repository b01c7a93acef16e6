"""What is owed and stale in the words of one's own side, language by language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _

from entente.foundation.common.actors import Actor
from entente.foundation.common.errors import RuleBroken
from entente.foundation.common.refs import Ref
from entente.foundation.common.rights import may
from entente.foundation.texts.rules import can_review
from entente.record.plan import queries
from entente.record.plan.queries import PlanView
from entente.surfaces.intake.wordings import batches, opening
from entente.surfaces.intake.wordings.batches import SheetBatch
from entente.surfaces.intake.wordings.opening import OwedLine, Wish
from entente.surfaces.web import dates, links
from entente.surfaces.web.desk.access import now, staff
from entente.surfaces.web.desk.forms.fields import FormError, errors_of
from entente.surfaces.web.desk.forms.sheets import TextsForm
from entente.surfaces.web.labels import Tag
from entente.surfaces.web.rows import shortened
from entente.surfaces.web.sentences import in_language
from entente.surfaces.web.wording import Said, native_name, said

from .home import PageLink, address_of, paged
from .milestone_lists import FilterChoice, filter_choice
from .parts import DeskPage, desk_crumb, reason, show
from .sheets import BatchLine, status_words
from .translation_files import download, drop
from .translation_words import KINDS, OPEN_STATES, STATES, state_tag, what_of

PAGE = 30
FILES_SHOWN = 20


@dataclass(frozen=True, slots=True)
class TextLine:
    """A text that is owed.

    number   of the promise, "" for none; words: the wording in a language that it has
    what     kind and field; into: the language, by its own name
    verb     what its link says
    """

    number: str
    words: Said
    what: str
    into: str
    tag: str
    state: Tag
    address: str
    verb: str


@dataclass(frozen=True, slots=True)
class LanguageCount:
    """How much of one language is owed: (state, how many), in the order of the headings."""

    tag: str
    name: str
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslationsPage(DeskPage):
    """What a side owes in words.

    denied    why this post writes none of it, "" when it does
    headings  of the counts; languages: a row for each language in which something is owed
    has_more  more than are counted
    """

    here: str
    denied: str
    headings: tuple[str, ...]
    languages: tuple[LanguageCount, ...]
    choices: tuple[FilterChoice, ...]
    total: int
    has_more: bool
    lines: tuple[TextLine, ...]
    pages: tuple[PageLink, ...]
    previous: str
    next: str
    out: tuple[FilterChoice, ...]
    form: TextsForm
    files: tuple[BatchLine, ...]


@staff
def translations(request: HttpRequest, by: Actor, language: str) -> HttpResponse:
    """The texts that one's own side has not written, not brought up to date or not reviewed, narrowed and page by page."""
    asked = {name: request.GET.get(name, "") for name in ("plan", "language", "kind", "state")}
    if asked["state"] not in OPEN_STATES:
        asked["state"] = ""
    number = links.asked_page(request.GET)
    form = TextsForm(*_sent(request), bytes_max=settings.UPLOAD_BYTES_MAX)
    errors: tuple[FormError, ...] = ()
    try:
        if "download" in request.GET:
            return download(by, request.GET)
        if form.is_bound and form.is_valid():
            name, data = form.cleaned_data["file"]
            return drop(request, by, name, data, language)
    except RuleBroken as refused:
        if form.is_bound:
            form.refuse(refused.sentence, "file")
        else:
            errors = (FormError(in_language(refused.sentence), "out-language"),)
    found = opening.owed_page(by, Wish(**asked), as_of=now(), limit=PAGE, offset=(number - 1) * PAGE)
    plans = {plan.slug: plan for plan in queries.visible_plans(by, as_of=now())}
    here = links.href("desk_translations", language)
    pages = paged(here, asked, number, found.total, PAGE)
    counts = opening.owed_counts(by)
    page = TranslationsPage(
        title=_("Translations"),
        crumbs=(desk_crumb(language),),
        errors=errors or errors_of(form),
        here=here,
        denied=reason(may(by, "text.translate")),
        headings=tuple(str(STATES[state][0]) for state in OPEN_STATES),
        languages=tuple(
            LanguageCount(
                tag,
                native_name(tag),
                tuple((str(STATES[state][0]), states.get(state, 0)) for state in OPEN_STATES),
            )
            for tag, states in sorted(counts.items())
        ),
        choices=_choices(plans, sorted(counts), asked, language),
        total=found.total,
        has_more=found.has_more,
        lines=tuple(_line(one, plans, by, language) for one in found.lines),
        pages=pages,
        previous=address_of(pages, number - 1),
        next=address_of(pages, number + 1),
        out=_out(plans, sorted(counts), request.GET, language),
        form=form,
        files=tuple(_file(one, language) for one in batches.batches_of(by)[:FILES_SHOWN]),
    )
    return show(request, "translations.html", page)


def _sent(request: HttpRequest) -> tuple[Any, ...]:
    return (request.POST, request.FILES) if request.method == "POST" else ()


def _file(batch: SheetBatch, language: str) -> BatchLine:
    facts = f"{status_words(batch.status)} · {dates.instant(batch.made_at, language)} · {batch.post}"
    return BatchLine(batch.file_name, links.href("desk_texts", language, key=str(batch.pk)), facts)


def _out(plans: dict[str, PlanView], languages: list[str], asked: QueryDict, language: str) -> tuple[FilterChoice, ...]:
    """What a file is asked for: language, form, plan."""
    named = [(slug, str(said(plan.title, language, plan.languages))) for slug, plan in plans.items()]
    kinds = [(".xlf", _("XLIFF 2.1, for translation programs")), (".docx", _("Word document with two columns"))]
    return (
        filter_choice("language", _("Into"), [(tag, native_name(tag)) for tag in languages], asked.get("language", "")),
        filter_choice("download", _("As"), kinds, asked.get("download", "")),
        filter_choice("plan", _("Plan"), [("", _("All")), *named], asked.get("plan", "")),
    )


def translation_address(language: str, subject: str, field: str, into: str, made_from: str = "") -> str:
    """Where one text is translated."""
    query = {"subject": subject, "field": field, "to": into, "from": made_from}
    return links.with_query(links.href("desk_translation", language), query)


def _line(one: OwedLine, plans: dict[str, PlanView], by: Actor, language: str) -> TextLine:
    owed, held = one.owed, one.held
    order = plans[held.plan].languages if held.plan in plans else ()
    is_to_review = owed.state.status.value in ("draft", "machine") and not owed.state.is_stale
    may_review = is_to_review and can_review(by, owner=held.owner, written_by_user="")
    words = said(held.wording, language, order)
    return TextLine(
        number=Ref.parse(held.commitment).number if held.commitment else "",
        words=Said(shortened(words.text, 120), words.language, words.attrs, words.is_other),
        what=what_of(held),
        into=native_name(owed.language),
        tag=owed.language,
        state=state_tag(owed.state),
        address=translation_address(language, owed.subject, owed.field, owed.language, owed.made_from),
        verb=_("Review") if may_review else _("Translate"),
    )


def _choices(
    plans: dict[str, PlanView], languages: list[str], asked: dict[str, str], language: str
) -> tuple[FilterChoice, ...]:
    every = [("", _("All"))]
    named = [(slug, str(said(plan.title, language, plan.languages))) for slug, plan in plans.items()]
    return (
        filter_choice(
            "language", _("Into"), [*every, *((tag, native_name(tag)) for tag in languages)], asked["language"]
        ),
        filter_choice("kind", _("What"), [*every, *KINDS.items()], asked["kind"]),
        filter_choice(
            "state", _("State"), [*every, *((code, STATES[code][0]) for code in OPEN_STATES)], asked["state"]
        ),
        filter_choice("plan", _("Plan"), [*every, *named], asked["plan"]),
    )
