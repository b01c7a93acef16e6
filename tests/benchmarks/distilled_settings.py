"""The settings of `bench_sites` for django-distill: the site's own, and addresses that it can list."""

from __future__ import annotations

from tests.benchmarks.site_settings import *  # noqa: F403
from tests.benchmarks.site_settings import INSTALLED_APPS as ALL_APPS

INSTALLED_APPS = [*ALL_APPS, "django_distill"]
ROOT_URLCONF = "tests.benchmarks.distilled_urls"
