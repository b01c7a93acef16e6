"""Each rule of a plan package, broken once: exactly one sentence, with file, line, place and remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from entente.foundation.common.errors import RuleBroken
from entente.surfaces.intake.packages import read_package

SOUND = Path(__file__).parents[2] / "plans" / "three-harbours-2031"


def broken(at: Path, file: str, old: str, new: str) -> tuple[str, ...]:
    """The sentences for a copy of the sound package in which one text is replaced once."""
    for path in SOUND.iterdir():
        text = path.read_text(encoding="utf-8")
        if path.name == file:
            assert old in text
            text = text.replace(old, new, 1)
        (at / path.name).write_text(text, encoding="utf-8")
    with pytest.raises(RuleBroken) as caught:
        read_package(at)
    return tuple(str(reason) for reason in caught.value.reasons)


SCHEMA = [
    ("plan.yaml", "slug: three-harbours-2031\n", "", "plan.yaml, line 2: “slug” is missing; add it."),
    (
        "plan.yaml",
        "launched: 2031-03-20",
        "launched: in spring",
        "plan.yaml, line 14, launched: “in spring” has another shape; correct it (2023, 2023-05, 2023-05-02 or"
        " 2023-05-02/2023-05-03; nothing is rounded to a day that the source did not name).",
    ),
    (
        "plan.yaml",
        "parties: [XQM, XBR, XVA]",
        "parties: [XQM]",
        "plan.yaml, line 13, parties: holds 1 entries; it needs at least 2.",
    ),
    (
        "plan.yaml",
        "parties: [XQM, XBR, XVA]",
        "parties: [XQM, XBR, XVA, XVA]",
        "plan.yaml, line 13, parties: names one entry twice; keep one of them.",
    ),
    (
        "plan.yaml",
        "languages: [ar, en, pt]",
        "languages: [" + ", ".join(f"a{letter}" for letter in "abcdefghijklmnopqrstuvwxy") + "]",
        "plan.yaml, line 12, languages: holds 25 entries; it may have at most 24.",
    ),
    (
        "plan.yaml",
        "demonstration: true",
        "demonstration: yes",
        "plan.yaml, line 30, demonstration: “yes” is not true or false; write one.",
    ),
    (
        "pillars.yaml",
        'en: "One window for ships"',
        'en: "' + "w" * 71 + '"',
        "pillars.yaml, line 10, pillars[0].commitments[0].title.en: has 71 characters; shorten it to at most 70.",
    ),
    (
        "pillars.yaml",
        'en: "One window for ships"',
        'en: ""',
        "pillars.yaml, line 10, pillars[0].commitments[0].title.en: is empty; write its text or remove the key.",
    ),
    (
        "pillars.yaml",
        "obligors: all",
        "obligors: both",
        "pillars.yaml, line 15, pillars[0].commitments[0].obligors: “both” names no obligors; write all, or a list of"
        " party codes in square brackets.",
    ),
    (
        "pillars.yaml",
        "strength: firm",
        "strength: firm\n        lead: XVA",
        "pillars.yaml, line 9, pillars[0].commitments[0]: “lead” is not known here; remove it or correct its spelling"
        " (alignment, clauses, kind, number, obligors, strength, summary, title, windows).",
    ),
]

BETWEEN = [
    (
        "pillars.yaml",
        ', pt: "Balcão único para navios"',
        "",
        "pillars.yaml, line 10, pillars[0].commitments[0].title.pt: is missing; write it in “pt” too.",
    ),
    (
        "facts.yaml",
        'en: "The report names no day."',
        'en: "The report names no day.", fr: "Aucun jour."',
        "facts.yaml, line 5, facts[0].date_note.fr: “fr” is not expected; write ar, en, pt.",
    ),
    (
        "sources.yaml",
        'title: {ar: "انطلاق ميثاق الموانئ الثلاثة"}',
        'title: {ar: "انطلاق ميثاق الموانئ الثلاثة", en: "Launch"}',
        "sources.yaml, line 7, sources[0].title.en: “en” is not expected; write ar.",
    ),
    (
        "pillars.yaml",
        "One window",
        "One \u202ewindow",
        "pillars.yaml, line 10, pillars[0].commitments[0].title.en: holds an invisible character that reorders text;"
        " remove it.",
    ),
    (
        "facts.yaml",
        "XQM: 2031-09-02",
        "XQM: 2031-09-31",
        "facts.yaml, line 6, facts[0].announced.XQM: “2031-09-31” is no date of the calendar; correct it.",
    ),
    (
        "findings.yaml",
        "looked_on: 2032-01-15",
        "looked_on: 2032-02-30",
        "findings.yaml, line 4, findings[0].looked_on: “2032-02-30” is no date of the calendar; correct it.",
    ),
    (
        "plan.yaml",
        '    pt: "Pacto dos Três Portos"\n  note',
        '    Portuguese: "Pacto dos Três Portos"\n  note',
        "plan.yaml, line 25, text.titles.Portuguese: is no language tag; write one such as pt or pt-BR.",
    ),
    (
        "parties.yaml",
        "languages: [pt, en]",
        "languages: [pt, fr]",
        "parties.yaml, line 12, parties[2].languages: “fr” is no language of the plan; add it to plan.yaml.",
    ),
    (
        "parties.yaml",
        "Atlantic/Azores",
        "Atlantic/Valdora",
        "parties.yaml, line 13, parties[2].time_zone: “Atlantic/Valdora” is no IANA zone; write one such as"
        " America/Lima.",
    ),
    (
        "pillars.yaml",
        "obligors: [XVA, XQM]",
        "obligors: [XVA, XZZ]",
        "pillars.yaml, line 25, pillars[0].commitments[1].obligors: XZZ is no party of the plan; write XQM or XBR or"
        " XVA.",
    ),
    (
        "facts.yaml",
        "XVA: 2031-09-03",
        "XZZ: 2031-09-03",
        "facts.yaml, line 6, facts[0].announced: XZZ is no party of the plan; write XQM or XBR or XVA.",
    ),
    (
        "sources.yaml",
        "    party: XQM\n",
        "",
        "sources.yaml, line 2, sources[0]: a party speaks, but not which; add “party” with its code.",
    ),
    (
        "sources.yaml",
        "side: third",
        "side: third\n    party: XBR",
        "sources.yaml, line 11, sources[1]: “third” is no single party; remove “party”, or write that a party speaks.",
    ),
    (
        "pillars.yaml",
        "number: 3\n",
        "number: 2\n",
        "pillars.yaml, line 65, pillars[2].number: 2 stands twice; number it anew.",
    ),
    (
        "pillars.yaml",
        "letter: b",
        "letter: d",
        "pillars.yaml, line 56, pillars[1].commitments[0].clauses[1].letter: d is out of turn; write b.",
    ),
    (
        "pillars.yaml",
        "kind: time_bound",
        "kind: standing",
        "pillars.yaml, line 62, pillars[1].commitments[0].windows: only a time_bound promise has windows; change its"
        " kind or remove them.",
    ),
    (
        "organisations.yaml",
        "predecessor: old-joint-office",
        "predecessor: joint-secretariat",
        "organisations.yaml, line 17, successions[0]: a body cannot succeed itself; name two bodies.",
    ),
    (
        "facts.yaml",
        "subject: 1.2.2",
        "subject: 1.2.9",
        "facts.yaml, line 3, facts[0].supports[1].subject: 1.2.9 is nothing in pillars.yaml; write plan, or a number"
        " or clause from there.",
    ),
    (
        "facts.yaml",
        "subject: 1.2.2",
        "subject: 1.1",
        "facts.yaml, line 3, facts[0].supports: names one subject twice; keep the greater weight.",
    ),
    (
        "facts.yaml",
        "source: window-report",
        "source: launch-note",
        "sources.yaml, line 11, sources[1].id: nothing cites window-report; cite it or remove it.",
    ),
    (
        "organisations.yaml",
        "source: launch-note",
        "source: lunch-note",
        "organisations.yaml, line 17, successions[0].source: lunch-note is not in sources.yaml; add the document there"
        " or correct its id.",
    ),
    (
        "carriers.yaml",
        "organisation: joint-secretariat",
        "organisation: secretariat",
        "carriers.yaml, line 3, carriers[1].organisation: secretariat is not in organisations.yaml; add it there or"
        " correct its id.",
    ),
    (
        "carriers.yaml",
        "party: XQM",
        "party: XBR",
        "carriers.yaml, line 2, carriers[0].party: harbour-authority-qamaria belongs to XQM; name that party or"
        " another body.",
    ),
    (
        "pillars.yaml",
        "sdg:17.16",
        "sdg:99.1",
        "pillars.yaml, line 18, pillars[0].commitments[0].alignment[0]: sdg:99.1 is in no shipped framework; correct it"
        " or add the framework’s file.",
    ),
]


SEVERAL = [
    (
        "parties.yaml",
        "code: XBR",
        "code: XZZ",
        (
            "parties.yaml, line 2, parties[0].code: XZZ is not in plan.yaml; add it there or remove it.",
            "plan.yaml, line 13, parties: XBR has no row in parties.yaml; add one.",
        ),
    ),
    (
        "parties.yaml",
        "code: XBR",
        "code: XVA",
        (
            "parties.yaml, line 10, parties[2].code: XVA stands twice; keep one of them.",
            "plan.yaml, line 13, parties: XBR has no row in parties.yaml; add one.",
        ),
    ),
    (
        "pillars.yaml",
        "number: 1.2.2",
        "number: 3.2.2",
        (
            "pillars.yaml, line 28, pillars[0].commitments[2].number: 3.2.2 does not begin with its pillar’s 1.; number"
            " it anew.",
            "facts.yaml, line 3, facts[0].supports[1].subject: 1.2.2 is nothing in pillars.yaml; write plan, or a"
            " number or clause from there.",
        ),
    ),
    (
        "sources.yaml",
        "id: window-report",
        "id: launch-note",
        (
            "sources.yaml, line 11, sources[1].id: launch-note stands twice; rename one of them.",
            "facts.yaml, line 11, facts[0].citations[0].source: window-report is not in sources.yaml; add the document"
            " there or correct its id.",
        ),
    ),
    (
        "organisations.yaml",
        "predecessor: old-joint-office",
        "predecessor: joint-office",
        (
            "organisations.yaml, line 17, successions[0].predecessor: joint-office is no organisation of this file; add"
            " it or correct its id.",
        ),
    ),
    (
        "findings.yaml",
        "findings:\n",
        """findings:
  - subject: "2.1#c"
    result: none_found
    looked_on: 2032-01-15
    looked_where: {ar: "هنا", en: "Here", pt: "Aqui"}
    note: {ar: "لا شيء", en: "Nothing", pt: "Nada"}
