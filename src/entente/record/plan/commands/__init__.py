"""The only code that writes plans."""

from .adopting import adopt_together, propose_adoption
from .adoption import adopt, attach_texts, set_standing
from .amending import take_in_amendments
from .amendments import (
    amend,
    give_up_amendment,
    propose_amendment,
    rebase_amendment,
    revise_amendment,
    take_back_amendment,
    withdraw_amendment,
    write_amendment,
)
from .closing import close_plan
from .divergences import note_differing_texts
from .drafts import (
    add_commitment,
    add_pillar,
    discard_draft,
    edit_commitment,
    edit_pillar,
    edit_plan,
    put_structure,
    remove_commitment,
    remove_pillar,
    start_plan,
)
from .frameworks import put_framework
from .freeze import hold_open
from .joining import join, leave
from .layer import note_content, revise_wording
from .succession import (
    give_up_succession,
    propose_succession,
    publish_succession,
    resolve,
    start_succession,
    take_back_succession,
    withdraw_succession,
)
from .wordings import translate_wording

__all__ = [
    "add_commitment",
    "add_pillar",
    "adopt",
    "adopt_together",
    "amend",
    "attach_texts",
    "close_plan",
    "discard_draft",
    "edit_commitment",
    "edit_pillar",
    "edit_plan",
    "give_up_amendment",
    "give_up_succession",
    "hold_open",
    "join",
    "leave",
    "note_content",
    "note_differing_texts",
    "propose_adoption",
    "propose_amendment",
    "propose_succession",
    "publish_succession",
    "put_framework",
    "put_structure",
    "rebase_amendment",
    "remove_commitment",
    "remove_pillar",
    "resolve",
    "revise_amendment",
    "revise_wording",
    "set_standing",
    "start_plan",
    "start_succession",
    "take_back_amendment",
    "take_back_succession",
    "take_in_amendments",
    "translate_wording",
    "withdraw_amendment",
    "withdraw_succession",
    "write_amendment",
]
