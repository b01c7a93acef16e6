from django.apps import AppConfig

from entente.surfaces.api.added import MODULES


class OpenDataConfig(AppConfig):
    name = "entente.surfaces.opendata"
    label = "opendata"

    def ready(self) -> None:
        """Its operations are put on the API's router with the others, before any address or document is made from it."""
        MODULES.append(f"{self.name}.operations")
