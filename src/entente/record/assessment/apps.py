from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    name = "entente.record.assessment"
    label = "assessment"
