"""Groups of neighbours: none too large, and one that comes changes its own group alone."""

from __future__ import annotations

from random import Random

import pytest

from entente.surfaces.search.order import neighbourhoods, place_of, spot_of
from entente.surfaces.search.words import Kind

MOST = 8


def groups(spots: list[int]) -> list[list[int]]:
    return [spots[begin:end] for begin, end in neighbourhoods(spots, MOST)]


@pytest.mark.parametrize("seed", range(5))
def test_one_that_comes_changes_its_own_group_alone(seed: int) -> None:
    random = Random(seed)
    spots: list[int] = []
    for _time in range(400):
        before = groups(spots)
        spots = sorted([*spots, random.randrange(2 ** random.randrange(4, 80))])
        found = groups(spots)
        assert [spot for group in found for spot in group] == spots
        assert all(0 < len(group) <= MOST for group in found)
        assert sum(group not in found for group in before) <= 1


def test_those_at_one_spot_are_grouped_too() -> None:
    assert [len(group) for group in groups([7] * 20)] == [8, 8, 4]
    assert groups([]) == []


def test_spots_stand_the_other_way_round_than_places() -> None:
    places = {
        number: place_of(Kind.COMMITMENT, None, number, f"plan commitment {number}") for number in ("1.1", "1.2", "2.1")
    }
    assert sorted(places, key=lambda one: places[one]) == ["1.1", "1.2", "2.1"]
    assert sorted(places, key=lambda one: spot_of(places[one], one)) == ["2.1", "1.2", "1.1"]
