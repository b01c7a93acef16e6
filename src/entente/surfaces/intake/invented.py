"""An invented plan of any size, for demonstrations and for measuring: no country, body or event in it exists."""

from __future__ import annotations

from datetime import date, timedelta

from entente.foundation.common.canonical import canonical_bytes, sha256_hex
from entente.foundation.common.languages import Wording
from entente.foundation.common.periods import Period
from entente.foundation.common.refs import numbered_ref

from .packages import (
    PackageCitation,
    PackageCommitment,
    PackageFact,
    PackageFinding,
    PackageKeeper,
    PackageParty,
    PackagePillar,
    PackageSource,
    PackageSupport,
    PackageText,
    PlanPackage,
)

SLUG = "invented-plan"
PILLARS = 9
PER_SCALE = 26
LANGUAGES = ("en", "fr", "es")
FIRST_DAY = date(2023, 2, 1)
LAST_DAY = date(2026, 10, 31)

ACTS: tuple[tuple[Wording, str, str], ...] = (
    ({"en": "Share practice on", "fr": "Échanger sur", "es": "Intercambiar experiencias sobre"}, "standing", "firm"),
    ({"en": "Hold a forum on", "fr": "Tenir un forum sur", "es": "Celebrar un foro sobre"}, "deliverable", "firm"),
    ({"en": "Look into a fund for", "fr": "Étudier un fonds pour", "es": "Estudiar un fondo para"}, "deliverable", "exploratory"),
    ({"en": "Work towards", "fr": "Œuvrer en faveur de", "es": "Trabajar en favor de"}, "standing", "best_efforts"),
    ({"en": "Mark the regatta year with", "fr": "Marquer l’année des régates par", "es": "Celebrar el año de las regatas con"},
     "time_bound", "firm"),
)  # fmt: skip
TOPICS: tuple[Wording, ...] = (
    {"en": "river ferries", "fr": "les traversiers fluviaux", "es": "los transbordadores fluviales"},
    {"en": "lighthouse keeping", "fr": "la garde des phares", "es": "el cuidado de los faros"},
    {"en": "school exchanges", "fr": "les échanges scolaires", "es": "los intercambios escolares"},
    {"en": "orchard health", "fr": "la santé des vergers", "es": "la sanidad de los huertos"},
    {"en": "mountain rescue", "fr": "le secours en montagne", "es": "el rescate de montaña"},
    {"en": "fair lending", "fr": "le crédit équitable", "es": "el crédito justo"},
    {"en": "night trains", "fr": "les trains de nuit", "es": "los trenes nocturnos"},
)
AREAS: tuple[Wording, ...] = (
    {"en": "Waters", "fr": "Les eaux", "es": "Las aguas"},
    {"en": "Learning", "fr": "L’apprentissage", "es": "El aprendizaje"},
    {"en": "Fields and woods", "fr": "Champs et forêts", "es": "Campos y bosques"},
    {"en": "Safety", "fr": "La sécurité", "es": "La seguridad"},
    {"en": "Fair markets", "fr": "Des marchés équitables", "es": "Mercados justos"},
    {"en": "Journeys", "fr": "Les voyages", "es": "Los viajes"},
    {"en": "Health", "fr": "La santé", "es": "La salud"},
    {"en": "Arts", "fr": "Les arts", "es": "Las artes"},
    {"en": "Youth", "fr": "La jeunesse", "es": "La juventud"},
)
PARTIES = (
    PackageParty(
        code="XNA",
        name={"en": "Northaven", "fr": "Norhavre", "es": "Norpuerto"},
        languages=("en", "fr"),
        time_zone="UTC",
    ),
    PackageParty(
        code="XWE",
        name={"en": "Westmark", "fr": "Ouestmarche", "es": "Oestemarca"},
        languages=("es",),
        time_zone="UTC",
    ),
)


