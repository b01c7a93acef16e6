"""What the tests of the API share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

Get = Callable[..., Any]


@pytest.fixture
def get(client: Client) -> Get:
    """The JSON at an address below /api/v1/, with the status that it must have."""

    def _get(path: str, *, status: int = 200) -> Any:
        response = client.get(f"/api/v1/{path}")
        assert response.status_code == status, response.content.decode()
        return response.json()

    return _get
