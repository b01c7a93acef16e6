"""The shell of a plan that waits for its text: a draft with pillars alone, which an import fills and nothing overwrites."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.conf import settings as house

from entente.foundation.common.actors import PUBLIC, SYSTEM, WORKING_ROLES, Actor, Capacity
from entente.foundation.common.errors import NotVisible, RuleBroken
from entente.foundation.ledger.models import Entry
from entente.record.plan import commands
from entente.record.plan import queries as plans
from entente.record.plan.facts import ResolutionFacts
from entente.record.plan.queries import Fate
from entente.surfaces.intake import imports
from entente.surfaces.intake.imports import ImportWish, Outcome
from entente.surfaces.intake.load import load_package
from entente.surfaces.intake.packages import read_package
from tests.cast import CHRIS
from tests.record.builders import NOW
from tests.record.plan.changing import all_sign

pytestmark = pytest.mark.django_db

OLD, SLUG = "canada-mexico-2023", "canada-mexico-2025"
SIDE = Actor(Capacity.PARTY, owner="CAN", post="office/desk", user_id="one", roles=WORKING_ROLES)
KEEPER = replace(CHRIS, owner="observer", post="observer/record-keeper")
WISH = ImportWish(name=SLUG, parties=("CAN", "MEX"), language="en")
INVENTED = """Canada-Mexico Action Plan 2025-2028
Invented words for a test.
1. Prosperity
- Both countries will count the herons of the northern marsh.
- Canada will lend a telescope.
2. Mobility, Inclusivity and Well-being
- Both countries will continue to paint their ferries green.
3. Security
- Mexico will look into a lantern for the pier and will publish its colour.
4. Environment and Sustainability
Both countries like shade.
- Both countries will plant a pear tree.
"""


@pytest.fixture
def shell(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    package = read_package(house.PLANS_DIR / SLUG)
    assert load_package(package, by=SYSTEM, at=NOW).is_changed
    return package


def preview(text: str = INVENTED, wish: ImportWish = WISH):
    return imports.preview("text.txt", text.encode(), wish, by=KEEPER, as_of=NOW)


def test_the_shell_is_a_draft_that_its_keeper_sees_and_the_public_does_not(shell):
    view = plans.get_visible_plan(KEEPER, SLUG, as_of=NOW)
    pillars = plans.pillars(KEEPER, SLUG, as_of=NOW)
    assert (view.status, view.launched_on, view.commitments) == ("draft", "2025-09-18", 0)
    assert [pillar.title["en"] for pillar in pillars] == [
        "Prosperity",
        "Mobility, Inclusivity and Well-being",
        "Security",
        "Environment and Sustainability",
    ]
    assert all(set(pillar.title) == {"en", "fr", "es"} for pillar in pillars)
    with pytest.raises(NotVisible):
        plans.get_visible_plan(PUBLIC, SLUG, as_of=NOW)
    assert not Entry.objects.filter(subject__startswith=SLUG, log="public").exists()


@pytest.mark.parametrize("wish", [WISH, replace(WISH, name="")], ids=["named", "recognised by its title"])
def test_a_text_puts_its_promises_under_the_four_pillars(shell, wish):
    found = preview(wish=wish)
    assert (found.outcome, found.slug) == (Outcome.FILL, SLUG)
    assert found.sentence == f"The draft “{SLUG}” receives 5 commitments under its 4 pillars."
    imports.carry_out(found, by=KEEPER, at=NOW)
    promises = plans.commitments(KEEPER, SLUG, as_of=NOW)
    assert [(one.pillar, one.number, one.obligors) for one in promises] == [
        ("1", "1.1", ("CAN", "MEX")),
        ("1", "1.2", ("CAN",)),
        ("2", "2.1", ("CAN", "MEX")),
        ("3", "3.1", ("MEX",)),
        ("4", "4.1", ("CAN", "MEX")),
    ]
    assert promises[1].texts["en"].text == "Canada will lend a telescope."
    pillars = plans.pillars(KEEPER, SLUG, as_of=NOW)
    assert (pillars[0].title["fr"], pillars[3].introductions["en"].text) == ("Prospérité", "Both countries like shade.")
    view = plans.get_visible_plan(KEEPER, SLUG, as_of=NOW)
    assert view.title["fr"] == "Plan d’action Canada-Mexique 2025-2028"
    assert view.source_address.endswith("action-plan-2025-2028.aspx?lang=eng")
    assert plans.plan_texts(SLUG)["title"]["en"].text == "Canada-Mexico Action Plan 2025-2028"


def test_the_same_text_again_changes_nothing(shell):
    imports.carry_out(preview(), by=KEEPER, at=NOW)
    entries = Entry.objects.count()
    assert preview().outcome is Outcome.SAME
    imports.carry_out(preview(), by=KEEPER, at=NOW)
    assert Entry.objects.count() == entries


def test_two_that_fill_the_same_draft_do_not_undo_each_other(shell):
    first, second = preview(), preview(INVENTED.replace("a telescope", "a kite"))
    imports.carry_out(first, by=KEEPER, at=NOW)
    with pytest.raises(RuleBroken) as caught:
        imports.carry_out(second, by=KEEPER, at=NOW)
    assert str(caught.value) == (
        f"The draft “{SLUG}” received promises in the meantime; look at it before you import more."
    )
    assert plans.get_visible_commitment(KEEPER, f"{SLUG}/1.2", as_of=NOW).texts["en"].text.endswith("a telescope.")


def test_a_text_with_other_pillars_is_refused(shell):
    with pytest.raises(RuleBroken) as caught:
        preview(INVENTED.partition("4. ")[0])
    assert str(caught.value) == (
        f"The draft “{SLUG}” has 4 pillars and the document 3; give the draft the pillars of the document first, "
        "or import it under another name with --name."
    )


def test_loading_the_package_again_leaves_a_filled_draft_alone(shell):
    imports.carry_out(preview(), by=KEEPER, at=NOW)
    assert load_package(replace(shell, sha256="0" * 64), by=SYSTEM, at=NOW).is_changed is False
    assert len(plans.commitments(KEEPER, SLUG, as_of=NOW)) == 5


def test_the_plan_before_it_is_closed_into_it_once_it_has_its_text(shell):
    load_package(read_package(house.PLANS_DIR / OLD), by=SYSTEM, at=NOW)
    imports.carry_out(preview(), by=KEEPER, at=NOW)
    new = commands.adopt(plans.get_row(KEEPER, SLUG, as_of=NOW), by=KEEPER, at=NOW)
    old = plans.get_row(KEEPER, OLD, as_of=NOW)
    table = commands.start_succession(old, new, by=KEEPER, at=NOW)
    rows = [ResolutionFacts(number, Fate.CONTINUED, ("1.1",)) for number in plans.numbers_of(OLD)]
    table = commands.resolve(table, rows[:-1], by=KEEPER, at=NOW, revision=table.revision)
    with pytest.raises(RuleBroken) as caught:
        commands.propose_succession(table, revision=table.revision, by=KEEPER, at=NOW)
    assert str(caught.value) == f"{OLD}/9.2 is not resolved yet; say whether it is continued, merged or dropped."
    table = commands.resolve(table, rows, by=KEEPER, at=NOW, revision=table.revision)
    table = commands.propose_succession(table, revision=table.revision, by=KEEPER, at=NOW)
    all_sign(old, table.proposal, then=SIDE, at=NOW)
    assert plans.get_visible_plan(PUBLIC, OLD, as_of=NOW).status == "closed"
    assert plans.fate_of(PUBLIC, f"{OLD}/1.0", as_of=NOW).into[0].ref == f"{SLUG}/1.1"
    assert len(plans.origins_of(PUBLIC, f"{SLUG}/1.1", as_of=NOW)) == 27
    assert load_package(shell, by=SYSTEM, at=NOW).is_changed is False
