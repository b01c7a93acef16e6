"""What one's own side can say of a proposal, and the saying of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from entente.foundation.accord import queries, rules
from entente.foundation.accord.queries import KeyPlace, ProposalView, Stand, standing_key
from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import require
from entente.foundation.common.errors import ActionDenied, Refusal
from entente.record.plan import queries as plans
from entente.record.plan.standing import may_speak
from entente.surfaces.intake import agreements
from entente.surfaces.intake.agreed_words import describe, kind_words
from entente.surfaces.web import links
from entente.surfaces.web.desk.access import now, staff
from entente.surfaces.web.desk.forms.signing import DissentForm, ReasonForm, SignatureForm
from entente.surfaces.web.desk.named import names_for

from .parts import ConfirmPage, Crumb, desk_crumb, done, number_of, reason, show
from .sheets import attached
from .tokens import fresh_second_factor


@dataclass(frozen=True, slots=True)
class Acts:
    """What can be done, and why not: reasons are "" where it can.

    sign         why one's own side does not sign; signature: the form for its file
    here         address of the page that signs with a key on this host, "" without such a key
    ad_referendum, withdraw_denied, dissent_denied  whether and why not
    give_up_denied  as the others; who proposed it takes it off the table
    key          why there is nothing to sign with, "" with a key
    """

    sign: str
    key: str
    signature: SignatureForm
    here: str
    can_agree_first: bool
    withdraw_denied: str
    withdraw: ReasonForm
    dissent_denied: str
    dissent: DissentForm
    give_up_denied: str
    give_up: ReasonForm


def acts_of(request: HttpRequest, by: Actor, view: ProposalView, languages: Sequence[str], language: str) -> Acts:
    """The acts of whoever looks; a form that was sent holds what was sent."""
    at_hand = queries.hand_of(view)
    verb = request.POST.get("verb", "") if request.method == "POST" else ""
    may_sign = rules.can_sign(by, at_hand) and may_speak(by, view.plan)
    key = standing_key(by.owner) if may_sign else None
    here = links.href("desk_proposal_sign", language, key=str(view.key))
    stand = view.stands.get(by.owner)
    return Acts(
        sign=(
            _("Your side has signed these words.")
            if stand is Stand.CONFIRMED and view.given_up_at is None
            else reason(may_sign)
        ),
        key="" if key else _("Your side has no key yet; register one under “Key of your side”."),
        signature=SignatureForm(
            *((request.POST, request.FILES) if verb == "hand_in" else ()),
            bytes_max=min(settings.UPLOAD_BYTES_MAX, 8 * 1024 * 1024),
        ),
        here=links.with_query(here, {"revision": str(view.revision)}) if key and key.place == KeyPlace.HOST else "",
        can_agree_first=bool(may_sign) and stand in (Stand.DRAFT, Stand.WITHDRAWN),
        withdraw_denied=reason(rules.can_withdraw(by, at_hand)),
        withdraw=ReasonForm(
            request.POST if verb == "withdraw" else None,
            prefix="withdraw",
            label=_("Why does your side take it back?"),
            help_text=_("The other parties read it; everybody does where all had agreed."),
        ),
        dissent_denied=reason(rules.can_dissent(by, at_hand) and may_speak(by, view.plan)),
        dissent=DissentForm(request.POST if verb == "dissent" else None, prefix="dissent", languages=languages),
        give_up_denied=reason(rules.can_give_up(by, at_hand)),
        give_up=ReasonForm(
            request.POST if verb == "give_up" else None,
            prefix="give_up",
            label=_("Why does your side give it up?"),
            help_text=_("The other parties read it. Nothing is left to sign then, for good."),
        ),
    )


def say(request: HttpRequest, by: Actor, view: ProposalView, languages: Sequence[str], acts: Acts) -> str:
    """Do what was asked for.  What was done, "" where something is to be mended; a refusal stands on the form.

    A refusal without a form of its own is raised, and so is one of the post itself: no words mend that.
    """
    verb, revision = request.POST.get("verb", ""), number_of(request.POST.get("revision", ""))
    row = queries.get_row(by, view.key, as_of=now())
    if verb == "agree_first":
        agreements.agree_ad_referendum(row, by=by, at=now(), revision=revision)
        return _("Your side has agreed ad referendum.")
    forms = {"hand_in": acts.signature, "withdraw": acts.withdraw, "dissent": acts.dissent, "give_up": acts.give_up}
    form = forms.get(verb)
    if form is None or not form.is_valid():
        return ""

    def hand_in() -> str:
        name, data = acts.signature.cleaned_data["file"]
        said = agreements.hand_in(name, data, by=by, at=now())
        return _told(said.agreed)

    def withdraw() -> str:
        agreements.withdraw(row, by=by, at=now(), reason=acts.withdraw.cleaned_data["reason"])
        return _("Your side has taken back what it said of these words.")

    def dissent() -> str:
        form = acts.dissent
        is_public = form.cleaned_data["is_public"]
        agreements.dissent(row, form.wording("reason", languages), is_public, by=by, at=now(), revision=revision)
        return _("The dissent is published.") if is_public else _("The other parties read the dissent.")

    def give_up() -> str:
        agreements.give_up(row, by=by, at=now(), reason=acts.give_up.cleaned_data["reason"])
        return _("The proposal is given up. Who had signed is told.")

    by_verb: dict[str, Callable[[], str]] = {
        "hand_in": hand_in,
        "withdraw": withdraw,
        "dissent": dissent,
        "give_up": give_up,
    }
    try:
        return by_verb[verb]()
    except ActionDenied:
        raise
    except Refusal as refusal:
        form.refuse(refusal.sentence, "file" if verb == "hand_in" else None)
        return ""


@staff
def file(request: HttpRequest, by: Actor, language: str, key: UUID) -> HttpResponse:
    """The file that leaves for signing.  Raises NotVisible."""
    name, content = agreements.proposal_file(by, key, as_of=now())
    return attached(content, "application/json", name)


def _of_what(view: ProposalView, by: Actor, language: str) -> str:
    """What is signed, by name and with its identifier."""
    known = {plan.slug: plan for plan in plans.visible_plans(by, as_of=now())}
    named = names_for(by, {view.subject}, (), known, language, now()).subject(view.subject)
    return f"{named} ({named.beside})" if named.beside else str(named)


@staff
@fresh_second_factor  # type: ignore[untyped-decorator]  # allauth has no types
def sign(request: HttpRequest, by: Actor, language: str, key: UUID) -> HttpResponse:
    """Sign with the key on this host: after a question, and after a passkey or a code was shown anew."""
    row = queries.get_row(by, key, as_of=now())
    view = queries.view_of(row, as_of=now())
    require(rules.can_sign(by, queries.at_hand(row, as_of=now())))
    require(may_speak(by, view.plan))
    back = links.href("desk_proposal", language, key=str(key))
    if request.method == "POST":
        revision = number_of(request.GET.get("revision", ""))
        # The door above has just asked for the passkey or the code.
        signed = agreements.sign_on_host(row, by=by, at=now(), fresh=True, revision=revision)
        return done(request, _told(signed.agreed), back)
    name = {"kind": kind_words(view.kind, language), "number": view.number}
    said = describe(view.kind, view.content, language)
    page = ConfirmPage(
        title=_("Sign on the host"),
        crumbs=(desk_crumb(language), Crumb(_("To be signed by all"), links.href("desk_proposals", language))),
        question=_("Sign the %(kind)s no. %(number)d for your side?") % name,
        facts=(
            _of_what(view, by, language),
            *(_("%(side)s: %(day)s") % {"side": line.label, "day": line.text} for line in said),
            _("SHA-256 of the words: %(hash)s") % {"hash": view.current.content_sha256},
            _("The signature will say “signed on the host” wherever it shows."),
        ),
        button=_("Sign"),
        back=back,
        danger=False,
    )
    return show(request, "confirm.html", page)


def _told(agreed: bool) -> str:
    return _("Signed: all have now signed these words.") if agreed else _("Signed. Not all have signed yet.")
