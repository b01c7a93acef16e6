"""The packages that ship and the one of the tests: sound, complete in every language, in words of their own."""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path

import pytest

from entente.foundation.common.errors import RuleBroken
from entente.foundation.common.languages import direction
from entente.foundation.common.periods import Period
from entente.surfaces.intake.packages import PackageAlias, PackageSupport, PlanPackage, read_package

ROOT = Path(__file__).parents[3]
SHIPPED = ROOT / "plans" / "canada-mexico-2023"
DEMONSTRATION = ROOT / "plans" / "demonstration"
THREE_HARBOURS = ROOT / "tests" / "plans" / "three-harbours-2031"
ALL = [SHIPPED, DEMONSTRATION, THREE_HARBOURS]

FINGERPRINTS = Path(__file__).with_name("official_text_fingerprints.txt")
"""First 12 hex digits of the SHA-256 of every eight consecutive words of the official English text, which is not kept here."""

MARKED_BY_HAND = """
1.1 deliverable firm 2 | 1.2 deliverable exploratory 1
2.1 standing firm 1 | 2.2 standing firm 1 | 2.3 standing firm 1
3.1 standing firm 1 | 3.2 standing firm 1 | 3.3 deliverable firm 1
4.1 deliverable firm 2 | 4.2 time_bound firm 1 | 4.3 time_bound firm 1
5.1 deliverable exploratory 1 | 5.2 standing best_efforts 1
6.1 standing exploratory 1 | 6.2 deliverable firm 1 | 6.3 deliverable best_efforts 2 | 6.4 deliverable best_efforts 1
7.1 standing firm 1 | 7.2 standing firm 2 | 7.3 standing firm 2
8.1 standing firm 1 | 8.2 deliverable firm 2 | 8.3 standing best_efforts 2 | 8.4 standing firm 1
9.1 standing best_efforts 2 | 9.2 standing firm 2
"""

KNOWN_ONLY_FROM_MEMORY = [
    "Secretaría de las Mujeres",
    "Órgano de Administración Judicial",
    "Tribunal de Disciplina Judicial",
    "Comisión Nacional de Energía",
    "CONEVAL",
    "2.58",
    "IOSCO",
    "Egmont",
    "FFP+",
    "17025",
    "United Kingdom",
    "Birmex",
    "Revolving Fund",
]
"""Marked "verify" in the research behind the package: not one of them may ship as a fact."""


@pytest.fixture(scope="module")
def shipped() -> PlanPackage:
    return read_package(SHIPPED)


def wordings(node: object) -> list[dict[str, str]]:
    """Every {language: text} in a package, except a document's printed title."""
    if isinstance(node, tuple):
        return [wording for inner in node for wording in wordings(inner)]
    if not is_dataclass(node):
        return []
    found = []
    for field in fields(node):
        value = getattr(node, field.name)
        if isinstance(value, dict) and value and field.name not in {"announced", "titles"}:
            found += [value] if field.name != "title" or getattr(node, "title_is_description", True) else []
        else:
            found += wordings(value)
    return found


@pytest.mark.parametrize("location", ALL, ids=lambda path: path.name)
def test_every_wording_is_in_every_language_of_the_plan(location: Path) -> None:
    package = read_package(location)
    found = wordings(package)
    assert len(found) > 30
    assert {tuple(sorted(wording)) for wording in found} == {tuple(sorted(package.languages))}


def test_shipped_plan_has_nine_pillars_and_27_promises(shipped: PlanPackage) -> None:
    assert [len(pillar.commitments) for pillar in shipped.pillars] == [3, 3, 3, 3, 2, 4, 3, 4, 2]
    assert shipped.commitments[0].ref == "canada-mexico-2023/1.0"
    assert [pillar.number for pillar in shipped.pillars] == list("123456789")


def test_shipped_plan_follows_the_marking_by_hand(shipped: PlanPackage) -> None:
    expected = [tuple(row.split()) for line in MARKED_BY_HAND.strip().splitlines() for row in line.split("|")]
    found = [(c.number, c.kind, c.strength, str(max(1, len(c.clauses)))) for c in shipped.commitments]
    assert found == [("1.0", "standing", "exploratory", "1"), *expected]


def test_only_one_shipped_promise_is_owed_by_one_side(shipped: PlanPackage) -> None:
    owed_by_some = {c.number: c.obligors for c in shipped.commitments if c.obligors != ("CAN", "MEX")}
    assert owed_by_some == {"6.2": ("CAN",)}


def test_shipped_wording_never_repeats_eight_words_of_the_official_text(shipped: PlanPackage) -> None:
    official = set(FINGERPRINTS.read_text().split())
    assert len(official) > 1000
    copied = []
    for wording in wordings(shipped):
        words = re.findall(r"[a-z0-9]+", wording["en"].lower().replace("’", ""))
        for start in range(len(words) - 7):
            eight = " ".join(words[start : start + 8])
            if hashlib.sha256(eight.encode()).hexdigest()[:12] in official:
                copied.append(eight)
    assert copied == []


