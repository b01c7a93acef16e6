from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "entente.surfaces.web.desk"
    label = "desk"
