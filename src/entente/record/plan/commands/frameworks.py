"""Code lists of outside frameworks."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import require
from entente.foundation.common.languages import Wording
from entente.foundation.ledger import commands as ledger
from entente.record.plan import rules
from entente.record.plan.models import Framework, Target


@transaction.atomic
def put_framework(
    code: str, title: Wording, targets: Sequence[tuple[str, Wording]], *, by: Actor, address: str = ""
) -> Framework:
    """Put a code list on record, or bring it up to date; codes are never removed, since promises may be aligned with them."""
    require(rules.can_start(by))
    framework, is_new = Framework.objects.get_or_create(code=code, defaults={"title": title, "address": address})
    known = {target.code: target for target in framework.targets.all()}
    is_changed = is_new or framework.title != title or framework.address != address
    framework.title, framework.address = title, address
    framework.save()
    for position, (target_code, target_title) in enumerate(targets):
        target = known.get(target_code)
        if target is None or target.title != target_title or target.position != position:
            is_changed = True
            Target.objects.update_or_create(
                framework=framework, code=target_code, defaults={"title": target_title, "position": position}
            )
    if is_changed:
        ledger.record(by, "plan.framework.put", f"frameworks/{code}", public=True, title=title, targets=len(targets))
    return framework
