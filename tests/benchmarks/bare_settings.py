"""The settings of the bare server that pages are measured beside: the same database, next to no middleware."""

from __future__ import annotations

from pathlib import Path

from tests.benchmarks.site_settings import *  # noqa: F403
from tests.benchmarks.site_settings import INSTALLED_APPS as ALL_APPS

INSTALLED_APPS = [app for app in ALL_APPS if not app.startswith("allauth")]  # which demands its middleware
MIDDLEWARE = ["django.middleware.common.CommonMiddleware"]  # says how long an answer is, for connections kept alive
ROOT_URLCONF = "tests.benchmarks.bare_urls"
TEMPLATES = [
    {"BACKEND": "django.template.backends.django.DjangoTemplates", "DIRS": [Path(__file__).with_name("templates")]}
]
