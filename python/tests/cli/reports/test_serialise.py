"""Reports as data: scripts rely on the keys."""

from __future__ import annotations

import json

import yaml

from argos.model import Check, DoctorReport, Outcome
from argos.reports.serialise import as_json, as_yaml

from ..builders import gate, status

STATUS_KEYS = [
    "place",
    "now",
    "last_run",
    "gates_run",
    "measured_relations",
    "measured_columns",
    "skipped_columns",
    "gates_not_passed",
    "gates_passed",
    "gates_skipped",
    "failed_statements",
    "learning",
    "unmeasured",
    "stalest",
    "has_finding",
]
RUN_KEYS = [
    "run_id",
    "target_name",
    "command",
    "selector",
    "status",
    "started_at",
    "finished_at",
    "duration_seconds",
    "node_count",
    "failed_count",
    "warned_count",
    "skipped_count",
    "argos_version",
    "dbt_version",
]
GATE_KEYS = ["gate_id", "name", "instance_id", "relation_name", "outcome", "level", "blocking", "reasons"]


def test_the_keys_of_a_status() -> None:
    data = json.loads(as_json(status(gates_not_passed=(gate(level=3),))))
    assert list(data) == STATUS_KEYS
    assert list(data["last_run"]) == RUN_KEYS
    assert list(data["gates_not_passed"][0]) == GATE_KEYS
    assert data["now"] == "2026-01-09T09:00:00Z"
    assert data["has_finding"] is True


def test_the_keys_of_a_doctor() -> None:
    data = json.loads(as_json(DoctorReport("shop", None, (Check("vars", "v", Outcome.WARN, "f", "m"),))))
    assert data == {
        "project": "shop",
        "target": None,
        "checks": [{"group": "vars", "name": "v", "outcome": "warn", "finding": "f", "mend": "m"}],
        "has_finding": False,
        "counts": {"ok": 0, "warn": 1, "fail": 0},
    }


def test_yaml_says_the_same() -> None:
    assert yaml.safe_load(as_yaml(status())) == json.loads(as_json(status()))
