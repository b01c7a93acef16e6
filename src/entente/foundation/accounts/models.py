"""Log-ins and the keys of programs.  What somebody may do comes from the posts of its person, never from flags here."""

from __future__ import annotations

from typing import ClassVar, Self

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from entente.foundation.common.records import Keyed
from entente.foundation.directory.models import Appointment, Person

from .words import ActKind


class User(Keyed, AbstractBaseUser):
    """A log-in by e-mail address, password and second factor.

    email                stored in lower case
    person               who logs in; None for a log-in without posts, which only reads
    must_change_password the password was given by somebody else
    password_until       instant after which a one-time password no longer works; None: no limit
    """

    email = models.EmailField(max_length=254, unique=True)
    person = models.OneToOneField(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="user")
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)
    password_until = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar[BaseUserManager[Self]] = BaseUserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        ordering = ["made_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(password_until__isnull=True) | Q(must_change_password=True),
                name="accounts_only_a_one_time_password_expires",
            ),
            models.CheckConstraint(condition=Q(email=Lower("email")), name="accounts_email_in_lower_case"),
        ]

    def __str__(self) -> str:
        return self.email


class Token(Keyed):
    """A key with which a program acts as its user, through one appointment, within its scopes.

    handle       the part of the key that is no secret, by which it is found
    digest       SHA-256 of the whole key, hexadecimal; the key itself is told once and stored nowhere
    appointment  through which it acts: when this ends the token is dead for good, whoever is appointed later
    scopes       values of words.Scope
    expires_on   the first day on which it no longer works
    last_used_on None: never used
    """

    handle = models.CharField(max_length=16, unique=True)
    digest = models.CharField(max_length=64)
    label = models.CharField(max_length=80)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="tokens")
    appointment = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")
    scopes = models.JSONField(default=list)
    expires_on = models.DateField()
    last_used_on = models.DateField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-made_at", "-id"]

    def __str__(self) -> str:
        return f"{self.label} ({self.handle})"


class TwoPersonAct(Keyed):
    """Something about posts and log-ins that one administrator proposed.  Nothing of it happens before another confirms it.

    owner  code of the side whose posts and log-ins it is about
    facts  see facts.py; private, for it may name a person
    ..._post the post through which somebody acted; ..._by the log-in
    """

    owner = models.CharField(max_length=64, db_index=True)
    kind = models.CharField(max_length=16, choices=ActKind.choices)
    facts = models.JSONField(default=dict)
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    proposed_post = models.CharField(max_length=160)
    proposed_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_post = models.CharField(max_length=160, blank=True, default="")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_post = models.CharField(max_length=160, blank=True, default="")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-proposed_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="accounts_act_confirmed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=models.F("proposed_by")),
                name="accounts_act_takes_two_people",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | Q(withdrawn_at__isnull=True),
                name="accounts_act_confirmed_or_withdrawn",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} for {self.owner}"
