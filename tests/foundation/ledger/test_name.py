"""The record's name: made once, the same for ever."""

from __future__ import annotations

import re

import pytest
from django.db import IntegrityError, transaction

from entente.foundation.ledger import commands, queries
from entente.foundation.ledger.models import Identity

pytestmark = pytest.mark.django_db


def test_record_name_before_and_after_the_first_asks() -> None:
    assert queries.record_name() == ""
    named = commands.name_record()
    assert re.fullmatch("entente-[0-9a-f]{32}", named)
    assert (commands.name_record(), queries.record_name()) == (named, named)


def test_a_second_name_is_refused() -> None:
    commands.name_record()
    with pytest.raises(IntegrityError), transaction.atomic():
        Identity.objects.create(id=2, name="entente-other")
