from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "entente.surfaces.web"
    label = "web"
