from django.apps import AppConfig


class AccordConfig(AppConfig):
    name = "entente.foundation.accord"
    label = "accord"
