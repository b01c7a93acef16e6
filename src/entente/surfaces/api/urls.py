"""Everything under /api/; what is nowhere else is an error in the one shape."""

from __future__ import annotations

from django.urls import path, re_path

from .errors import not_found
from .operations import api
from .pages import document, reference

urlpatterns = [
    path("v1/", reference, name="api_reference"),
    path("v1/openapi.json", document, name="api_document"),
    path("v1/", api.urls),
    re_path(r"", not_found),
]
