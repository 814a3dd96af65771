"""The hooks that dbt really gave to each node."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import pytest

from argos.artifacts.manifest import Hook, read_manifest

from ..builders import MEASURE, node

OWN = Hook("vacuum", transaction=True)


def test_nodes_of_the_project_with_their_hooks() -> None:
    config = {"materialized": "table", "post-hook": [{"sql": MEASURE.sql, "transaction": False}]}
    orders = {
        "unique_id": "model.shop.orders",
        "name": "orders",
        "resource_type": "model",
        "package_name": "shop",
        "config": config,
    }
    raw: dict[str, dict[str, Any]] = {
        "metadata": {"project_name": "shop", "generated_at": "2026-01-09T06:00:00.5Z"},
        "nodes": {
            "model.shop.orders": orders,
            "model.argos.run_history": {**orders, "package_name": "argos"},
            "test.shop.t": {
                "resource_type": "test",
                "package_name": "shop",
                "config": {"meta": {"argos": 1}},
            },
        },
        "sources": {"source.shop.crm.customers": {"config": {"meta": {"argos": {"owner": "ann"}, "x": 1}}}},
    }
    read = read_manifest(json.dumps(raw).encode())
    assert read.generated_at == datetime(2026, 1, 9, 6, 0, 0, 500000)
    assert read.nodes == (node("orders", Hook(MEASURE.sql, transaction=False)),)
    assert read.known_ids == raw["nodes"].keys() | raw["sources"].keys()
    assert read.metas == {"source.shop.crm.customers": {"owner": "ann"}}


def test_own_hooks_after_ours_are_told_from_those_before() -> None:
    assert node("a", MEASURE, OWN).own_hooks_after
    assert not node("a", OWN, MEASURE).own_hooks_after
    assert not node("a", OWN).own_hooks_after


@pytest.mark.parametrize(
    "text", [b"", b"{}", b"[]", b'{"metadata": {}, "nodes": {"model.shop.orders": null}}']
)
def test_what_is_no_manifest_raises(text: bytes) -> None:
    with pytest.raises(ValueError, match=r"no manifest of dbt|Expecting value"):
        read_manifest(text)
