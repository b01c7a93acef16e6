"""WSGI entry point for granian.  All that answers is loaded here, before the first request, which would wait for it."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "entente.config.settings")
application = get_wsgi_application()
get_resolver().url_patterns  # noqa: B018 - it is loaded by being looked at
