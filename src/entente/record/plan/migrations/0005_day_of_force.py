from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('plan', '0004_amendments'),
    ]

    operations = [
        migrations.AddField(
            model_name='amendment',
            name='in_force_from',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='amendment',
            name='in_force_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='amendment',
            name='taken_in_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
