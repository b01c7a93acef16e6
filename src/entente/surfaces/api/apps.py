from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "entente.surfaces.api"
    label = "api"
