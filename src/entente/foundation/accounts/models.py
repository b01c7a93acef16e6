"""User: a log-in.  What somebody may do comes from the posts of its person, never from flags on the log-in."""

from __future__ import annotations

from typing import ClassVar, Self

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from entente.foundation.common.records import Keyed
from entente.foundation.directory.models import Person


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
        ordering = ["made_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(password_until__isnull=True) | Q(must_change_password=True),
                name="accounts_only_a_one_time_password_expires",
            ),
            models.CheckConstraint(condition=Q(email=Lower("email")), name="accounts_email_in_lower_case"),
        ]

    def __str__(self) -> str:
        return self.email
