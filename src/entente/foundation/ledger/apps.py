from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "entente.foundation.ledger"
    label = "ledger"
