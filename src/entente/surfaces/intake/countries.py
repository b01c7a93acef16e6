"""Countries as parties: names, official languages and the capital's time zone from Unicode CLDR, by ISO 3166 alpha-3 code."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from babel import Locale
from babel.core import get_global
from babel.languages import get_official_languages

NAME_LANGUAGES = ("en", "fr", "es")
"""Languages in which a country's name is taken from CLDR; a plan in further languages words its parties' names itself."""

CAPITAL_ZONES = {
    "AR": "America/Argentina/Buenos_Aires",
    "AU": "Australia/Sydney",
    "BR": "America/Sao_Paulo",
    "CA": "America/Toronto",
    "CD": "Africa/Kinshasa",
    "CL": "America/Santiago",
    "CN": "Asia/Shanghai",
    "CY": "Asia/Nicosia",
    "DE": "Europe/Berlin",
    "EC": "America/Guayaquil",
    "ES": "Europe/Madrid",
    "ID": "Asia/Jakarta",
    "KZ": "Asia/Almaty",
    "MN": "Asia/Ulaanbaatar",
    "MX": "America/Mexico_City",
    "MY": "Asia/Kuala_Lumpur",
    "NZ": "Pacific/Auckland",
    "PG": "Pacific/Port_Moresby",
    "PS": "Asia/Hebron",
    "PT": "Europe/Lisbon",
    "RU": "Europe/Moscow",
    "UA": "Europe/Kyiv",
    "US": "America/New_York",
    "UZ": "Asia/Tashkent",
}
"""Where a country has several zones: the one its capital lies in."""


@dataclass(frozen=True, slots=True)
class Country:
    """What a party needs; `languages` are its official ones by CLDR."""

    code: str
    name: dict[str, str]
    languages: tuple[str, ...]
    time_zone: str


@cache
def country(code: str) -> Country | None:
    """The country of an ISO 3166 alpha-3 code; None when there is none, or when CLDR does not say its capital's zone."""
    aliases = get_global("territory_aliases")
    alpha2 = next(iter(aliases.get(code, [])), "") if len(code) == 3 else ""
    if len(alpha2) != 2:
        return None
    zone = CAPITAL_ZONES.get(alpha2) or _only_zone(alpha2)
    names = {tag: Locale(tag).territories.get(alpha2, "") for tag in NAME_LANGUAGES}
    languages = tuple(tag.replace("_", "-") for tag in get_official_languages(alpha2, de_facto=True))
    if not zone or not all(names.values()) or not languages:
        return None
    return Country(code, names, languages, zone)


def _only_zone(alpha2: str) -> str:
    zones = [zone for zone, territory in get_global("zone_territories").items() if territory == alpha2]
    return zones[0] if len(zones) == 1 else ""
