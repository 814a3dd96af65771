"""Facts of profiles that tests insert themselves, so that every field can hold what no build leaves yet."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import duckdb
import yaml

from .conftest import FILES, REPOSITORY, write

TYPES = {"utc_timestamp": "timestamp", "json_text": "text"}
SCHEMA = "main_argos"
ORDERS = "model.shop.orders"
Fact = dict[str, Any]


def make_shop(root: Path) -> Path:
    """A project and its database with every table of argos, all empty; nothing is built."""
    write(root, {name: FILES[name] for name in ("dbt_project.yml", "profiles.yml")})
    (root / "dbt_packages").mkdir()
    (root / "dbt_packages" / "argos").symlink_to(REPOSITORY)
    with duckdb.connect(str(root / "shop.duckdb")) as connection:
        connection.execute(f"create schema {SCHEMA}")
        for path in sorted((REPOSITORY / "models" / "facts").glob("*.yml")):
            for table in yaml.safe_load(path.read_text(encoding="utf-8"))["sources"][0]["tables"]:
                columns = (
                    f"{one['name']} {TYPES.get(one['data_type'], one['data_type'])}"
                    for one in table["columns"]
                )
                connection.execute(f"create table {SCHEMA}.{table['name']} ({', '.join(columns)})")
    return root


def insert(shop: Path, table: str, rows: Iterable[Fact]) -> None:
    with duckdb.connect(str(shop / "shop.duckdb")) as connection:
        for row in rows:
            marks = ", ".join("?" * len(row))
            connection.execute(
                f"insert into {SCHEMA}.{table} ({', '.join(row)}) values ({marks})", list(row.values())
            )


def fact(**changes: Any) -> Fact:
    """A row of run_profile_result; what is not given is NULL, as is every measure."""
    moment = "2026-01-09 06:00:00"
    row = {"run_id": "run-9", "recorded_at": moment, "profile_ts": moment, "target_name": "dev"}
    return {**row, "instance_id": ORDERS, "relation_name": "shop.main.orders", "element_id": "", **changes}


def relation(rows: int | None, **changes: Any) -> Fact:
    return fact(ordinal=0, row_count=rows, **changes)


def column(name: str, ordinal: int, family: str, **changes: Any) -> Fact:
    return fact(element_id=name, ordinal=ordinal, type_family=family, **changes)


def ordered(name: str, ordinal: int, family: str, values: Sequence[float], **changes: Any) -> Fact:
    """A column whose measures are those of these values."""
    points = sorted(values)
    quantiles = [points[round(k / 40 * (len(points) - 1))] for k in range(41)]
    measures = {
        "eval_count": len(points),
        "null_count": 0,
        "null_rate": 0.0,
        "distinct_count": len(set(points)),
        "distinct_rate": len(set(points)) / len(points),
        "mean": sum(points) / len(points),
        "p01": points[len(points) // 100],
        "p50": points[len(points) // 2],
        "p95": points[len(points) * 95 // 100],
        "p99": points[len(points) * 99 // 100],
        "min_value": str(points[0]),
        "max_value": str(points[-1]),
        "quantiles": json.dumps(quantiles),
        "notes": json.dumps({"distinct_count": "exact"}),
    }
    return column(name, ordinal, family, **{**measures, **changes})


def frequent(name: str, ordinal: int, family: str, counts: Sequence[int], **changes: Any) -> Fact:
    """A column of texts or booleans whose values occur so often."""
    hashes = [[f"{position:016x}", count] for position, count in enumerate(counts, 0xA0)]
    measures = {
        "eval_count": sum(counts),
        "null_count": 0,
        "null_rate": 0.0,
        "distinct_count": len(counts),
        "distinct_rate": len(counts) / sum(counts),
        "topk_values_hashed": json.dumps(hashes),
        "notes": json.dumps({"distinct_count": "exact", "bounds": "withheld: text"}),
    }
    return column(name, ordinal, family, **{**measures, **changes})
