"""What a program's key may do."""

from __future__ import annotations

from django.db.models import TextChoices

from entente.foundation.common.actors import Role


class Scope(TextChoices):
    READ = "read", "read what its post reads"
    WRITE = "write", "write drafts"
    APPROVE = "approve", "approve, check and publish"


SCOPED_ROLES: dict[Scope, frozenset[Role]] = {
    Scope.READ: frozenset({Role.SECRETARIAT, Role.AUDITOR}),
    Scope.WRITE: frozenset({Role.CONTRIBUTOR, Role.TRANSLATOR}),
    Scope.APPROVE: frozenset({Role.APPROVER, Role.VERIFIER}),
}
"""Scope -> the roles of its post that a token keeps.  None keeps the directory, gives posts or discloses: people do."""
