"""Amendments agreed before a day could be named are in force since their last signature."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F


def fill_in_force_at(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    agreed = apps.get_model("plan", "Amendment").objects.filter(agreed_at__isnull=False)
    agreed.update(in_force_at=F("agreed_at"), taken_in_at=F("agreed_at"))


class Migration(migrations.Migration):

    dependencies = [
        ('plan', '0005_day_of_force'),
    ]

    operations = [migrations.RunPython(fill_in_force_at, migrations.RunPython.noop)]
