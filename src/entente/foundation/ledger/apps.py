from django.apps import AppConfig
from django.db.models.signals import post_migrate

from .triggers import install_after_migrate


class LedgerConfig(AppConfig):
    name = "entente.foundation.ledger"
    label = "ledger"

    def ready(self) -> None:
        post_migrate.connect(install_after_migrate, sender=self, dispatch_uid="ledger.triggers")
