"""The settings of `bench_sites` for django-distill: the site's own, and addresses that it can list."""

from __future__ import annotations

from tests.benchmarks.site_settings import *  # noqa: F403

ROOT_URLCONF = "tests.benchmarks.distilled_urls"
