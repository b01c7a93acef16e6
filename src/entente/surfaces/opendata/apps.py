from importlib import import_module

from django.apps import AppConfig


class OpenDataConfig(AppConfig):
    name = "entente.surfaces.opendata"
    label = "opendata"

    def ready(self) -> None:
        """Put the operations on the API's router before any address or document of the API is made from it."""
        import_module(f"{self.name}.operations")
