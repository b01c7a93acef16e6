from django.apps import AppConfig


class PlanConfig(AppConfig):
    name = "entente.record.plan"
    label = "plan"
