"""Connections that fail before the first query."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from argos.errors import AccessDeniedError, ArgosError, WarehouseUnreachableError
from argos.warehouse.dbt import Target, _open


class Refusing:
    """An adapter whose warehouse says no."""

    def __init__(self, message: str) -> None:
        self.message = message

    def execute(self, sql: str, fetch: bool) -> Any:
        raise RuntimeError(self.message)


@pytest.mark.parametrize(
    ("message", "meaning", "said"),
    [
        (
            "Error during request to server: 403 Forbidden",
            AccessDeniedError,
            "databricks refuses target prod: ",
        ),
        ("Invalid access token.", AccessDeniedError, "correct its credentials in profiles.yml"),
        ("Max retries exceeded with url", WarehouseUnreachableError, "does not answer: Max retries"),
    ],
)
def test_a_warehouse_that_refuses_or_is_away(message: str, meaning: type[ArgosError], said: str) -> None:
    target = Target(SimpleNamespace(credentials=SimpleNamespace(type="databricks"), target_name="prod"))
    with pytest.raises(meaning, match=said):
        _open(Refusing(message), target)
