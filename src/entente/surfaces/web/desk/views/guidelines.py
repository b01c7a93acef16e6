"""Guidelines on the desk: written, published before the scores, and what is then assessed by them."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import require
from entente.foundation.common.errors import NotVisible
from entente.record.assessment.commands import assessments, methods
from entente.record.assessment.commands.assessments import OpeningFacts
from entente.record.assessment.commands.methods import GuidelineFacts
from entente.record.assessment.methods import Method
from entente.record.assessment.queries.methods import (
    GuidelineView,
    get_guideline_row,
    get_method,
    guideline_view,
    guidelines_of,
)
from entente.record.assessment.rules import assessors as rules
from entente.surfaces.web import links
from entente.surfaces.web.desk.access import now, staff
from entente.surfaces.web.desk.forms.assessments import GuidelineForm, NothingForm, OpeningForm, initial_counts
from entente.surfaces.web.desk.forms.fields import initial_of
from entente.surfaces.web.reader import Reader
from entente.surfaces.web.wording import Said

from .acting import Act, answer, sent
from .assessments import address_of, list_crumb
from .parts import Choice, Crumb, DeskPage, choice, show
from .promise import About, about_of, languages_of, subject_words, subjects_of, work_crumbs


@dataclass(frozen=True, slots=True)
class CountLine:
    """What counts for one value."""

    code: str
    label: Said
    words: Said


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidelinePage(DeskPage):
    """A guideline.  acts: publish it, change it, or begin an assessment by it."""

    about: About
    method: Said
    facts: tuple[str, ...]
    definitions: Said
    counts: tuple[CountLine, ...]
    acts: tuple[Choice, ...]


@staff
def guideline_add(request: HttpRequest, by: Actor, language: str, plan: str, number: str) -> HttpResponse:
    """Write a guideline by the method named in the query, or go on with its draft."""
    about = about_of(by, language, plan, number)
    require(rules.can_define(by, owner=by.owner))
    method = get_method(request.GET.get("method", ""))
    known = [one for one in guidelines_of(by, by.owner, plan, as_of=now()) if one.method == method.ref]
    latest = next((one for one in known if one.subject.partition("#")[0] == about.ref), None)
    form = _form(request, by, about, method, latest, language)

    def do() -> None:
        facts = GuidelineFacts(method.ref, form.cleaned_data["subject"], form.definitions(), form.counts())
        methods.write_guideline(facts, by=by, at=now())

    name = Reader(about.plan, language, now()).said(method.name).text
    act = Act(
        _("Guideline: %(method)s") % {"method": name},
        _("Keep the draft"),
        _("The draft of the guideline is kept; only your side sees it until it is published."),
        form,
        do,
        _("Say what counts before anybody scores. Once published it never changes: a new version is another text."),
    )
    return answer(
        request,
        language,
        about,
        act,
        links.href("desk_assessments", language, **about.keys),
        (list_crumb(about, language),),
    )


@staff
def guideline(request: HttpRequest, by: Actor, language: str, plan: str, number: str, key: UUID) -> HttpResponse:
    about = about_of(by, language, plan, number)
    one = guideline_view(get_guideline_row(by, key, as_of=now()))
    method = get_method(one.method)
    reader = Reader(about.plan, language, now())
    page = GuidelinePage(
        title=reader.said(method.name).text,
        crumbs=(*work_crumbs(about, language), list_crumb(about, language)),
        about=about,
        method=reader.said(method.name),
        facts=(
            subject_words(about, one.subject, language),
            _("version %(number)d") % {"number": one.version},
            _("published %(date)s") % {"date": reader.day(one.published_at.date())} if one.published_at else _("Draft"),
        ),
        definitions=reader.said(one.definitions),
        counts=tuple(
            CountLine(value.code, reader.said(value.label), reader.said(one.counts.get(value.code, {})))
            for value in method.values
        ),
        acts=_acts(by, about, one, language),
    )
    return show(request, "guideline.html", page)


@staff
def guideline_act(
    request: HttpRequest, by: Actor, language: str, *, plan: str, number: str, key: UUID, act: str
) -> HttpResponse:
    """Publish a guideline, or begin an assessment by it.  Raises ActionDenied, NotVisible."""
    about = about_of(by, language, plan, number)
    row = get_guideline_row(by, key, as_of=now())
    crumbs = (list_crumb(about, language), Crumb(_("Guideline"), _here(about, key, language)))
    if act == "publish":
        require(rules.can_send(by, owner=row.owner))
        made = Act(
            _("Publish the guideline"),
            _("Publish"),
            _("The guideline is public and never changes."),
            NothingForm(sent(request)),
            lambda: methods.publish_guideline(row, by=by, at=now()),
            _("Everybody reads it from now on. What is wrong in it later is mended by a new version."),
        )
        return answer(request, language, about, made, _here(about, key, language), crumbs)
    if act != "open":
        raise NotVisible(f"There is nothing “{act}” to do here.")
    require(rules.can_define(by, owner=row.owner))
    method = get_method(row.method)
    reader = Reader(about.plan, language, now())
    form = OpeningForm(
        sent(request), method=method, parties=[(code, reader.party(code)) for code in about.view.obligors]
    )
    opened: list[UUID] = []

    def do() -> None:
        read = form.cleaned_data
        facts = OpeningFacts(read["from_on"], read["to_on"], read.get("party", ""), read.get("reading", ""))
        opened.append(assessments.open_assessment(row, facts, by=by, at=now()).pk)

    made = Act(_("Begin an assessment"), _("Begin"), _("The assessment is open for coding."), form, do)
    answered = answer(request, language, about, made, _here(about, key, language), crumbs)
    return HttpResponseRedirect(address_of(opened[0], about, language)) if opened else answered


def _form(
    request: HttpRequest, by: Actor, about: About, method: Method, latest: GuidelineView | None, language: str
) -> GuidelineForm:
    languages, _owed = languages_of(by, about, language)
    reader = Reader(about.plan, language, now())
    codes = [value.code for value in method.values]
    initial = {"subject": about.ref}
    if latest is not None:
        initial = {
            "subject": latest.subject,
            **initial_of("definitions", latest.definitions),
            **initial_counts(latest.counts, codes),
        }
    return GuidelineForm(
        sent(request),
        initial=initial,
        languages=languages,
        values=[(value.code, reader.said(value.label).text) for value in method.values],
        subjects=subjects_of(about, language),
    )


def _here(about: About, key: UUID, language: str) -> str:
    return links.href("desk_guideline", language, **about.keys, key=str(key))


def _acts(by: Actor, about: About, one: GuidelineView, language: str) -> tuple[Choice, ...]:
    def act(name: str) -> str:
        return links.href("desk_guideline_act", language, **about.keys, key=str(one.key), act=name)

    write = links.with_query(links.href("desk_guideline_add", language, **about.keys), {"method": one.method})
    define = rules.can_define(by, owner=one.owner)
    if one.published_at is None:
        publish = choice(_("Publish the guideline"), act("publish"), rules.can_send(by, owner=one.owner))
        return (publish, choice(_("Change the draft"), write, define))
    return (choice(_("Begin an assessment"), act("open"), define), choice(_("Write the next version"), write, define))
