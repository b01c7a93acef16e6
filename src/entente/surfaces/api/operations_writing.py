"""The operations that write.  Each is a thin shape over the command that the pages call; its rules are the commands' own.

Every one takes a token, and `Idempotency-Key`: the same request sent twice under one key writes once.
"""

from __future__ import annotations

from ninja import Router

from . import writes_proof, writes_updates, writes_work

router = Router(tags=["writing"])
router.add_router("", writes_updates.router)
router.add_router("", writes_proof.router)
router.add_router("", writes_work.router)
