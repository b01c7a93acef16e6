"""What is searched, for the rows that were there before it was kept."""

from django.db import migrations

from entente.foundation.sources.folding import folded

CHUNK = 500


def fill(apps, schema_editor):
    document, citation = apps.get_model("sources", "Document"), apps.get_model("sources", "Citation")
    for row in document.objects.select_related("publisher").iterator(CHUNK):
        publisher = row.publisher.name.values() if row.publisher else []
        row.found_by = folded(" ".join([*row.title.values(), row.publisher_name, *publisher, row.address]))
        row.save(update_fields=["found_by"])
    for row in citation.objects.exclude(place="", quotation="").iterator(CHUNK):
        row.found_by = folded(f"{row.place} {row.quotation}")
        row.save(update_fields=["found_by"])


class Migration(migrations.Migration):
    dependencies = [("sources", "0004_searched_text")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