def invented_plan(scale: int) -> PlanPackage:
    """A plan of 26 x scale promises in nine pillars, each with up to two facts spread over three and a half years."""
    total = PER_SCALE * scale
    pillars = tuple(_pillar(at, range(at, total, PILLARS)) for at in range(PILLARS))
    commitments = [commitment for pillar in pillars for commitment in pillar.commitments]
    return PlanPackage(
        slug=SLUG,
        title={"en": "Invented plan", "fr": "Plan inventé", "es": "Plan inventado"},
        summary={
            "en": "An invented plan that shows how a large record reads.",
            "fr": "Un plan inventé qui montre à quoi ressemble un grand registre.",
            "es": "Un plan inventado que muestra cómo se lee un registro grande.",
        },
        languages=LANGUAGES,
        launched=Period.parse(FIRST_DAY.isoformat()),
        status="adopted",
        keeper=PackageKeeper(kind="observer", party=None, name={"en": "Invented observatory"}),
        text=PackageText(titles={"en": "Invented plan"}, source=None, note={}),
        is_demonstration=True,
        parties=PARTIES,
        pillars=pillars,
        organisations=(),
        successions=(),
        sources=tuple(_source(at) for at in range(12)),
        facts=tuple(fact for at, one in enumerate(commitments) for fact in _facts(at, one, total)),
        findings=tuple(_finding(one) for at, one in enumerate(commitments) if at % 4 == 3),
        carriers=(),
        sha256=sha256_hex(canonical_bytes({"invented": scale})),
    )


def _pillar(at: int, numbers: range) -> PackagePillar:
    number = str(at + 1)
    return PackagePillar(
        ref=numbered_ref(SLUG, number),
        number=number,
        title=AREAS[at],
        summary={},
        commitments=tuple(_commitment(f"{number}.{place}", seed) for place, seed in enumerate(numbers, 1)),
    )


def _commitment(number: str, seed: int) -> PackageCommitment:
    act, kind, strength = ACTS[seed % len(ACTS)]
    topic = TOPICS[seed % len(TOPICS)]
    title = {language: f"{act[language]} {topic[language]}" for language in LANGUAGES}
    return PackageCommitment(
        ref=numbered_ref(SLUG, number),
        number=number,
        title=title,
        summary={language: f"{text} ({number})." for language, text in title.items()},
        obligors=("XNA",) if seed % 13 == 5 else ("XNA", "XWE"),
        kind=kind,
        strength=strength,
        clauses=(),
        alignment=(),
        windows=(),
    )


def _source(at: int) -> PackageSource:
    return PackageSource(
        id=f"invented-gazette-{at}",
        publisher="Invented Gazette",
        side="third",
        party=None,
        language=LANGUAGES[at % 3],
        title={"en": f"Invented page {at}", "fr": f"Page inventée {at}", "es": f"Página inventada {at}"},
        title_is_description=True,
        stated_on=None,
        address=f"https://gazette.example/{at}",
        weak=None,
    )


def _facts(at: int, one: PackageCommitment, total: int) -> list[PackageFact]:
    """Two facts for two promises in four, one for the third, none for the fourth."""
    days = (LAST_DAY - FIRST_DAY).days
    number = (2, 2, 1, 0)[at % 4]
    return [
        PackageFact(
            id=f"invented-fact-{one.number.replace('.', '-')}-{which}",
            supports=(PackageSupport(subject=one.ref, weight=("part", "contributes")[which]),),
            happened=Period.parse((FIRST_DAY + timedelta(days=(at * days // total + which * 97) % days)).isoformat()),
            date_note={},
            announced={},
            statement={
                "en": f"An invented meeting about {one.number}.",
                "fr": f"Une rencontre inventée au sujet de {one.number}.",
                "es": f"Una reunión inventada sobre {one.number}.",
            },
            citations=(PackageCitation(source=f"invented-gazette-{(at + which) % 12}", place=""),),
        )
        for which in range(number)
    ]


def _finding(one: PackageCommitment) -> PackageFinding:
    return PackageFinding(
        subject=one.ref,
        result="none_found",
        looked_on=Period.parse("2026-11-01"),
        looked_where={"en": "The Invented Gazette.", "fr": "La Gazette inventée.", "es": "La Gaceta inventada."},
        note={},
    )
