"""What allauth asks the house: who may sign up (nobody), when a password counts, how secrets rest."""

from __future__ import annotations

import time
from io import BytesIO
from typing import Any

import qrcode
from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from qrcode.image.svg import SvgPathFillImage

from entente.foundation.common.encryption import box_for

from . import commands, rules
from .models import User

PURPOSE = "entente second factor"


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Passwords."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "one_time_password_expired": _("This one-time password has expired. Ask whoever gave it to you for a new one."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        """As allauth; an expired one-time password is named as such, to somebody who knew it."""
        user = super().authenticate(request, **credentials)
        if isinstance(user, User) and rules.is_expired(user.password_until, timezone.now()):
            raise self.validation_error("one_time_password_expired")
        return user if isinstance(user, User) else None

    def clean_password(self, password: str, user: AbstractBaseUser | None = None) -> str:
        """As allauth; the old password, which somebody else may know, is no new one."""
        if user is not None and user.check_password(password):
            raise self.validation_error("same_as_current")
        return str(super().clean_password(password, user))

    def set_password(self, user: User, password: str) -> None:
        commands.change_password(user, password)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """As allauth, but a log-in of the last minutes counts: set-up asks for each secret once."""
        if _just_logged_in(context.request):
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))

    def get_reauthentication_methods(self, user: User | AnonymousUser) -> list[dict[str, Any]]:
        """As allauth, but a password alone confirms nothing once there is a second factor."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        strong = [method for method in methods if method["id"] != "reauthenticate"]
        return strong or methods


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Second factors."""

    def encrypt(self, text: str) -> str:
        return box_for(PURPOSE).encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return box_for(PURPOSE).decrypt(encrypted_text.encode()).decode()

    def build_totp_svg(self, url: str) -> str:
        """A QR code as an <svg> element to stand in the page: the content policy forbids data: images."""
        drawn = BytesIO()
        qrcode.make(url, image_factory=SvgPathFillImage).save(drawn)
        text = drawn.getvalue().decode()
        return text[text.index("<svg") :]

    def generate_authenticator_name(self, user: AbstractBaseUser, type: str) -> str:  # noqa: A002 (allauth's name)
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return gettext("Passkey %(number)d") % {"number": count + 1}


def _just_logged_in(request: HttpRequest) -> bool:
    earliest = time.time() - app_settings.REAUTHENTICATION_TIMEOUT
    return any(record["at"] > earliest for record in get_authentication_records(request, request.user))