""",
        ("findings.yaml, line 7, findings[1].subject: 2.1#c stands twice; put both notes in one finding.",),
    ),
    (
        "pillars.yaml",
        "obligors: all\n        kind: time_bound",
        "obligors: [XBR, XVA]\n        kind: time_bound",
        (
            "pillars.yaml, line 60, pillars[1].commitments[0].clauses[2].obligors: names a party that does not owe the"
            " commitment; add it there.",
        ),
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "sentence"), SCHEMA)
def test_broken_schema_is_told_in_one_sentence(tmp_path: Path, file: str, old: str, new: str, sentence: str) -> None:
    assert broken(tmp_path, file, old, new)[0] == sentence


@pytest.mark.parametrize(("file", "old", "new", "sentence"), BETWEEN)
def test_broken_link_between_files_is_told_in_one_sentence(
    tmp_path: Path, file: str, old: str, new: str, sentence: str
) -> None:
    assert broken(tmp_path, file, old, new) == (sentence,)


@pytest.mark.parametrize(("file", "old", "new", "sentences"), SEVERAL)
def test_mistake_that_shows_in_two_places_is_told_at_both(
    tmp_path: Path, file: str, old: str, new: str, sentences: tuple[str, ...]
) -> None:
    assert broken(tmp_path, file, old, new) == sentences
