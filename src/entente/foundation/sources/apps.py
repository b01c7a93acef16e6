from django.apps import AppConfig


class SourcesConfig(AppConfig):
    name = "entente.foundation.sources"
    label = "sources"
