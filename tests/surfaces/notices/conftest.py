from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import Settings

from entente.foundation.common.actors import Actor, Role
from tests.surfaces.web.desk.officers import officer, shared_plan


@pytest.fixture(autouse=True)
def _mail_is_on(settings: Settings) -> None:
    settings.MAIL_IS_ON = True
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.WHITENOISE_AUTOREFRESH = True


@pytest.fixture
def ana(db: None) -> tuple[Client, Actor]:
    shared_plan()
    return officer("AAA", "desk", Role.CONTRIBUTOR, name="Ana")


@pytest.fixture
def ada(ana: tuple[Client, Actor]) -> tuple[Client, Actor]:
    return officer("AAA", "director", Role.APPROVER, name="Ada")
