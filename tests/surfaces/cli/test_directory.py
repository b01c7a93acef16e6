"""`entente party` and `entente organisation`."""

from __future__ import annotations

import pytest

from entente.foundation.directory.models import Party
from tests.surfaces import a_plan

from .conftest import Entente

pytestmark = pytest.mark.django_db

ALDA = ("party", "add", "XAA", "--name", "en=Alda", "--name", "fr=Alde", "--language", "en", "--language", "fr")


def test_add_a_party(entente: Entente) -> None:
    said = entente(*ALDA, "--time-zone", "America/Toronto")
    assert (said.code, said.out) == (0, "XAA (Alda) is on record.\n")
    assert entente("party", "list", "--json").json == [
        {
            "code": "XAA",
            "name": {"en": "Alda", "fr": "Alde"},
            "languages": ["en", "fr"],
            "time_zone": "America/Toronto",
        }
    ]
    assert entente("party", "list").out.splitlines()[1].split() == ["XAA", "Alda", "en,", "fr", "America/Toronto"]


def test_party_with_a_wrong_zone_is_refused_in_a_sentence(entente: Entente) -> None:
    said = entente(*ALDA, "--time-zone", "Mars/Base")
    assert (said.code, said.out) == (1, "")
    assert said.err.splitlines()[0].startswith("Error: Party XAA")
    assert Party.objects.count() == 0


def test_name_without_a_language(entente: Entente) -> None:
    said = entente("party", "add", "XAA", "--name", "Alda", "--language", "en", "--time-zone", "UTC")
    assert (said.code, said.err.splitlines()[-1]) == (
        2,
        "Error: Invalid value for '--name': “Alda” says no language; write for instance en=\"Ministry of Roads\".",
    )


def test_show_an_organisation(entente: Entente) -> None:
    a_plan.parties()
    a_plan.ministry()
    assert entente("organisation", "show", "forest-service").out == (
        "Forest Service (ministry of XAA)\n  acronym: FS (en)\n  after timber-office (renamed, 2019)\n"
    )
    assert entente("organisation", "show", "timber-office").out == (
        "Timber Office (ministry of XAA)\n  existed ? to 2019\n  then forest-service (renamed, 2019)\n"
    )


def test_organisations_as_the_api_gives_them(entente: Entente, client) -> None:  # type: ignore[no-untyped-def]
    a_plan.parties()
    a_plan.ministry()
    assert entente("organisation", "list", "--json").json == client.get("/api/v1/organisations").json()["items"]


def test_ambiguous_alias_lists_every_meaning(entente: Entente) -> None:
    a_plan.parties()
    a_plan.ministry()
    said = entente("organisation", "alias", "f.s.")
    assert (said.code, said.err) == (0, "“f.s.” has 2 meanings; the record never decides between them.\n")
    assert [line.split()[0] for line in said.out.splitlines()] == ["slug", "forest-seeds", "forest-service"]


@pytest.mark.parametrize(("text", "language"), [("nobody", ""), ("FS", "fr")])
def test_unknown_alias(entente: Entente, text: str, language: str) -> None:
    a_plan.parties()
    a_plan.ministry()
    said = entente("organisation", "alias", text, "--language", language)
    assert (said.code, said.err) == (1, f"Error: No organisation on record is called “{text}”.\n")
