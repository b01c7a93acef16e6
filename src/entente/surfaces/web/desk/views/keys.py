"""The key with which one's own side signs: registered, replaced and revoked on the record."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entente.foundation.accord import commands, queries
from entente.foundation.accord.queries import KeyEnd, KeyPlace, KeyView
from entente.foundation.accord.rules import can_keep_keys
from entente.foundation.common.actors import Actor, Capacity
from entente.foundation.common.decisions import Denied, require
from entente.foundation.common.errors import ActionDenied, Refusal
from entente.surfaces.web import dates, labels, links
from entente.surfaces.web.desk.access import now, staff
from entente.surfaces.web.desk.forms.fields import errors_of
from entente.surfaces.web.desk.forms.signing import KeyForm, ReasonForm, RotateForm

from .parts import DeskPage, desk_crumb, done, reason, show
from .tokens import fresh_second_factor

PLACES = {
    KeyPlace.OWN: gettext_lazy("kept on our own machine"),
    KeyPlace.HOST: gettext_lazy("kept on this host: signatures say so"),
}
ENDS = {KeyEnd.REPLACED: gettext_lazy("replaced"), KeyEnd.REVOKED: gettext_lazy("revoked")}


@dataclass(frozen=True, slots=True)
class KeyLine:
    """A key of one's own side.  ended: how and when it ended and why, "" while it stands."""

    name: str
    facts: str
    ended: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeysPage(DeskPage):
    """The keys of one's own side.  standing: None without one; reason: why this post changes none, "" when it may."""

    side: str
    standing: KeyLine | None
    earlier: tuple[KeyLine, ...]
    reason: str
    register: KeyForm
    rotate: RotateForm
    revoke: ReasonForm


@staff
@fresh_second_factor  # type: ignore[untyped-decorator]  # allauth has no types
def keys(request: HttpRequest, by: Actor, language: str) -> HttpResponse:
    """The keys.  Raises ActionDenied for a side that is no party."""
    if by.capacity is not Capacity.PARTY:
        require(Denied("only a party signs; act through a post that speaks for one"))
    verb = request.POST.get("verb", "") if request.method == "POST" else ""
    register = KeyForm(request.POST if verb == "register" else None, prefix="register")
    rotate = RotateForm(request.POST if verb == "rotate" else None, prefix="rotate")
    revoke = _revoke_form(request, verb)
    told = _act(verb, by, register, rotate, revoke)
    if told:
        return done(request, told, links.href("desk_keys", language))
    found = queries.keys_of(by.owner)
    page = KeysPage(
        title=_("The key of your side"),
        crumbs=(desk_crumb(language),),
        errors=errors_of(register, rotate, revoke),
        side=by.owner,
        standing=next((_line(one, language) for one in found if one.ended_at is None), None),
        earlier=tuple(_line(one, language) for one in found if one.ended_at is not None),
        reason=reason(can_keep_keys(by, owner=by.owner)),
        register=register,
        rotate=rotate,
        revoke=revoke,
    )
    return show(request, "keys.html", page)


def _revoke_form(request: HttpRequest, verb: str) -> ReasonForm:
    return ReasonForm(
        request.POST if verb == "revoke" else None,
        prefix="revoke",
        label=_("Why is it revoked?"),
        help_text=_("Lost, or somebody else may have it. Everybody reads this."),
    )


def _act(verb: str, by: Actor, register: KeyForm, rotate: RotateForm, revoke: ReasonForm) -> str:
    """What was done, "" for nothing; a refusal of the record stands on the form."""
    form = {"register": register, "rotate": rotate, "revoke": revoke}.get(verb)
    if form is None or not form.is_valid():
        return ""
    try:
        if form is revoke:
            commands.revoke_key(by.owner, by=by, at=now(), reason=revoke.cleaned_data["reason"])
            return _("The key is revoked. What it signed stays valid; it signs nothing more.")
        if form is rotate:
            why = rotate.cleaned_data["reason"]
            commands.rotate_key(by.owner, rotate.public_key(), by=by, at=now(), reason=why)
            return _("The key is replaced. From now on only the new one signs.")
        commands.register_key(by.owner, register.public_key(), by=by, at=now())
        return _("The key is on record. Your side signs with it.")
    except ActionDenied:
        raise
    except Refusal as refusal:
        form.refuse(refusal.sentence)
        return ""


def _line(key: KeyView, language: str) -> KeyLine:
    since = _("since %(day)s") % {"day": dates.day(key.registered_at.date(), language)}
    ended = ""
    if key.ended_at is not None:
        how = _("%(how)s on %(day)s") % {
            "how": ENDS[KeyEnd(key.ended_as)],
            "day": dates.day(key.ended_at.date(), language),
        }
        ended = labels.named(how, key.reason)
    facts = (str(PLACES[KeyPlace(key.place)]), since, key.post)
    return KeyLine(key.key_id, " · ".join(fact for fact in facts if fact), ended)
