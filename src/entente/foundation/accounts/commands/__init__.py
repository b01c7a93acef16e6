"""Writes of the log-ins, a module per noun."""

from .acts import CarriedOut, confirm, propose, withdraw
from .log_ins import (
    POST_SESSION_KEY,
    change_password,
    choose_post,
    close_account,
    create_account,
    new_password,
    reset_account,
)
from .tokens import make_token, revoke_token, use_token

__all__ = [
    "POST_SESSION_KEY",
    "CarriedOut",
    "change_password",
    "choose_post",
    "close_account",
    "confirm",
    "create_account",
    "make_token",
    "new_password",
    "propose",
    "reset_account",
    "revoke_token",
    "use_token",
    "withdraw",
]
