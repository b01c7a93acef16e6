"""The fonts of what is drawn and set: those of the site, unpacked when the assets are built; never the machine's."""

from __future__ import annotations

from django.conf import settings


def print_fonts() -> tuple[str, ...]:
    """Folders with fonts as a picture or a report takes them; () before the assets were built."""
    folder = settings.ENV.assets / "entente" / "print"
    return (str(folder),) if folder.is_dir() else ()
