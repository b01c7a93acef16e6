"""A plan package goes on record: parties, bodies, sources, the plan, its facts and findings.  Loading it again changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction

from entente.foundation.common.actors import Actor
from entente.foundation.common.errors import RuleBroken
from entente.foundation.common.records import Tier
from entente.foundation.directory import commands as directory
from entente.foundation.directory import queries as directories
from entente.foundation.directory.queries import AliasKind, Organisation, OrganisationKind, Party, SuccessionKind
from entente.foundation.ledger import queries as ledger
from entente.foundation.sources import commands as sources
from entente.foundation.sources.queries import Citation, Document, Side
