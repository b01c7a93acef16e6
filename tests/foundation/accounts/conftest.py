from __future__ import annotations

from pathlib import Path

import pytest
from django.core.cache import cache
from pytest_django import Settings


@pytest.fixture(autouse=True)
def _log_in_pages_alone(settings: Settings) -> None:
    """The pages of this folder without the site around them, and rate limits that start anew."""
    settings.ROOT_URLCONF = "tests.foundation.accounts.urls"
    around = Path(__file__).parent / "templates"
    settings.TEMPLATES = [
        {
            **settings.TEMPLATES[0],
            "DIRS": [around],
            "APP_DIRS": True,
            "OPTIONS": {
                "context_processors": [
                    "django.contrib.auth.context_processors.auth",
                    "django.contrib.messages.context_processors.messages",
                    "django.template.context_processors.request",
                    "entente.surfaces.web.frame.frame",
                ]
            },
        }
    ]
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick; argon2 has its own test
    cache.clear()
