"""Activities of several kinds: an agreement in force, a council that fell silent, training that the receiver confirms."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from entente.foundation.directory import queries as directory
from entente.foundation.sources.queries import Citation
from entente.record.delivery import commands as delivery
from entente.record.delivery.commands import ActivityFacts, MoneyFacts, RhythmFacts, SessionFacts
from entente.record.delivery.queries import Activity, MoneyKind, PartRole, Scope, SessionKind, Stream, Weight
from entente.record.verification.queries import Support

from .stage import Stage, words

BOTH = ("XNO", "XSU")


def play_activities(stage: Stage) -> None:
    _agreement(stage)
    _council(stage)
    _training(stage)
    _exchange(stage)
    _wider_drill(stage)


def _mark(stage: Stage, activity: Activity, name: str, day: str, *parts: str) -> None:
    """The directors of these sides say that a stage was reached on a day."""
    for part in parts:
        delivery.mark_stage(activity, name, by=stage.cast[part], happened=day, at=stage.noon(day))


def _agreement(stage: Stage) -> None:
    """1.1: from mandate to force, with texts in two languages and a renewal to be looked at before its term ends."""
    officer = stage.cast["XNO officer"]
    facts = ActivityFacts(
        plan=stage.plan,
        slug="lira-agreement",
        kind="instrument",
        title=words(
            "Agreement on the Lira basin", "Entente sur le bassin de la Lira", "Acuerdo sobre la cuenca del Lira"
        ),
        parties=BOTH,
        summary=words(
            "It replaces the agreement of 1998 and adds monthly bulletins.",
            "Elle remplace l’entente de 1998 et ajoute des bulletins mensuels.",
            "Sustituye el acuerdo de 1998 y agrega boletines mensuales.",
        ),
    )
    agreement = delivery.add_activity(facts, by=officer, owner="XNO", at=stage.noon("2023-03-06"))
    at = stage.noon("2023-03-06")
    delivery.serve(agreement, stage.ref("1.1#a"), Weight.FULFILS, by=officer, at=at)
    _mark(stage, agreement, "mandate", "2023-03-06", "XNO director", "XSU director")
    _mark(stage, agreement, "draft", "2023-05-15", "XNO director")
    _mark(stage, agreement, "legal-opinion", "2023-07-03", "XSU director")
    _mark(stage, agreement, "concordance", "2023-08-21", "XNO director")
    _mark(stage, agreement, "ad-referendum", "2023-09-11", "XNO director", "XSU director")
    _mark(stage, agreement, "signed", "2023-10-04", "XNO director", "XSU director")
    text = _signed_text(stage)
    for language, is_authentic in (("en", True), ("es", True), ("fr", False)):
        delivery.add_text(agreement, language, text, by=officer, at=at, is_authentic=is_authentic)
    for slug, role in (
        ("foreign-office-norvania", PartRole.SIGNER),
        ("chancellery-sudria", PartRole.SIGNER),
        ("lira-commission", PartRole.OWNER),
    ):
        delivery.add_part(agreement, directory.get_organisation(slug), role, by=officer, at=at)
    delivery.set_term(agreement, "2024-01-01/2026-12-31", by=officer, at=at, renewal_days=180)
    _mark(stage, agreement, "in-force", "2024-01-01", "XNO director", "XSU director")


def _signed_text(stage: Stage) -> Citation:
    """The signed text; that it was signed and entered into force, each accepted by the other side."""
    officer, verifier = stage.cast["XNO officer"], stage.cast["XSU verifier"]
    text = stage.cite(
        officer,
        "lira-text",
        {"en": "Agreement on the Lira basin, signed text"},
        "2023-10-04",
        "foreign.norvania.example/lira",
        "Done at Puente Claro on the fourth day of October 2023.",
    )
    signed = stage.claim(
        officer,
        "lira-signed",
        "activities/lira-agreement#signed",
        Support.ALL,
        words("The agreement was signed.", "L’entente a été signée.", "El acuerdo fue firmado."),
        happened="2023-10-04",
        source=text,
    )
    stage.check(signed, verifier, "2024-09-10")
    force = stage.claim(
        officer,
        "lira-in-force",
        "activities/lira-agreement#in-force",
        Support.ALL,
        words("The agreement entered into force.", "L’entente est entrée en vigueur.", "El acuerdo entró en vigor."),
        happened="2024-01-01",
        source=text,
    )
    stage.check(force, verifier, "2024-09-11")
    return text


def _council(stage: Stage) -> None:
    """1.2: a council of rangers that met three times and then fell silent, which the clock notices by itself."""
    officer = stage.cast["XNO officer"]
    facts = ActivityFacts(
        plan=stage.plan,
        slug="rangers-council",
        kind="dialogue",
        title=words("Council of rangers", "Conseil des gardes forestiers", "Consejo de guardabosques"),
        parties=BOTH,
    )
    at = stage.noon("2023-05-02")
    council = delivery.add_activity(facts, by=officer, owner="XNO", at=at)
    delivery.serve(council, stage.ref("1.2"), Weight.PART, by=officer, at=at)
    _mark(stage, council, "agreed", "2023-05-02", "XNO director", "XSU director")
    reason = words(
        "The sides agreed to meet twice a year.",
        "Les deux pays ont convenu de se réunir deux fois par an.",
        "Las partes acordaron reunirse dos veces al año.",
    )
    rhythm = RhythmFacts(stage.ref("1.2"), 182, 365, reason, date(2023, 5, 2))
    delivery.set_rhythm(rhythm, by=stage.cast["keeper"], owner=stage.cast["keeper"].owner, at=at)
    for number, (slug, day) in enumerate(
        (("first", "2023-11-08"), ("second", "2024-05-15"), ("third", "2025-03-12")), start=1
    ):
        title = words(f"Meeting {number}", f"Réunion {number}", f"Reunión {number}")
        outcome = words(
            "Dates for joint patrols were set.",
            "Les dates des patrouilles conjointes ont été fixées.",
            "Se fijaron fechas de patrullas conjuntas.",
        )
        session = delivery.add_session(
            council, SessionFacts(slug, SessionKind.SESSION, title, day), by=officer, at=stage.noon(day)
        )
        delivery.report_session(session, by=officer, at=stage.noon(day), outcome=outcome)


def _training(stage: Stage) -> None:
    """2.4: Norvania trains, Sudria says what it received; neither speaks for the other."""
    officer = stage.cast["XNO officer"]
    facts = ActivityFacts(
        plan=stage.plan,
        slug="customs-training",
        kind="assistance",
        title=words("Training of customs officers", "Formation de douaniers", "Capacitación de agentes aduanales"),
        scope=Scope.ONE_SIDED,
        giver="XNO",
        receiver="XSU",
    )
    at = stage.noon("2024-03-04")
    training = delivery.add_activity(facts, by=officer, owner="XNO", at=at)
    delivery.serve(training, stage.ref("2.4"), Weight.FULFILS, by=officer, at=at)
    _mark(stage, training, "offered", "2024-03-04", "XNO director")
    _mark(stage, training, "provided", "2024-11-29", "XNO director")
    _mark(stage, training, "received", "2024-12-09", "XSU director")
    source = stage.cite(
        officer,
        "training-budget",
        {"en": "Budget of the customs school"},
        "2024-03-01",
        "customs.norvania.example/budget",
    )
    for kind, amount, on in (
        (MoneyKind.BUDGET, "450000.00", date(2024, 3, 1)),
        (MoneyKind.EXPENDITURE, "272500.00", date(2025, 1, 31)),
    ):
        sum_of_money = MoneyFacts(kind, Decimal(amount), "EUR", on)
        delivery.add_money(training, sum_of_money, by=officer, at=at, citation=source)
    delivery.add_part(training, directory.get_organisation("customs-norvania"), PartRole.IMPLEMENTER, by=officer, at=at)


def _exchange(stage: Stage) -> None:
    """3.1: two streams, governments and civil societies, counted apart; one session did not take place."""
    officer = stage.cast["XSU officer"]
    facts = ActivityFacts(
        plan=stage.plan,
        slug="assembly-exchange",
        kind="exchange",
        title=words(
            "Exchange of youth assemblies", "Échange d’assemblées de jeunes", "Intercambio de asambleas de jóvenes"
        ),
        parties=BOTH,
    )
    at = stage.noon("2024-09-20")
    exchange = delivery.add_activity(facts, by=officer, owner="XSU", at=at)
    delivery.serve(exchange, stage.ref("3.1#a"), Weight.CONTRIBUTES, by=officer, at=at)
    _mark(stage, exchange, "agreed", "2024-09-20", "XNO director", "XSU director")
    assembly = SessionFacts(
        "assembly-2025",
        SessionKind.EXCHANGE,
        words("Third assembly", "Troisième assemblée", "Tercera asamblea"),
        "2025-11-14",
        Stream.CIVIL_SOCIETY,
        {"youth-group": 14, "school": 6},
    )
    third = delivery.add_session(exchange, assembly, by=officer, at=at)
    outcome = words(
        "Nine recommendations were adopted.",
        "Neuf recommandations ont été adoptées.",
        "Se aprobaron nueve recomendaciones.",
    )
    delivery.report_session(third, by=officer, at=stage.noon("2025-11-20"), outcome=outcome)
    answers = SessionFacts(
        "answers-2026",
        SessionKind.EXCHANGE,
        words("Answers of both governments", "Réponses des deux gouvernements", "Respuestas de ambos gobiernos"),
        "2026-05",
        Stream.OFFICIAL,
    )
    planned = delivery.add_session(exchange, answers, by=officer, at=stage.noon("2026-01-12"))
    reason = words(
        "The answers were not ready.", "Les réponses n’étaient pas prêtes.", "Las respuestas no estaban listas."
    )
    delivery.lapse_session(planned, by=officer, at=stage.noon("2026-06-08"), reason=reason)


def _wider_drill(stage: Stage) -> None:
    """4.2: a regional drill contributes and completes nothing by itself; the yearly rhythm is late."""
    officer, keeper = stage.cast["XSU officer"], stage.cast["keeper"]
    facts = ActivityFacts(
        plan=stage.plan,
        slug="regional-drill",
        kind="event_series",
        title=words("Regional flood drills", "Exercices régionaux d’inondation", "Simulacros regionales de inundación"),
        scope=Scope.WIDER,
        parties=BOTH,
    )
    at = stage.noon("2025-08-04")
    drill = delivery.add_activity(facts, by=officer, owner="XSU", at=at)
    delivery.serve(drill, stage.ref("4.2"), Weight.CONTRIBUTES, by=officer, at=at)
    _mark(stage, drill, "announced", "2025-08-04", "XSU director")
    reason = words("The promise says: every year.", "La promesse dit : chaque année.", "La promesa dice: cada año.")
    rhythm = RhythmFacts(stage.ref("4.2"), 365, 550, reason, date(2023, 2, 14))
    delivery.set_rhythm(rhythm, by=keeper, owner=keeper.owner, at=at)
