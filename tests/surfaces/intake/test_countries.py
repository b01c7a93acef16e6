"""Countries as parties, from the locale data."""

from __future__ import annotations

import zoneinfo

import pytest

from entente.surfaces.intake.countries import country


@pytest.mark.parametrize(
    ("code", "english", "languages", "zone"),
    [
        ("CAN", "Canada", ("en", "fr"), "America/Toronto"),
        ("MEX", "Mexico", ("es",), "America/Mexico_City"),
        ("JPN", "Japan", ("ja",), "Asia/Tokyo"),
        ("CHE", "Switzerland", ("de", "gsw", "fr", "it", "rm"), "Europe/Zurich"),
    ],
)
def test_country(code, english, languages, zone):
    found = country(code)
    assert found is not None
    assert (found.name["en"], found.time_zone) == (english, zone)
    assert set(found.languages) <= set(languages)
    assert found.languages


@pytest.mark.parametrize("code", ["", "CA", "ZZZ", "can", "AAA"])
def test_country_of_another_code_is_none(code):
    assert country(code) is None


def test_every_zone_of_a_capital_exists():
    zones = zoneinfo.available_timezones()
    found = [country(a + b + c) for a in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" for b in "AEN" for c in "ADNR"]
    known = [one for one in found if one]
    assert len(known) > 10
    assert {one.time_zone for one in known} <= zones
