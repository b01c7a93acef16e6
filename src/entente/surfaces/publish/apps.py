from django.apps import AppConfig


class PublishConfig(AppConfig):
    name = "entente.surfaces.publish"
    label = "publish"
