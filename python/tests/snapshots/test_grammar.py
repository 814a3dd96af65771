"""The grammar of each warehouse, as sqlfluff knows it, has a place for every part of the SQL that is kept for review."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from sqlfluff.core import FluffConfig, Linter

SNAPSHOTS = Path(__file__).parent
KEPT = sorted(str(path.relative_to(SNAPSHOTS)) for path in SNAPSHOTS.rglob("*.sql"))


def violations(sql: str, dialect: str) -> list[str]:
    # The longest statement has more parts than sqlfluff takes of strangers.
    config = FluffConfig(overrides={"dialect": dialect, "templater": "raw", "max_parse_nodes": 0})
    # Looking for garbage among the parts of a long statement takes as long as parsing it.
    gc.disable()
    try:
        return [each.desc() for each in Linter(config=config).parse_string(sql).violations]
    finally:
        gc.enable()


@pytest.mark.slow
@pytest.mark.parametrize("name", KEPT)
def test_kept_sql_parses(name: str) -> None:
    sql = (SNAPSHOTS / name).read_text(encoding="utf-8")
    assert not violations(sql, name.partition("/")[0])


@pytest.mark.parametrize("dialect", ["duckdb", "databricks", "bigquery", "snowflake"])
def test_what_is_no_sql_is_found(dialect: str) -> None:
    assert violations("select from from t where", dialect)
