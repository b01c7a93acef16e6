"""What all staff pages share: their frame, their buttons, their forms while they are being filled in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.translation import gettext as _

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import Decision, Denied
from entente.foundation.common.languages import Wording
from entente.foundation.directory import queries as directory
from entente.record.plan.queries import PartyView, PlanView
from entente.record.plan.rules import can_speak
from entente.surfaces.web import links
from entente.surfaces.web.desk import words
from entente.surfaces.web.desk.forms.fields import FormError
from entente.surfaces.web.wording import Said, said


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step on the way from the desk to this page."""

    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be done, or not now: `reason` says why, "" when it can."""

    label: str
    address: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskPage:
    """What every staff page has.

    errors  the summary at the top, () when there is nothing to mend
    bar     None: a staff page is not one of a plan's public pages
    """

    title: str
    crumbs: tuple[Crumb, ...] = ()
    errors: tuple[FormError, ...] = ()
    description: str = ""
    bar: None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmPage(DeskPage):
    """A question before something that cannot be taken back.

    facts   what it will touch, one phrase each
    button  what the button says; danger: it removes something
    reason  why it cannot be done now, "" when it can
    read    SHA-256 of the words that are shown, where the act is about just these
    """

    question: str
    facts: tuple[str, ...]
    button: str
    back: str
    danger: bool
    reason: str = ""
    read: str = ""


def show(request: HttpRequest, template: str, page: DeskPage) -> HttpResponse:
    """A page; one with errors is 422, so that a program and a test see what a person sees."""
    return render(request, f"desk/{template}", {"page": page}, status=422 if page.errors else 200)


def done(request: HttpRequest, sentence: str, address: str) -> HttpResponse:
    """After a write: on to the page that shows it, where one sentence says what was done."""
    messages.success(request, sentence)
    return HttpResponseRedirect(address)


def choice(label: str, address: str, decision: Decision) -> Choice:
    return Choice(label, address, reason(decision))


def reason(decision: Decision) -> str:
    """Why not, in the language being read; "" when allowed."""
    return words.in_language(decision.reason) if isinstance(decision, Denied) else ""


def side_name(owner: str, language: str) -> str:
    """Whose something is, by name; the code of a side that nobody named.  Two queries."""
    return side_among(directory.names_of_sides({owner}), owner, language)


def side_among(names: Mapping[str, Wording], owner: str, language: str) -> str:
    """The same where the names of several sides are at hand, by code."""
    return said(names.get(owner, {}), language).text or owner


def speaks_in(by: Actor, plan: PlanView) -> Decision:
    """Whether an actor publishes, accepts and signs for its side in a plan that is at hand."""
    return can_speak(by, {party.code: party.standing for party in plan.parties})


def desk_crumb(language: str) -> Crumb:
    return Crumb(_("Desk"), links.href("desk", language))


def plan_crumbs(plan: PlanView, language: str) -> tuple[Crumb, ...]:
    name = said(plan.title, language, plan.languages).text
    return (desk_crumb(language), Crumb(name, links.href("desk_plan", language, plan=plan.slug)))


def party_choices(parties: Iterable[PartyView], language: str) -> list[tuple[str, str]]:
    return [(party.code, said(party.name, language, party.languages).text or party.code) for party in parties]


def party_labels(parties: Iterable[PartyView], language: str) -> list[tuple[str, str]]:
    """As `party_choices`, for check boxes: a name in another language than the page's is marked as such."""
    return [(party.code, marked(said(party.name, language, party.languages))) for party in parties]


def own_posts(by: Actor, language: str) -> list[tuple[str, str]]:
    """(ref, title and ref) of every post of one's own side, by ref."""
    return [
        (post.ref, f"{said(post.title, language)} ({post.ref})" if post.title else post.ref)
        for post in directory.posts_of_side(by.owner)
    ]


def key_of(text: str) -> UUID:
    """A key that a form sent.  Raises Http404 for what is none."""
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None


def number_of(text: str) -> int:
    """A revision that a form sent; 0, which is never one, for what is no number."""
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def marked(words: Said) -> str:
    """Words as they stand in a label, in an element of their own language where that is not the page's."""
    return format_html("<span{}>{}</span>", words.attrs, words) if words.is_other else words.text


def party_names(codes: Iterable[str], plan: PlanView, language: str) -> list[Said]:
    by_code = {party.code: said(party.name, language, party.languages) for party in plan.parties}
    return [by_code[code] for code in codes if code in by_code]


def wants_more(request: HttpRequest) -> bool:
    """The button "more rows" sent the form: nothing is saved or checked, what was typed comes back with more room."""
    return request.method == "POST" and "more" in request.POST


def typed(form: forms.BaseForm) -> dict[str, Any]:
    """What somebody typed, unchecked, to be shown again."""
    return {
        name: field.widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
        for name, field in form.fields.items()
        if not isinstance(field, forms.FileField)
    }


def typed_rows(rows: forms.BaseFormSet[Any]) -> list[dict[str, Any]]:
    return [typed(row) for row in rows.forms]
