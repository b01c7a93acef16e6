"""Kinds of organisation, alias, succession and post."""

from __future__ import annotations

from django.db.models import TextChoices

from entente.foundation.common.actors import WORKING_ROLES, Capacity, Role


class OrganisationKind(TextChoices):
    MINISTRY = "ministry", "ministry"
    AGENCY = "agency", "agency"
    OFFICE = "office", "office of a leader or minister"
    REGULATOR = "regulator", "regulator"
    MISSION = "mission", "embassy or mission"
    COURT = "court", "court"
    LEGISLATURE = "legislature", "legislature"
    AGREEMENT = "agreement", "agreement"
    PROGRAMME = "programme", "programme"
    ACADEMIC = "academic", "university or research body"
    MECHANISM = "mechanism", "mechanism between governments"
    NETWORK = "network", "network"
    INTERNATIONAL = "international", "international organisation"
    COMPANY = "company", "company"
    CIVIL_SOCIETY = "civil_society", "civil society organisation"
    COMMUNITY = "community", "community"
    OBSERVER = "observer", "observer"


class AliasKind(TextChoices):
    ACRONYM = "acronym", "acronym"
    NAME = "name", "other name"
    FORMER = "former", "former name"


class SuccessionKind(TextChoices):
    RENAMED = "renamed", "renamed"
    MERGED = "merged", "merged with others into"
    SPLIT = "split", "split into"
    ABSORBED = "absorbed", "absorbed by"
    SUCCEEDED = "succeeded", "succeeded by"


class PostCapacity(TextChoices):
    """The capacities that people act in; the software and the public hold no posts."""

    PARTY = Capacity.PARTY.value, "speaks for a party"
    KEEPER = Capacity.KEEPER.value, "keeps the record"
    ASSESSOR = Capacity.ASSESSOR.value, "assesses in its own name"


def usual_roles(capacity: str) -> frozenset[Role]:
    """What a post of a small desk may do: all the work of its side, and for a keeper the keeping of the record."""
    return WORKING_ROLES | {Role.KEEPER} if capacity == PostCapacity.KEEPER else WORKING_ROLES
