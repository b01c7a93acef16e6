"""GET /plans/{plan}/words."""

from __future__ import annotations

import pytest

from entente.foundation.common.actors import SYSTEM
from entente.record.plan import commands as plans
from entente.record.plan.commands.adoption import TextFacts
from entente.record.plan.words import TextField
from entente.surfaces.intake import agreed
from entente.surfaces.intake.agreed import DivergenceFacts, TermFacts
from tests.cast import ANA, CHRIS, PUBLIC
from tests.record.builders import NOW, adopted_plan

from .conftest import Get

pytestmark = pytest.mark.django_db


def test_words_hold_terms_with_who_agreed_and_where_texts_differ(get: Get) -> None:
    plan = adopted_plan()
    text = TextFacts("tri-plan/1.1", TextField.TEXT, "pt", "As partes procurarão cumprir a promessa 1.1.")
    plans.attach_texts(plan, [text], by=SYSTEM, at=NOW, document=None)
    facts = TermFacts({"en": "fair", "pt": "feira"}, {"pt": ["festa"]}, {"en": "A market.", "pt": "Um mercado."})
    agreed.propose("tri-plan", facts, by=CHRIS, at=NOW)
    agreed.agree(agreed.terms(PUBLIC, "tri-plan", as_of=NOW)[0].key, by=ANA, at=NOW, revision=1)
    quotes = {"en": "will keep", "pt": "procurarão cumprir"}
    agreed.note("tri-plan", DivergenceFacts("tri-plan/1.1", "text", quotes, {"en": "So."}), by=ANA, at=NOW)
    answer = get("plans/tri-plan/words?lang=pt")
    [term], [difference] = answer["terms"], answer["differences"]
    assert (term["names"], term["not_used"], term["note"], term["agreed"], term["missing"]) == (
        {"en": "fair", "pt": "feira"}, [{"language": "pt", "word": "festa"}], {"pt": "Um mercado."}, ["AAA"], ["BBB", "CCC"],
    )  # fmt: skip
    assert (difference["ref"], difference["quotes"], difference["missing"]) == (
        "tri-plan/1.1", quotes, ["AAA", "BBB", "CCC"],
    )  # fmt: skip


def test_words_of_no_plan_are_not_there(get: Get) -> None:
    get("plans/no-plan/words", status=404)
