from django.apps import AppConfig


class VerificationConfig(AppConfig):
    name = "entente.record.verification"
    label = "verification"
