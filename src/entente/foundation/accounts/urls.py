"""Addresses of the log-in pages, to be included under the language.

Of allauth's pages only these: nobody signs up, and whoever loses a password asks the keeper for a new one.
"""

from __future__ import annotations

from allauth.account import views as account
from django.urls import include, path

from . import views

urlpatterns = [
    path("", views.home, name="account_home"),
    path("post/", views.choose_post, name="account_choose_post"),
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/", account.password_change, name="account_change_password"),
    path("second-factor/", include("allauth.mfa.urls")),
]
