"""What the writes of the directory share."""

from __future__ import annotations

from typing import Any

from django.db.models import Model


def update(row: Model, fields: dict[str, Any]) -> bool:
    """Write the fields that differ; whether any did."""
    changed = [field for field, value in fields.items() if getattr(row, field) != value]
    for field in changed:
        setattr(row, field, fields[field])
    if changed:
        row.save(update_fields=changed)
    return bool(changed)
