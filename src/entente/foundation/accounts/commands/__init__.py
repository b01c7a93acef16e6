"""Writes of the log-ins, a module per noun."""

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
    "change_password",
    "choose_post",
    "close_account",
    "create_account",
    "make_token",
    "new_password",
    "reset_account",
    "revoke_token",
    "use_token",
]
