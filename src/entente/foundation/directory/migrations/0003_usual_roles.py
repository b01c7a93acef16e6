"""Posts that were open before roles came may go on with all they did."""

from django.db import migrations

WORK = ["approver", "contributor", "translator", "verifier"]


def give_roles(apps, schema_editor):
    post = apps.get_model("directory", "Post")
    post.objects.filter(capacity="keeper").update(roles=sorted([*WORK, "keeper"]))
    post.objects.exclude(capacity="keeper").update(roles=WORK)


class Migration(migrations.Migration):
    dependencies = [("directory", "0002_tiers")]
    operations = [migrations.RunPython(give_roles, migrations.RunPython.noop)]
