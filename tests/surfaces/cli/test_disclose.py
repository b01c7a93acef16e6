"""A release: complete for one side, silent about the others, and without a trace of what was exempted."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import docx
import pytest

from entente.foundation.common.actors import SYSTEM, Role
from entente.foundation.common.records import Tier
from entente.foundation.directory import commands as directory
from entente.foundation.directory import queries as directories
from entente.foundation.directory.words import OrganisationKind, PostCapacity
from entente.foundation.ledger.models import Entry
from entente.foundation.sources import commands as sources
from entente.foundation.sources.queries import Side
from entente.record.assessment import commands as assessment
from entente.record.assessment.queries import Completion
from entente.record.delivery import commands as delivery
from entente.record.delivery.commands import (
    ActivityFacts,
    BasisFacts,
    CandidateFacts,
    LeadFacts,
    MilestoneFacts,
    ObstacleFacts,
    RhythmFacts,
    SessionFacts,
)
from entente.record.delivery.models import Window
from entente.record.delivery.words import CandidateAnswer, LeadRole, SessionKind, Stance, Weight
from entente.record.verification.models import Claim
from tests import cast
from tests.cast import ANA, BELA
from tests.record.builders import NOW, shared_plan
from tests.record.delivery.builders import ADA, BORIS, draft, facts, published, submitted
from tests.surfaces.cli.conftest import Entente

pytestmark = pytest.mark.django_db

REF = "tri-plan/1.1"
OFFICER = "ministry-a/access"
SECRET = "the envoy Quetzalli Brandt"
DAYS = ["--from", (NOW - timedelta(days=30)).date(), "--to", "2100-01-01"]


@pytest.fixture(autouse=True)
def _record() -> None:
    """Updates of two sides: one sent back, one published and corrected, a draft; a claim that all parties read."""
    shared_plan()
    for code in ("AAA", "BBB"):
        ministry = directory.register_organisation(
            slug=f"ministry-{code[0].lower()}",
            name={"en": code},
            kind=OrganisationKind.MINISTRY,
            party=directories.get_party(code),
            by=SYSTEM,
        )
        roles = [Role.ACCESS_OFFICER] if code == "AAA" else [Role.AUDITOR]
        post = directory.open_post(
            ministry, slug="access", title={"en": "Access"}, capacity=PostCapacity.PARTY, by=SYSTEM, roles=roles
        )
        cast.holder(post, name=f"Officer-{code}")
    published(done="The fair was held.")
    back = submitted(done=f"We met {SECRET} at noon.")
    delivery.send_back(back, by=ADA, at=NOW, revision=back.revision, reason=f"Leave out {SECRET}.")
    draft(done="Still to be written.")
    words = {"en": "Bela opened a bridge.", "pt": "Bela abriu uma ponte."}
    bela = delivery.write_update(replace(facts(), done=words), by=BELA, at=NOW)
    delivery.submit(bela, by=BELA, at=NOW)
    delivery.approve(bela, by=BORIS, at=NOW, revision=bela.revision)
    delivery.publish(bela, by=BORIS, at=NOW)
    Claim.objects.create(
        owner="BBB",
        slug="shared",
        plan="tri-plan",
        commitment=REF,
        subject=REF,
        supports="all",
        tier=Tier.PARTIES,
        statement={"en": "Shared by Bela in confidence."},
    )


def release(entente: Entente, out: Path, *further: object, post: str = OFFICER) -> Any:
    said = entente("disclose", REF, "--party", "AAA", "--as", post, *DAYS, "--out", out, "--json", *further)
    assert (said.err, said.code) == ("", 0)
    return json.loads((out / "release.json").read_text())


def exempt(folder: Path, *rows: dict[str, str]) -> Path:
    path = folder / "exempt.yaml"
    path.write_text(json.dumps(list(rows)))  # JSON is YAML
    return path


def everything(out: Path) -> str:
    """All that stands in the files of a release, unpacked."""
    parts = []
    for path in out.iterdir():
        content = path.read_bytes()
        if path.suffix == ".docx":
            with zipfile.ZipFile(io.BytesIO(content)) as packed:
                parts += [packed.read(name).decode("utf-8", "replace") for name in packed.namelist()]
        else:
            parts.append(content.decode())
    return "\n".join(parts)


def by_kind(told: Any) -> dict[str, int]:
    found: dict[str, int] = {}
    for one in told["items"]:
        found[one["item"]["kind"]] = found.get(one["item"]["kind"], 0) + 1
    return found


def test_release_has_every_version_and_decision_of_its_side_and_nothing_of_others(
    entente: Entente, tmp_path: Path
) -> None:
    told = release(entente, tmp_path / "out")
    kinds = by_kind(told)
    assert (kinds["update"], kinds["approval"]) == (3, 2)
    assert kinds["entry"] >= 6
    assert {one["item"]["originator"] for one in told["items"]} == {"AAA"}
    assert told["consult"]["BBB"] >= 2
    text = everything(tmp_path / "out")
    for own in ("The fair was held.", f"We met {SECRET} at noon.", f"Leave out {SECRET}.", "Still to be written."):
        assert own in text
    for other in ("Bela opened a bridge.", "Shared by Bela in confidence."):
        assert other not in text


def test_each_item_has_originator_day_and_post(entente: Entente, tmp_path: Path) -> None:
    told = release(entente, tmp_path / "out")
    updates = [one["item"] for one in told["items"] if one["item"]["kind"] == "update"]
    assert {(one["on"], one["post"]) for one in updates} == {
        (NOW.date().isoformat(), "ministry-a/director"),
        (NOW.date().isoformat(), "ministry-a/desk"),
    }


def sent_back(told: Any) -> tuple[str, str]:
    """The refs of the update that was sent back, and of the decision."""
    update = next(one["item"] for one in told["items"] if SECRET in one["item"]["fields"].get("done.en", ""))
    decision = next(one["item"] for one in told["items"] if SECRET in one["item"]["fields"].get("reason", ""))
    return update["ref"], decision["ref"]


def test_redacted_words_are_in_no_byte_of_any_file(entente: Entente, tmp_path: Path) -> None:
    """Exempted once, in one version: gone from the decision and the log entries that repeat it, too."""
    ref, decision = sent_back(release(entente, tmp_path / "all"))
    rows = exempt(tmp_path, {"item": ref, "code": "s. 19(1)", "field": "done.en", "words": SECRET})
    told = release(entente, tmp_path / "out", "--exempt", rows)
    text = everything(tmp_path / "out")
    for word in ("Quetzalli", "quetzalli", "Brandt", "envoy"):
        assert word not in text
        for path in (tmp_path / "out").iterdir():
            assert word.encode() not in path.read_bytes()
    fields = {one["item"]["ref"]: (one["item"]["fields"], one["codes"]) for one in told["items"]}
    assert fields[ref][0]["done.en"] == "We met [withheld: s. 19(1)] at noon."
    assert fields[decision][0]["reason"] == "Leave out [withheld: s. 19(1)]."
    assert fields[ref][1] == ["s. 19(1)"]


@pytest.mark.parametrize("field", ["", "done.en"])
def test_whole_field_and_whole_item_are_gone_with_their_place_kept(
    entente: Entente, tmp_path: Path, field: str
) -> None:
    before = release(entente, tmp_path / "all")
    ref, _ = sent_back(before)
    row = {"item": ref, "code": "s. 15(1)", **({"field": field} if field else {})}
    told = release(entente, tmp_path / "out", "--exempt", exempt(tmp_path, row))
    assert len(told["items"]) == len(before["items"])
    assert f"We met {SECRET} at noon." not in everything(tmp_path / "out")
    assert [one["codes"] for one in told["items"] if one["is_withheld"]] == ([] if field else [["s. 15(1)"]])


def test_secret_that_would_still_stand_in_a_name_stops_the_release(entente: Entente, tmp_path: Path) -> None:
    ref, _ = sent_back(release(entente, tmp_path / "all"))
    rows = exempt(tmp_path, {"item": ref, "code": "x", "field": "state", "words": "draft"})
    out = tmp_path / "out"
    said = entente("disclose", REF, "--party", "AAA", "--as", OFFICER, *DAYS, "--out", out, "--exempt", rows)
    assert (said.code, out.exists()) == (1, False)
    assert not Entry.objects.filter(action="disclosure.assemble").count() > 1


def test_sample_is_drawn_again_by_anybody_from_the_names_and_the_seed(entente: Entente, tmp_path: Path) -> None:
    told = release(entente, tmp_path / "out", "--sample", "3", "--seed", "audit 2026")
    ranks = {hashlib.sha256(f"audit 2026\n{name}".encode()).hexdigest(): name for name in told["names"]}
    assert told["sample"] == [ranks[rank] for rank in sorted(ranks)[:3]]
    assert {one["item"]["ref"] for one in told["items"]} == set(told["sample"])
    again = release(entente, tmp_path / "again", "--sample", "3", "--seed", "audit 2027")
    assert again["sample"] != told["sample"]


def test_release_outside_the_days_is_empty(entente: Entente, tmp_path: Path) -> None:
    out = tmp_path / "out"
    entente("disclose", REF, "--party", "AAA", "--as", OFFICER, "--from", "1999-01-01", "--to", "1999-12-31",
            "--out", out)  # fmt: skip
    told = json.loads((out / "release.json").read_text())
    assert (told["items"], told["consult"]) == ([], {})


def test_entry_is_private_and_holds_the_hashes_of_the_files(entente: Entente, tmp_path: Path) -> None:
    release(entente, tmp_path / "out")
    entry = Entry.objects.get(action="disclosure.assemble")
    content = json.loads(bytes(entry.opening.payload))["content"]
    files = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (tmp_path / "out").iterdir()}
    assert (entry.log, entry.post, content["sha256"]) == ("AAA", OFFICER, files)


def test_word_file_opens_and_names_no_person(entente: Entente, tmp_path: Path) -> None:
    release(entente, tmp_path / "out")
    opened = docx.Document(str(tmp_path / "out" / "release.docx"))
    assert opened.core_properties.author == OFFICER
    assert "Officer-AAA" not in everything(tmp_path / "out")
    assert any("The fair was held." in paragraph.text for paragraph in opened.paragraphs)


def test_archive_holds_the_same_files(entente: Entente, tmp_path: Path) -> None:
    out = tmp_path / "out.zip"
    entente("disclose", REF, "--party", "AAA", "--as", OFFICER, *DAYS, "--out", out)
    with zipfile.ZipFile(out) as packed:
        assert packed.namelist() == ["release.docx", "release.html", "release.json"]


@pytest.mark.parametrize(
    ("post", "party"), [("ministry-b/access", "BBB"), (OFFICER, "BBB"), ("ministry-a/none", "AAA")]
)
def test_only_an_access_officer_of_the_side_itself_releases(
    entente: Entente, tmp_path: Path, post: str, party: str
) -> None:
    out = tmp_path / "out"
    said = entente("disclose", REF, "--party", party, "--as", post, *DAYS, "--out", out)
    assert (said.code, out.exists()) == (1, False)
    assert Entry.objects.filter(action="disclosure.assemble").count() == 0


@pytest.mark.parametrize(
    "rows",
    [
        [{"item": "no-such", "code": "x"}],
        [{"code": "x"}],
        [{"item": "a", "code": ""}],
        [{"item": "a", "code": "x", "words": "y"}],
        [{"item": "a", "code": "x", "fields": "y"}],
        ["a"],
    ],
)
def test_wrong_exemptions_stop_the_release(entente: Entente, tmp_path: Path, rows: list[Any]) -> None:
    out = tmp_path / "out"
    said = entente("disclose", REF, "--party", "AAA", "--as", OFFICER, *DAYS, "--out", out,
                   "--exempt", exempt(tmp_path, *rows))  # fmt: skip
    assert (said.code, out.exists()) == (1, False)


def test_folder_that_is_there_is_not_overwritten(entente: Entente, tmp_path: Path) -> None:
    said = entente("disclose", REF, "--party", "AAA", "--as", OFFICER, *DAYS, "--out", tmp_path)
    assert said.code == 1
    assert "is there already" in said.err
    assert Entry.objects.filter(action="disclosure.assemble").count() == 0


# --- the working layer ------------------------------------------------------------------------------------------------

WORK = {
    "activity": "memorandum",
    "argument": "argument",
    "basis change": "lapsed act",
    "candidate": "candidate",
    "decision": "decision",
    "lead": "",
    "milestone": "milestone",
    "obstacle": "obstacle",
    "rhythm": "rhythm",
    "session": "session",
    "stage": "stage",
    "status": "status",
    "window": "",
}
"""Kind of item -> the word that its words hold here; "" where its words are names of bodies and dates."""


def all_work() -> None:
    """One thing of every kind, of party A; each holds the secret and a word of its own."""
    words = {kind: {"en": f"The {word} of {SECRET}."} for kind, word in WORK.items() if word}
    facts = sources.DocumentFacts("act", {"en": "Act"}, Side.PARTY, party="AAA", address="https://a.example/act")
    citation = sources.cite(sources.add_document(facts, by=ANA, owner="AAA", tier=Tier.PUBLIC), by=ANA)
    said = ActivityFacts("tri-plan", "memo", "instrument", words["activity"], parties=("AAA", "BBB"))
    activity = delivery.add_activity(said, by=ANA, owner="AAA", at=NOW)
    delivery.serve(activity, REF, Weight.PART, by=ANA, at=NOW)
    delivery.mark_stage(activity, "mandate", by=ADA, happened="2026-05-02", at=NOW, note=words["stage"])
    talks = SessionFacts("first", SessionKind.SESSION, words["session"], "2026-05-05")
    delivery.add_session(activity, talks, by=ANA, at=NOW)
    fair = CandidateFacts(REF, "fair", words["candidate"], "2026-05-06")
    candidate = delivery.propose_candidate(fair, by=ANA, at=NOW)
    delivery.argue(candidate, Stance.FOR, words["argument"], by=ANA, at=NOW)
    delivery.decide_candidate(candidate, CandidateAnswer.ACCEPT, words["decision"], by=ADA, at=NOW)
    lapsed = BasisFacts(REF, words["basis change"], "2024-03")
    delivery.note_basis_change(lapsed, citation, by=ANA, at=NOW)
    delivery.plan_milestone(MilestoneFacts(REF, "step", words["milestone"], "2027"), by=ANA, at=NOW)
    delivery.raise_obstacle(ObstacleFacts(REF, words["obstacle"]), by=ANA, on=NOW.date(), at=NOW, tier=Tier.OWN)
    rhythm = RhythmFacts(REF, 30, 60, words["rhythm"], NOW.date())
    delivery.set_rhythm(rhythm, by=ANA, owner="AAA", at=NOW)
    body = directories.get_organisation("ministry-a")
    delivery.name_lead(LeadFacts(REF, LeadRole.LEAD, "2026"), body, by=ANA, owner="AAA", at=NOW)
    Window.objects.create(owner="AAA", commitment=REF, period="2026", first_on=date(2026, 1, 1),
                          last_on=date(2026, 12, 31), citation=citation)  # fmt: skip
    update = draft(done="Still being weighed.")
    limited = {"as_of_on": NOW.date(), "reason": words["status"], "claims": (), "at": NOW}
    assessment.set_status(update, REF, Completion.LIMITED, by=ANA, **limited)


def test_release_has_every_kind_of_work_as_an_item_of_its_own(entente: Entente, tmp_path: Path) -> None:
    all_work()
    told = release(entente, tmp_path / "out")
    items = {one["item"]["kind"]: one["item"] for one in told["items"]}
    assert {kind: by_kind(told).get(kind, 0) for kind in WORK} == dict.fromkeys(WORK, 1)
    for kind, word in WORK.items():
        texts = " ".join(items[kind]["fields"].values())
        assert (kind, f"The {word} of {SECRET}." in texts) == (kind, bool(word))
    assert items["lead"]["fields"]["organisation"] == "ministry-a"
    assert items["window"]["fields"]["period"] == "2026"


def test_entries_of_an_activity_are_released_with_the_promise_that_it_serves(entente: Entente, tmp_path: Path) -> None:
    all_work()
    told = release(entente, tmp_path / "out")
    entries = {one["item"]["fields"]["action"] for one in told["items"] if one["item"]["kind"] == "entry"}
    assert {"delivery.activity.add", "delivery.stage.mark", "delivery.milestone.plan"} <= entries


def test_words_exempted_once_are_in_no_byte_of_any_kind_of_work(entente: Entente, tmp_path: Path) -> None:
    all_work()
    rows = exempt(
        tmp_path, {"item": f"{REF}/milestones/step", "code": "s. 19(1)", "field": "title.en", "words": SECRET}
    )
    told = release(entente, tmp_path / "out", "--exempt", rows)
    contents = [path.read_bytes() for path in (tmp_path / "out").iterdir()]
    for word in ("Quetzalli", "quetzalli", "Brandt"):
        assert word not in everything(tmp_path / "out")
        assert not any(word.encode() in content for content in contents)
    spoken = {one["item"]["kind"]: one["codes"] for one in told["items"] if WORK.get(one["item"]["kind"])}
    assert spoken == {kind: ["s. 19(1)"] for kind, word in WORK.items() if word}


def test_sample_with_the_same_seed_is_the_same_bytes(entente: Entente, tmp_path: Path) -> None:
    all_work()
    made = []
    for folder in ("one", "two"):
        release(entente, tmp_path / folder, "--sample", "5", "--seed", "audit")
        made.append({path.name: path.read_bytes() for path in sorted((tmp_path / folder).iterdir())})
    assert made[0] == made[1]
