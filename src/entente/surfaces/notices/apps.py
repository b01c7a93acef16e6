from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "entente.surfaces.notices"
    label = "notices"
