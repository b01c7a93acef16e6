"""One act on an assessment: code, consolidate, send, take back, publish, correct; reply and approve the reply."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from entente.foundation.common.actors import Actor
from entente.foundation.common.errors import NotVisible
from entente.record.assessment.assessing_views import AssessmentView
from entente.record.assessment.commands import assessments, replies
from entente.record.assessment.commands.assessments import ScoreFacts
from entente.record.assessment.queries import assessors
from entente.record.verification import queries as verification
from entente.surfaces.web import labels
from entente.surfaces.web.desk.access import now, staff
from entente.surfaces.web.desk.forms.assessments import CorrectionForm, NothingForm, ReplyForm, ScoreForm, SendForm
from entente.surfaces.web.desk.forms.fields import initial_of
from entente.surfaces.web.reader import Reader
from entente.surfaces.web.rows import shortened

from .acting import Act, answer, sent
from .assessments import address_of, heading, list_crumb
from .parts import Crumb
from .promise import About, about_of, languages_of

Maker = Callable[[HttpRequest, Actor, About, AssessmentView, str], Act]


@staff
def assessment_act(
    request: HttpRequest, by: Actor, language: str, *, plan: str, number: str, key: UUID, act: str
) -> HttpResponse:
    """Raises ActionDenied, NotVisible, InvalidTransition."""
    about = about_of(by, language, plan, number)
    one = assessors.get_assessment(by, key, as_of=now())
    if act not in ACTS:
        raise NotVisible(f"There is nothing “{act}” to do here.")
    made = ACTS[act](request, by, about, one, language)
    here = address_of(one, about, language)
    crumbs = (list_crumb(about, language), Crumb(heading(one, about, Reader(about.plan, language, now())), here))
    return answer(request, language, about, made, here, crumbs)


def _code(request: HttpRequest, by: Actor, about: About, one: AssessmentView, language: str) -> Act:
    mine = next((code for code in one.codes if code.is_mine), None)
    initial = {"value": mine.value, "claims": mine.claims, **initial_of("rationale", mine.rationale)} if mine else {}
    form = _score_form(request, by, about, one, language, initial)

    def do() -> None:
        row = assessors.get_assessment_row(by, one.key, as_of=now())
        assessments.code(row, _facts(form, by), by=by, at=now())

    hint = _(
        "Read the guideline first. Nobody else sees your code until all codes are in; until then you may change it."
    )
    return Act(_("Code it"), _("Give this code"), _("Your code is in."), form, do, hint)


def _consolidate(request: HttpRequest, by: Actor, about: About, one: AssessmentView, language: str) -> Act:
    value = one.value.code if one.value else ""
    initial = {"value": value, "claims": one.claims, **initial_of("rationale", one.rationale)}
    form = _score_form(request, by, about, one, language, initial)

    def do() -> None:
        row = assessors.get_assessment_row(by, one.key, as_of=now())
        assessments.consolidate(row, _facts(form, by), by=by, at=now())

    hint = _("A third person settles it alone; the coders settle it by saying the same, one after the other.")
    return Act(_("Consolidate"), _("Say this value"), _("The value is on record for your side."), form, do, hint)


def _send(request: HttpRequest, by: Actor, about: About, one: AssessmentView, language: str) -> Act:
    form = SendForm(sent(request))
    hint = _(
        "Whom it concerns reads the draft at once and may reply until that day ends in its own capital. Then it is public, "
        "with the reply or with the word that none came."
    )
    return Act(
        _("Send it for reply"),
        _("Send"),
        _("The draft was sent for reply."),
        form,
        lambda: assessments.send_for_reply(_row(by, one), form.due(), by=by, at=now()),
        hint,
    )


def _correct(request: HttpRequest, by: Actor, about: About, one: AssessmentView, language: str) -> Act:
    languages, _owed = languages_of(by, about, language)
    form = CorrectionForm(sent(request), languages=languages)
    return Act(
        _("Correct it"),
        _("Begin the new version"),
        _("A new version is open for coding."),
        form,
        lambda: assessments.correct_assessment(_row(by, one), form.words_said(), by=by, at=now()),
        _("The version that is public stays until the new one is published; both stay on record."),
    )


def _reply(request: HttpRequest, by: Actor, about: About, one: AssessmentView, language: str) -> Act:
    languages, _owed = languages_of(by, about, language)
    mine = next((reply.text for reply in one.replies if reply.party == by.owner), {})
    form = ReplyForm(sent(request), initial=initial_of("text", mine), languages=languages)
    return Act(
        _("Write the reply"),
        _("Keep the reply"),
        _("The reply is kept; it is published once somebody else of your side has approved it."),
        form,
        lambda: replies.write_reply(_row(by, one), form.words_said(), by=by, at=now()),
        _("It stands beside the assessment, word for word, from the same instant."),
    )


def _button(title: str, button: str, sentence: str, hint: str, do: Callable[[AssessmentView, Actor], object]) -> Maker:
    """An act that asks for nothing."""

    def made(request: HttpRequest, by: Actor, about: About, one: AssessmentView, language: str) -> Act:
        return Act(_(title), _(button), _(sentence), NothingForm(sent(request)), lambda: do(one, by), _(hint))

    return made


def _row(by: Actor, one: AssessmentView) -> assessors.Assessment:
    return assessors.get_assessment_row(by, one.key, as_of=now())


def _score_form(
    request: HttpRequest, by: Actor, about: About, one: AssessmentView, language: str, initial: Mapping[str, object]
) -> ScoreForm:
    languages, _owed = languages_of(by, about, language)
    reader = Reader(about.plan, language, now())
    claims = [
        (
            f"{claim.owner}/{claim.slug}",
            labels.named(reader.period(claim.happened), shortened(reader.said(claim.statement).text)),
        )
        for claim in verification.claims_on_commitment(by, about.ref, as_of=now())
        if claim.happened and not claim.is_context
    ]
    values = [(value.code, f"{value.code} {reader.said(value.label)}") for value in one.method.values]
    return ScoreForm(sent(request), initial=initial, languages=languages, values=values, claims=claims)


def _facts(form: ScoreForm, by: Actor) -> ScoreFacts:
    read = form.cleaned_data
    claims = [verification.get_claim_row(by, *name.split("/", 1), as_of=now()) for name in read.get("claims", ())]
    return ScoreFacts(read["value"], form.wording("rationale", form.languages), claims)


ACTS: dict[str, Maker] = {
    "code": _code,
    "consolidate": _consolidate,
    "send": _send,
    "correct": _correct,
    "reply": _reply,
    "reconsider": _button(
        gettext_noop("Take it back to the coders"),
        gettext_noop("Take it back to the coders"),
        gettext_noop("The value is open again."),
        gettext_noop("The codes stay as they were given; the value is said anew."),
        lambda one, by: assessments.reconsider(_row(by, one), by=by, at=now()),
    ),
    "recall": _button(
        gettext_noop("Take it back"),
        gettext_noop("Take it back"),
        gettext_noop("The draft is your own side’s again."),
        gettext_noop("Whom it concerns no longer reads it. Sent again, it has a new deadline; replies begun are kept."),
        lambda one, by: assessments.recall(_row(by, one), by=by, at=now()),
    ),
    "publish": _button(
        gettext_noop("Publish now"),
        gettext_noop("Publish"),
        gettext_noop("The assessment and the replies are public."),
        gettext_noop("Everybody who was asked has replied; there is nothing to wait for."),
        lambda one, by: assessments.publish_assessment(_row(by, one), by=by, at=now()),
    ),
    "approve": _button(
        gettext_noop("Approve the reply"),
        gettext_noop("Approve"),
        gettext_noop("Your side’s reply is given; it is published with the assessment."),
        gettext_noop("You approve the words as they stand on the page before."),
        lambda one, by: replies.approve_reply(_row(by, one), by=by, at=now()),
    ),
}
"""Part of an address -> how the act is made."""
