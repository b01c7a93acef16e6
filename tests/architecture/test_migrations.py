"""Models and migrations say the same."""

from __future__ import annotations

from io import StringIO

from django.core.management import call_command


def test_no_migration_is_missing(db: None) -> None:
    told = StringIO()

    call_command("makemigrations", check_changes=True, dry_run=True, stdout=told)

    assert told.getvalue() == "No changes detected\n"
