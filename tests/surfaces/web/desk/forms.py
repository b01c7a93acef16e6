"""What a browser would send for each form of the desk."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

PDF = b"%PDF-1.4 a page about a fair"


def rows(prefix: str, *given: dict[str, Any]) -> dict[str, Any]:
    """The rows of a formset."""
    sent: dict[str, Any] = {f"{prefix}-TOTAL_FORMS": str(len(given)), f"{prefix}-INITIAL_FORMS": "0"}
    for at, row in enumerate(given):
        sent |= {f"{prefix}-{at}-{name}": value for name, value in row.items()}
    return sent


def new_plan(**changes: Any) -> dict[str, Any]:
    """A plan between the three parties of the builders, in English and Arabic."""
    titles = rows(
        "titles", {"language": "en", "title": "Plan of the Rivers"}, {"language": "ar", "title": "خطة الأنهار"}, {}
    )
    kept = {} if "titles-TOTAL_FORMS" in changes else titles
    return {"slug": "rivers-2026", "launched_on": "2026-05", "parties": ["AAA", "BBB", "CCC"], **kept, **changes}


def commitment(*clauses: dict[str, Any], **changes: Any) -> dict[str, Any]:
    sent = {
        "text_en": "The parties will hold a fair.",
        "obligors": ["AAA", "CCC"],
        "kind": "standing",
        "strength": "firm",
        **rows("clauses", *clauses),
    }
    return {**sent, **changes}


def evidence(**changes: Any) -> dict[str, Any]:
    """An archived PDF that may be shown, about the whole of tri-plan/1.1."""
    sent = {
        "file": SimpleUploadedFile("fair.pdf", PDF, "application/pdf"),
        "showing": "copy",
        "title": "A fair was held",
        "language": "en",
        "side": "third",
        "subject": "tri-plan/1.1",
        "supports": "part",
        "happened": "2026-05-02",
        "statement_en": "A fair was held in May.",
    }
    return {name: value for name, value in {**sent, **changes}.items() if value is not None}
