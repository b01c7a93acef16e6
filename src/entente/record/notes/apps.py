from django.apps import AppConfig


class NotesConfig(AppConfig):
    name = "entente.record.notes"
    label = "notes"
