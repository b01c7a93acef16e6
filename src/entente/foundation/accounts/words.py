"""What a program's key may do, and what takes a second person."""

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


class ActKind(TextChoices):
    """What an administrator proposes and another one of the same side confirms."""

    OPEN_POST = "open_post", "open a post, or change its title and roles"
    APPOINT = "appoint", "appoint somebody to a post"
    END = "end", "end an appointment"
    GIVE_LOG_IN = "give_log_in", "give somebody a log-in"
    RECOVER_LOG_IN = "recover_log_in", "recover somebody's log-in"


class ActState(TextChoices):
    """Where a proposal stands; told by its instants and the clock, never stored."""

    WAITING = "waiting", "waits for a second person"
    CONFIRMED = "confirmed", "confirmed and carried out"
    WITHDRAWN = "withdrawn", "withdrawn"
    LAPSED = "lapsed", "lapsed: nobody confirmed it in time"
