from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "entente.foundation.directory"
    label = "directory"