@pytest.mark.parametrize("words", KNOWN_ONLY_FROM_MEMORY)
def test_shipped_plan_leaves_out_what_no_source_shows(words: str) -> None:
    assert [path.name for path in sorted(SHIPPED.glob("*.yaml")) if words in path.read_text(encoding="utf-8")] == []


@pytest.mark.parametrize("location", [SHIPPED, DEMONSTRATION], ids=lambda path: path.name)
def test_wordings_use_typographic_apostrophes_and_no_double_spaces(location: Path) -> None:
    texts = [text for wording in wordings(read_package(location)) for text in wording.values()]
    assert [text for text in texts if "'" in text or "  " in text] == []


@pytest.mark.parametrize("location", [SHIPPED, DEMONSTRATION], ids=lambda path: path.name)
def test_french_keeps_colons_and_figures_on_one_line(location: Path) -> None:
    texts = [wording["fr"] for wording in wordings(read_package(location))]
    assert [text for text in texts if re.search(r" [:%»]|« |\d \d{3}\b", text)] == []


def test_only_two_shipped_facts_show_their_subject_wholly_done(shipped: PlanPackage) -> None:
    whole = [
        (fact.id, support.subject) for fact in shipped.facts for support in fact.supports if support.weight == "all"
    ]
    assert whole == [
        ("memorandum-2023", "canada-mexico-2023/1.1#b"),
        ("wildlife-workshop-2023", "canada-mexico-2023/8.2#b"),
    ]


def test_evidence_of_the_workshop_comes_from_a_third_government(shipped: PlanPackage) -> None:
    sources = {source.id: source for source in shipped.sources}
    fact = next(fact for fact in shipped.facts if fact.id == "wildlife-workshop-2023")
    assert fact.happened == Period.parse("2023-05-02/2023-05-03")
    assert [(sources[cited.source].side, sources[cited.source].party) for cited in fact.citations] == [("third", None)]


def test_facts_from_before_the_plan_are_context_only(shipped: PlanPackage) -> None:
    launch = shipped.launched.first_on
    early = [fact for fact in shipped.facts if fact.happened.last_on < launch]
    assert len(early) > 5
    assert [fact.id for fact in early if not fact.is_context] == []


def test_every_finding_was_looked_for_on_one_day_and_says_what_it_does_not_mean(shipped: PlanPackage) -> None:
    assert {finding.looked_on.text for finding in shipped.findings} == {"2026-11-23"}
    endings = {
        language: {finding.note[language].split(". ")[-1] for finding in shipped.findings}
        for language in shipped.languages
    }
    assert endings == {
        "en": {"Not found never means that it did not happen."},
        "fr": {"Ne rien trouver ne signifie jamais que rien n’a eu lieu."},
        "es": {"No encontrar algo nunca significa que no ocurrió."},
    }


def test_every_shipped_commitment_has_evidence_or_a_search_that_found_none(shipped: PlanPackage) -> None:
    told = {support.subject for fact in shipped.facts for support in fact.supports if support.weight != "context"}
    told |= {finding.subject for finding in shipped.findings}
    whole = {subject.partition("#")[0] for subject in told}
    assert [c.number for c in shipped.commitments if c.ref not in whole] == []


@pytest.mark.parametrize(
    ("acronym", "language", "bodies"),
    [
        ("GAC", "en", ["global-affairs-canada", "global-alliance-for-care"]),
        ("HLED", "en", ["economic-dialogue-canada-mexico", "economic-dialogue-us-mexico"]),
        ("DEAN", "es", ["economic-dialogue-canada-mexico", "economic-dialogue-us-mexico"]),
        ("AMC", "fr", ["global-affairs-canada"]),
        ("AMC", "es", ["canada-mexico-partnership"]),
        ("T-MEC", "es", ["north-american-trade-agreement"]),
    ],
)
def test_acronyms_lead_to_every_body_that_bears_them(
    shipped: PlanPackage, acronym: str, language: str, bodies: list[str]
) -> None:
    alias = PackageAlias(text=acronym, language=language, kind="acronym")
    assert [body.id for body in shipped.organisations if alias in body.aliases] == bodies


def test_demonstration_is_invented_through_and_through() -> None:
    package = read_package(DEMONSTRATION)
    assert package.is_demonstration
    assert [source.id for source in package.sources if ".example/" not in source.address] == []
    assert (len(package.pillars), len(package.commitments)) == (4, 16)
    kinds = ("deliverable", "standing", "time_bound")
    strengths = ("firm", "best_efforts", "exploratory")
    assert {(c.kind, c.strength) for c in package.commitments} == {(k, s) for k in kinds for s in strengths}
    assert {c.obligors for c in package.commitments} == {("XNO", "XSU"), ("XNO",), ("XSU",)}


