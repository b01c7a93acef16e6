"""What is found, by whom, in which language."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from entente.foundation.common.records import Tier
from entente.record.delivery.models import Update
from entente.record.plan.queries import Plan
from entente.record.verification.models import Claim
from entente.surfaces.search import building
from entente.surfaces.search.passages import passage
from entente.surfaces.search.words import Condition, Kind, Match
from tests.cast import ANA, DANA, desk
from tests.surfaces import busy
from tests.surfaces.search.making import NOW, asked, made, refs
from tests.surfaces.test_rights import CELLS, Cell, may_see, readers, record  # noqa: F401 (a fixture)

pytestmark = pytest.mark.django_db
FOUND_KINDS = {"claim", "finding", "update", "draft", "milestone", "activity", "candidate"}


def test_words_are_found_by_their_stem_without_accents_and_capitals(plan: Plan) -> None:
    made()
    for text in ("fair", "FAIRS", "fair for all", '"fair for all"'):
        assert "tri-plan/1.1" in refs(asked(text))
    assert "tri-plan/1.1" in refs(asked("années", language="fr"))
    assert "tri-plan/1.1" in refs(asked("anee chaque", language="fr", match=Match.ANY))
    assert "tri-plan/1.1" in refs(asked("ano", language="es"))
    assert "tri-plan/1.1" in refs(asked("معرضا", language="en"))
    assert refs(asked('"all for fair"')) == []


def test_the_readers_own_language_is_shown_and_the_words_are_marked(plan: Plan) -> None:
    made()
    hit = next(one for one in asked("feria", language="es").hits if one.ref == "tri-plan/1.1")
    assert (hit.title.language, hit.title.text) == ("es", "Una feria para todos")
    assert [piece.text for piece in hit.title.pieces if piece.is_hit] == ["feria"]
    hit = next(one for one in asked("fair", language="en").hits if one.ref == "tri-plan/1.1")
    assert hit.title.language == "en"


def test_filters_narrow_and_every_kind_is_counted(plan: Plan) -> None:
    busy.work_on("tri-plan/1.1", 1)
    made()
    answer = asked("fair")
    assert answer.kinds[Kind.COMMITMENT] >= 1
    assert answer.total == sum(answer.kinds.values())
    alone = asked("fair", kind="evidence")
    assert {hit.kind for hit in alone.hits} == {Kind.EVIDENCE}
    assert refs(asked("fair", plan="no-such-plan")) == []
    assert refs(asked("step", party="AAA", kind="update")) == [f"tri-plan/1.1/updates/{busy_update()}"]
    assert refs(asked("step", party="BBB", kind="update")) == []
    assert refs(asked("step", from_on=date(2027, 1, 1))) == []
    assert refs(asked("fair", kind="commitment", state="complete")) == ["tri-plan/1.1"]


def busy_update() -> str:
    return f"AAA-{Update.objects.get().number}"


def test_all_words_first_and_any_where_no_text_holds_all(plan: Plan) -> None:
    made()
    assert asked("fair year").match is Match.ALL
    answer = asked("fair zebra")
    assert (answer.match, "tri-plan/1.1" in refs(answer)) == (Match.ANY, True)
    assert asked("zebra").total == 0
    assert "tri-plan/1.1" not in refs(asked("fair -year"))


def test_pages_of_a_list_hold_every_text_once(plan: Plan) -> None:
    """Though the first page is filled by the reader's own language alone, and the last by all of them."""
    busy.work_on("tri-plan/1.1", 12)
    made()
    for language in ("en", "es"):
        whole = refs(asked("fair step feria zebra", language=language, match=Match.ANY, limit=200))
        pages = [
            refs(asked("fair step feria zebra", language=language, match=Match.ANY, limit=10, offset=at))
            for at in range(0, len(whole), 10)
        ]
        assert [one for page in pages for one in page] == whole
        assert len(whole) == len(set(whole)) > 20


def test_a_question_in_one_language_finds_what_is_said_in_another_alone(plan: Plan) -> None:
    """2.2 is titled in English alone; “feria” is “fair” in the titles and summaries that the record has in both."""
    for number in range(3):
        busy.published("tri-plan/1.2", f"Nothing of it {number}.")
    made()
    assert "tri-plan/2.2" in refs(asked("feria", language="es", kind="commitment"))


@pytest.mark.usefixtures("record")
def test_each_reader_finds_exactly_what_it_may_read() -> None:
    now, everybody = timezone.now(), list(readers())
    made(now)
    sought = [cell for cell in CELLS if cell.kind in FOUND_KINDS]
    for reader in everybody[::4]:
        for cell in sought[len(reader.name) % 7 :: 7]:
            found = asked(cell.word, reader.by, at=now)
            assert (reader.name, cell, found.total > 0) == (reader.name, cell, may_see(reader.by, cell))
    for cell in sought[::2]:
        assert (cell, asked(cell.word, at=now).total > 0) == (cell, may_see(DANA, cell))


def test_what_is_taken_back_after_the_index_was_made_does_not_pass_the_door(plan: Plan) -> None:
    made()
    before = asked("happened", kind="evidence")
    assert before.hits
    Claim.objects.update(tier=Tier.OWN)
    assert asked("happened", kind="evidence").hits == ()


def test_hidden_words_do_not_move_what_others_find(plan: Plan) -> None:
    made()
    before = asked("fair")
    desk("AAA")
    Claim.objects.filter(slug="tri-plan-fair-1").update(tier=Tier.OWN, owner="AAA", statement={"en": "fair " * 50})
    made()
    mine = asked("fair", ANA)
    assert "AAA/tri-plan-fair-1" in refs(mine)
    assert [hit.tier for hit in mine.hits if hit.ref == "AAA/tri-plan-fair-1"] == [Tier.OWN]
    assert "AAA/tri-plan-fair-1" not in refs(asked("fair"))
    assert before.condition is Condition.CURRENT


def test_as_many_queries_for_one_as_for_thirty(plan: Plan) -> None:
    busy.work_on("tri-plan/1.1", 4)
    made()
    asked("step")
    counted = []
    for limit in (1, 30):
        with CaptureQueriesContext(connection) as captured:
            asked("step proof", limit=limit, kind="update")
        counted.append(len(captured))
    assert counted[0] == counted[1]


def test_what_an_embargo_holds_enters_when_its_instant_has_passed(plan: Plan) -> None:
    end = NOW + timedelta(hours=2)
    Claim.objects.filter(slug="tri-plan-fair-1").update(embargo_until=end, statement={"en": "A zebra came."})
    made()
    assert asked("zebra").total == 0
    assert building.bring_up_to_date(as_of=end - timedelta(minutes=1)) == 0
    assert building.bring_up_to_date(as_of=end + timedelta(minutes=1)) > 0
    assert refs(asked("zebra", at=end + timedelta(minutes=1))) == ["observatory/tri-plan-fair-1"]


def test_a_passage_is_cut_at_words_around_what_was_looked_for() -> None:
    text = "word " * 200 + "the fair was held in May. " + "tail " * 200
    made_of = passage(text, "en", {"en": {"fair", "held"}})
    assert [piece.text for piece in made_of.pieces if piece.is_hit] == ["fair", "held"]
    assert (made_of.text[:2], made_of.text[-2:], len(made_of.text) < 260) == ("… ", " …", True)
