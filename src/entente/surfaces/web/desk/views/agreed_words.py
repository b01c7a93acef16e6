"""The words of a plan on the desk: terms proposed and agreed, passages in which its authentic texts differ."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from entente.foundation.common.actors import Actor
from entente.foundation.common.errors import ActionDenied, Refusal
from entente.foundation.texts.rules import (
    can_agree_term,
    can_change_term,
    can_explain_divergence,
    can_note_divergence,
    can_propose_term,
)
from entente.record.plan import queries
from entente.record.plan.queries import PlanView
from entente.surfaces.intake import agreed
from entente.surfaces.web import links
from entente.surfaces.web.desk.access import now, staff
from entente.surfaces.web.desk.forms.agreed import DifferenceForm, ReadingForm, TermForm
from entente.surfaces.web.desk.forms.fields import FormError, errors_of
from entente.surfaces.web.reader import Reader, reader_of
from entente.surfaces.web.sentences import in_language
from entente.surfaces.web.terms import DifferenceItem, TermItem, difference_items, term_items

from .parts import DeskPage, done, key_of, number_of, plan_crumbs, reason, show


@dataclass(frozen=True, slots=True)
class TermLine:
    """A term and what this reader may do with it.

    agree     why its party does not agree to it here, "" when it may; None: it has agreed
    is_own    its own side's, which may take it back
    change    address at which its words are changed, "" for who may not
    """

    term: TermItem
    revision: int
    agree: str | None
    is_own: bool
    change: str


@dataclass(frozen=True, slots=True)
class DifferenceLine:
    """A passage in which authentic texts differ.  explain: why this reader does not explain it, "" when they may."""

    item: DifferenceItem
    explain: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreedWordsPage(DeskPage):
    """The words of a plan.

    propose, note   why this reader does not, "" when they may
    changing        key and revision of the term whose words the form holds, None: it proposes a new one
    has_texts       whether any authentic text is on record that could differ
    """

    public: str
    terms: tuple[TermLine, ...]
    differences: tuple[DifferenceLine, ...]
    propose: str
    note: str
    has_texts: bool
    changing: tuple[str, str] | None
    term_form: TermForm
    difference_form: DifferenceForm
    reading_form: ReadingForm


@staff
def agreed_words(request: HttpRequest, by: Actor, language: str, plan: str) -> HttpResponse:
    """The terms and differing texts of a plan; what is proposed, agreed, noted and explained is sent here.  Raises NotVisible."""
    view = queries.get_visible_plan(by, plan, as_of=now())
    forms = _forms(request, view, agreed.terms(by, plan, as_of=now()))
    error = ""
    if request.method == "POST":
        try:
            if (told := _act(request, by, view, forms)) is not None:
                return done(request, told, links.href("desk_words", language, plan=plan))
        except ActionDenied:
            raise
        except Refusal as refusal:
            error = in_language(refusal.sentence)
    return show(request, "agreed_words.html", _page(by, view, language, forms, error))


@dataclass(frozen=True, slots=True)
class _Forms:
    term: TermForm
    difference: DifferenceForm
    reading: ReadingForm
    changing: tuple[str, str] | None


def _forms(request: HttpRequest, plan: PlanView, terms: list[agreed.TermView]) -> _Forms:
    def sent(verb: str) -> object:
        return request.POST if request.method == "POST" and verb in request.POST else None

    wanted = request.POST.get("revise") or request.GET.get("change", "")
    term = next((one for one in terms if str(one.key) == wanted), None)
    initial = TermForm.starting(term) if term else {}
    changing = (str(term.key), request.POST.get("revision") or str(term.revision)) if term else None
    return _Forms(
        TermForm(sent("revise" if term else "propose"), languages=plan.languages, initial=initial),
        DifferenceForm(sent("note"), languages=plan.languages),
        ReadingForm(sent("explain"), languages=plan.languages),
        changing,
    )


def _act(request: HttpRequest, by: Actor, plan: PlanView, forms: _Forms) -> str | None:
    """Do what a button says; None when a form must be mended.  Raises what the record refuses."""
    return _on_terms(request, by, plan, forms) or _on_differences(request, by, plan, forms)


def _on_terms(request: HttpRequest, by: Actor, plan: PlanView, forms: _Forms) -> str | None:
    sent, at = request.POST, now()
    if "propose" in sent and forms.term.is_valid():
        agreed.propose(plan.slug, forms.term.facts(), by=by, at=at)
        return _("The term is proposed; each party agrees to it for itself.")
    if "revise" in sent and forms.term.is_valid():
        agreed.revise(
            key_of(sent["revise"]), forms.term.facts(), by=by, at=at, revision=number_of(sent.get("revision", ""))
        )
        return _("The term has its new words; each party agrees to them anew.")
    if "agree" in sent:
        agreed.agree(key_of(sent["agree"]), by=by, at=at, revision=number_of(sent.get("revision", "")))
        return _("Your side has agreed to the term.")
    if "withdraw" in sent:
        agreed.withdraw(key_of(sent["withdraw"]), by=by, at=at, reason=sent.get("reason", ""))
        return _("The term is taken back; that it stood stays on record.")
    return None


def _on_differences(request: HttpRequest, by: Actor, plan: PlanView, forms: _Forms) -> str | None:
    sent, at = request.POST, now()
    if "note" in sent and forms.difference.is_valid():
        agreed.note(plan.slug, forms.difference.facts(plan.slug), by=by, at=at)
        return _("The difference is noted; each party explains for itself how it reads the passage.")
    if "explain" in sent and forms.reading.is_valid():
        agreed.explain(key_of(sent["explain"]), forms.reading.said(), by=by, at=at)
        return _("How your side reads the passage is on record.")
    return None


def _page(by: Actor, plan: PlanView, language: str, forms: _Forms, error: str) -> AgreedWordsPage:
    terms = agreed.terms(by, plan.slug, as_of=now())
    differing = agreed.differences(by, plan.slug, as_of=now())
    reader = reader_of(plan, language, now(), owners={one.owner for one in terms} | {one.owner for one in differing})
    parties = [party.code for party in plan.parties]
    given = errors_of(forms.term, forms.difference, forms.reading)
    return AgreedWordsPage(
        title=_("Agreed words"),
        crumbs=plan_crumbs(plan, language),
        errors=(FormError(error, ""),) if error else given,
        public=links.href("terms", language, plan=plan.slug),
        terms=_term_lines(by, terms, reader, parties),
        differences=tuple(
            DifferenceLine(item, reason(can_explain_divergence(by, parties=parties)))
            for item in difference_items(differing, reader)
        ),
        propose=reason(can_propose_term(by, parties=parties)),
        note=reason(can_note_divergence(by, parties=parties)),
        has_texts=plan.has_authentic_text,
        changing=forms.changing,
        term_form=forms.term,
        difference_form=forms.difference,
        reading_form=forms.reading,
    )


def _term_lines(by: Actor, terms: list[agreed.TermView], reader: Reader, parties: list[str]) -> tuple[TermLine, ...]:
    denied = reason(can_agree_term(by, parties=parties))
    here = links.href("desk_words", reader.language, plan=reader.plan.slug)
    return tuple(
        TermLine(
            item,
            view.revision,
            None if by.owner in view.agreed else denied,
            by.owner == view.owner,
            links.with_query(here, {"change": str(view.key)}) + "#term"
            if can_change_term(by, owner=view.owner)
            else "",
        )
        for item, view in zip(term_items(terms, reader), terms, strict=True)
    )
