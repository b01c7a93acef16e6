"""The only code that writes plans."""

from .adoption import adopt, attach_texts, set_standing
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
from .joining import join, leave
from .layer import note_content, revise_wording

__all__ = [
    "add_commitment",
    "add_pillar",
    "adopt",
    "attach_texts",
    "discard_draft",
    "edit_commitment",
    "edit_pillar",
    "edit_plan",
    "join",
    "leave",
    "note_content",
    "put_framework",
    "put_structure",
    "remove_commitment",
    "remove_pillar",
    "revise_wording",
    "set_standing",
    "start_plan",
]
