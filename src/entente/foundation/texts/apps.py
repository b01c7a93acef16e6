from django.apps import AppConfig


class TextsConfig(AppConfig):
    name = "entente.foundation.texts"
    label = "texts"
