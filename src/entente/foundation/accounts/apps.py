from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "entente.foundation.accounts"
    label = "accounts"
