"""Writes of what all sign, a module per noun."""

from .keys import register_key, revoke_key, rotate_key
from .proposals import ProposalFacts, conclude, give_up, give_up_all, hold, propose, revise
from .signatures import agree_ad_referendum, dissent, receive_signature, sign_on_host, withdraw

__all__ = [
    "ProposalFacts",
    "agree_ad_referendum",
    "conclude",
    "dissent",
    "give_up",
    "give_up_all",
    "hold",
    "propose",
    "receive_signature",
    "register_key",
    "revise",
    "revoke_key",
    "rotate_key",
    "sign_on_host",
    "withdraw",
]
