"""Forms about posts, the people in them, their log-ins, and the tokens of their programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from entente.foundation.accounts.facts import (
    Appoint,
    EndAppointment,
    GiveLogIn,
    OpenPost,
    RecoverLogIn,
    StaffFacts,
)
from entente.foundation.accounts.rules import TOKEN_DAYS_MAX
from entente.foundation.accounts.words import ActKind, Scope
from entente.foundation.common.actors import Role
from entente.foundation.common.refs import SLUG

from .fields import DeskForm, lines

Choices = Sequence[tuple[str, str]]

ROLE_WORDS = {
    Role.CONTRIBUTOR: _("writes: sources, evidence, activities, milestones, updates"),
    Role.APPROVER: _("approves, sends back and publishes what others of your side wrote"),
    Role.TRANSLATOR: _("writes and reviews the words in other languages"),
    Role.VERIFIER: _("checks evidence that somebody else added"),
    Role.KEEPER: _("keeps the record itself: plans, parties, organisations"),
    Role.SECRETARIAT: _("serves all parties: reads what they share, speaks for none"),
    Role.AUDITOR: _("reads your side’s and shared records, writes nothing"),
    Role.ACCESS_OFFICER: _("reads as an auditor, and assembles what your side may release"),
    Role.ADMINISTRATOR: _("posts and log-ins of your side, each with a second person; reads and writes no record"),
}
"""What a post with a role may do, in plain words."""

SCOPE_WORDS = {
    Scope.WRITE: _("write drafts"),
    Scope.APPROVE: _("approve, check and publish"),
}


def day_field(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        input_formats=["%Y-%m-%d"],
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
        help_text=_("As in 2026-03-01."),
        error_messages={"invalid": _("Write the day as 2026-03-01."), "required": _("Write the day as 2026-03-01.")},
    )


class StaffForm(DeskForm):
    """A form whose read input are the facts of a proposal."""

    def facts(self) -> StaffFacts:
        raise NotImplementedError

    def choose(self, name: str, choices: Choices) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(choices)


class OpenPostForm(StaffForm):
    """A post to open, or one that gets another title or other roles: then its name is that of an open post."""

    organisation = forms.ChoiceField(label=_("Organisation"))
    slug = forms.CharField(
        max_length=64,
        label=_("Short name of the post"),
        help_text=_("Small letters, figures and hyphens. The name of a post that is open already changes that post."),
        validators=[RegexValidator(f"^{SLUG.pattern}$", _("Write small letters, figures and single hyphens only."))],
    )
    roles = forms.MultipleChoiceField(
        label=_("What the post may do"),
        required=False,
        help_text=_("With none of these it reads your side’s records and writes nothing."),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, *args: Any, organisations: Choices, roles: Sequence[Role], languages: Sequence[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, further=lines(languages, "title", _("Title")), **kwargs)
        self.languages = tuple(languages)
        self.order_fields(["organisation", "slug", *(f"title_{tag}" for tag in languages), "roles"])
        self.choose("organisation", organisations)
        self.choose("roles", [(role.value, f"{ROLE_WORDS[role]}") for role in roles])

    def facts(self) -> OpenPost:
        read = self.cleaned_data
        return OpenPost(
            read["organisation"], read["slug"], self.wording("title", self.languages), tuple(sorted(read["roles"]))
        )


class AppointForm(StaffForm):
    """Somebody known or new to hold a post, or to act in the place of its holder."""

    post = forms.ChoiceField(label=_("Post"))
    person = forms.ChoiceField(label=_("Person"), required=False)
    name = forms.CharField(max_length=255, required=False, label=_("Name, of somebody new"))
    from_on = day_field(_("From"))
    is_acting = forms.BooleanField(required=False, label=_("Stands in for the holder, who does not act meanwhile"))

    def __init__(self, *args: Any, posts: Choices, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("post", posts)
        self.choose("person", [("", str(_("somebody new"))), *people])

    def facts(self) -> Appoint:
        read = self.cleaned_data
        return Appoint(
            post=read["post"],
            from_on=read["from_on"].isoformat(),
            person=read["person"],
            name="" if read["person"] else read["name"].strip(),
            is_acting=read["is_acting"],
        )


class EndForm(StaffForm):
    """An appointment to end.  posts: key of the appointment -> ref of its post."""

    appointment = forms.ChoiceField(label=_("Appointment"))
    to_on = day_field(_("Gone on"))

    def __init__(self, *args: Any, appointments: Choices, posts: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.posts = posts
        self.choose("appointment", appointments)
        self.fields["to_on"].help_text = _("On this very day the post is gone, and every token with it.")

    def facts(self) -> EndAppointment:
        key, to_on = self.cleaned_data["appointment"], self.cleaned_data["to_on"]
        assert isinstance(to_on, date)
        return EndAppointment(key, self.posts[key], to_on.isoformat())


class GiveLogInForm(StaffForm):
    """A log-in for somebody of one's own side who has none."""

    person = forms.ChoiceField(label=_("Person"))
    email = forms.EmailField(
        max_length=254,
        label=_("E-mail address"),
        widget=forms.TextInput,
        error_messages={"invalid": _("Write an address like ana@example.org.")},
    )

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("person", people)

    def facts(self) -> GiveLogIn:
        return GiveLogIn(self.cleaned_data["person"], self.cleaned_data["email"])


class RecoverLogInForm(StaffForm):
    """A log-in of one's own side that gets a new one-time password."""

    email = forms.ChoiceField(
        label=_("Log-in"),
        help_text=_("Its second factors and tokens are taken away and all its sessions end."),
    )

    def __init__(self, *args: Any, log_ins: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("email", log_ins)

    def facts(self) -> RecoverLogIn:
        return RecoverLogIn(self.cleaned_data["email"])


FORMS: dict[ActKind, type[StaffForm]] = {
    ActKind.OPEN_POST: OpenPostForm,
    ActKind.APPOINT: AppointForm,
    ActKind.END: EndForm,
    ActKind.GIVE_LOG_IN: GiveLogInForm,
    ActKind.RECOVER_LOG_IN: RecoverLogInForm,
}


class TokenForm(DeskForm):
    """A key for a program."""

    label = forms.CharField(
        max_length=80,
        label=_("Name"),
        help_text=_("To know it by, such as “nightly sheet”."),
        error_messages={"required": _("Give the token a name to know it by.")},
    )
    scopes = forms.MultipleChoiceField(
        label=_("Besides reading it may"),
        required=False,
        choices=[(scope.value, words) for scope, words in SCOPE_WORDS.items()],
        widget=forms.CheckboxSelectMultiple,
    )
    days = forms.IntegerField(
        min_value=1,
        max_value=TOKEN_DAYS_MAX,
        initial=90,
        label=_("Days until it ends"),
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
        error_messages={
            "invalid": _("Write a number of days from 1 to 366."),
            "min_value": _("Write a number of days from 1 to 366."),
            "max_value": _("Write a number of days from 1 to 366."),
            "required": _("Write a number of days from 1 to 366."),
        },
    )
