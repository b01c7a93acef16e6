"""What there is together, as everybody reads it: the signed value, or the voices side by side and that they differ."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from entente.foundation.accord import commands as accord
from tests.cast import ANA, BELA
from tests.record.assessment.test_joint import ALL, REASON, SOON, _plan, propose, said, sign  # noqa: F401
from tests.record.assessment.test_statuses import REPORT
from tests.record.builders import NOW

from .conftest import get, texts_of

pytestmark = pytest.mark.django_db
PAGE = "/en/plans/tri-plan/commitments/2.1/"
LIST = "/en/plans/tri-plan/commitments/"


def seen(address=PAGE, at=SOON):
    with time_machine.travel(at, tick=False):
        return texts_of(get(address))


def test_page_shows_the_signed_value_with_its_reason_and_signatures():
    assert "No joint status No value has been signed by all parties." in seen()
    sign(propose(), *ALL)
    words = seen()
    assert "All together Limited All parties have signed this value. as of 23 November 2026 The fair was held." in words
    assert words.count("signed on its own machine") == 3


def test_page_says_in_words_that_the_sides_differ():
    said(ANA, "limited")
    said(BELA, "not_started")
    assert "The sides differ: Arcadia says limited, Borduria says not started." in seen()
    assert "No joint status: the sides differ" in seen("/en/plans/tri-plan/commitments/")
    for query, count in (("differ", 1), ("agreed", 0), ("alike", 0)):
        assert (f"{count} of 3 promises" in seen(f"{LIST}?joint={query}")) is True


def test_page_says_since_when_there_is_none_and_that_the_words_changed():
    sign(propose(), *ALL)
    later = NOW + timedelta(days=1)
    propose(BELA, reason={**REASON, "en": "It was held in May."}, at=later, revision=1)
    words = seen(at=later)
    assert (
        "There has been no joint status since 24 November 2026: the words were changed, and what was signed is void."
        in words
    )


def test_page_says_who_took_a_signature_back():
    proposal = propose()
    sign(proposal, *ALL)
    accord.withdraw(proposal, by=BELA, at=NOW + timedelta(days=1), reason="The minister asked to wait.")
    words = seen(at=NOW + timedelta(days=1))
    assert "There has been no joint status since 24 November 2026: Borduria took its signature back." in words


def test_a_published_dissent_stands_open_beside_the_columns():
    proposal = propose()
    accord.dissent(proposal, {"pt": "Não houve."}, True, by=BELA, at=NOW, revision=1)
    with time_machine.travel(SOON, tick=False):
        page = get(PAGE)
    assert (page.count("Não houve."), page.count('<details class="govuk-details" open>')) == (1, 1)


def test_list_and_part_show_it():
    sign(propose(subject=f"{REPORT}#b"), *ALL)
    assert "All together: Limited All parties have signed this value." in seen()
    sign(propose(), *ALL)
    assert "All together: Limited" in seen(LIST)


@pytest.mark.parametrize("language", ["es", "fr"])
def test_it_is_said_in_every_language(language):
    said(ANA, "limited")
    said(BELA, "not_started")
    address = {"es": "/es/planes/tri-plan/compromisos/2.1/", "fr": "/fr/plans/tri-plan/engagements/2.1/"}[language]
    sentence = {
        "es": "Las partes difieren: Arcadia (limitado), Borduria (no iniciado).",
        "fr": "Les parties divergent : Arcadia (limité), Borduria (pas commencé).",
    }[language]
    assert sentence in seen(address)


def test_parts_stand_in_the_joint_column():
    said(ANA, "limited", f"{REPORT}#a")
    said(BELA, "not_started", f"{REPORT}#a")
    assert "Part a No joint status The sides differ: Arcadia says limited, Borduria says not started." in seen()


def test_plan_counts_promises_with_a_joint_status_and_leads_to_them():
    assert "with a joint status" not in seen("/en/plans/tri-plan/")
    sign(propose(subject=f"{REPORT}#b"), *ALL)
    assert "1 with a joint status, in whole or in part" in seen("/en/plans/tri-plan/")
    assert "1 of 3 promises" in seen(f"{LIST}?joint=agreed")
