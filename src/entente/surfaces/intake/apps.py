from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "entente.surfaces.intake"
    label = "intake"
