from django.apps import AppConfig

from .languages import hold_for_each_thread


class WebConfig(AppConfig):
    name = "entente.surfaces.web"
    label = "web"

    def ready(self) -> None:
        hold_for_each_thread()
