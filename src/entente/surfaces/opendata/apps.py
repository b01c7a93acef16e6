from django.apps import AppConfig


class OpenDataConfig(AppConfig):
    name = "entente.surfaces.opendata"
    label = "opendata"