def test_three_parties_with_a_right_to_left_language_read_like_any_plan() -> None:
    package = read_package(THREE_HARBOURS)
    assert [party.code for party in package.parties] == ["XQM", "XBR", "XVA"]
    assert {language: direction(language) for language in package.languages} == {"ar": "rtl", "en": "ltr", "pt": "ltr"}
    assert [c.ref.rpartition("/")[2] for c in package.commitments] == ["1.1", "1.2.1", "1.2.2", "2.1"]
    assert package.commitments[1].obligors == ("XQM", "XVA")
    assert [clause.obligors for clause in package.commitments[3].clauses] == [
        ("XQM", "XBR", "XVA"),
        ("XQM", "XBR", "XVA"),
        ("XQM",),
    ]
    assert package.commitments[3].clauses[0].text["ar"] == "تُقاس جودة المياه كل شهر."
    assert package.pillars[2].commitments == ()
    assert package.facts[0].supports == (
        PackageSupport(subject="three-harbours-2031/1.1", weight="all"),
        PackageSupport(subject="three-harbours-2031/1.2.2", weight="context"),
    )
    assert package.facts[0].announced["XVA"].first_on == date(2031, 9, 3)


def test_zip_reads_like_its_folder(tmp_path: Path) -> None:
    packed = tmp_path / "package.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in THREE_HARBOURS.iterdir():
            archive.write(path, f"three-harbours-2031/{path.name}")
    assert read_package(packed) == read_package(THREE_HARBOURS)


def test_comments_and_layout_do_not_change_the_digest(tmp_path: Path) -> None:
    for path in THREE_HARBOURS.iterdir():
        (tmp_path / path.name).write_text("# a comment\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert read_package(tmp_path).sha256 == read_package(THREE_HARBOURS).sha256


def test_several_problems_are_told_together(tmp_path: Path) -> None:
    for path in THREE_HARBOURS.iterdir():
        text = path.read_text(encoding="utf-8").replace("strength: firm", "strength: strong")
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    with pytest.raises(RuleBroken) as caught:
        read_package(tmp_path)
    remedy = "“strong” is not allowed; write firm or best_efforts or exploratory."
    assert caught.value.reasons == (
        f"pillars.yaml, line 17, pillars[0].commitments[0].strength: {remedy}",
        f"pillars.yaml, line 52, pillars[1].commitments[0].strength: {remedy}",
    )
    assert str(caught.value) == f"{caught.value.reasons[0]} (1 more to mend.)"


def documented_package(at: Path) -> list[str]:
    """Write out the example of the documentation; the names of its files."""
    page = (ROOT / "docs" / "plan-package.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```yaml\n(# (\w+\.yaml)\n.*?)```", page, flags=re.DOTALL)
    for content, name in blocks:
        (at / name).write_text(content, encoding="utf-8")
    return [name for _, name in blocks]


def test_small_package_of_the_documentation_is_sound(tmp_path: Path) -> None:
    names = documented_package(tmp_path)
    package = read_package(tmp_path)
    assert names == ["plan.yaml", "parties.yaml", "pillars.yaml", "sources.yaml", "facts.yaml"]
    assert (package.slug, [c.number for c in package.commitments]) == ("two-shores-2030", ["1.1"])


def test_documented_problems_are_what_the_reader_says(tmp_path: Path) -> None:
    documented_package(tmp_path)
    for name, old, new in [
        ("pillars.yaml", ', pt: "Uma balsa diária"', ""),
        ("facts.yaml", "subject: 1.1", "subject: 1.7"),
    ]:
        text = (tmp_path / name).read_text(encoding="utf-8")
        (tmp_path / name).write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(RuleBroken) as caught:
        read_package(tmp_path)
    page = (ROOT / "docs" / "plan-package.md").read_text(encoding="utf-8")
    assert list(caught.value.reasons) == [line for line in page.splitlines() if re.match(r"\w+\.yaml, line", line)]


def test_readme_counts_what_ships(shipped: PlanPackage) -> None:
    line = next(
        line for line in (ROOT / "plans" / "README.md").read_text().splitlines() if "`canada-mexico-2023` |" in line
    )
    counts = [int(number) for number in re.findall(r"\b(\d+) (?:dated|documents|searches)", line)]
    assert counts == [len(shipped.facts), len(shipped.sources), len(shipped.findings)]


def test_every_field_of_the_schema_is_described_in_the_documentation() -> None:
    page = (ROOT / "docs" / "plan-package.md").read_text(encoding="utf-8")
    schema = json.loads((ROOT / "src/entente/surfaces/intake/plan-package.schema.json").read_text(encoding="utf-8"))
    names: set[str] = set()
    stack: list[object] = [schema["$defs"]]
    while stack:
        node = stack.pop()
        if isinstance(node, dict):
            names |= set(node.get("properties", {}))
            stack += node.values()
        elif isinstance(node, list):
            stack += node
    assert (
        sorted(name for name in names if not re.search(rf"`[^`]*\b{name}\b[^`]*`|^\s*(?:- )?\{{?{name}:", page, re.M))
        == []
    )
