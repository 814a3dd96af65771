"""The past of a relation, replayed on each warehouse beside DuckDB."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from ..clouds import Cloud
from ..project import Project
from .test_backtest import alarms_said

MODEL = """\
{{ config(materialized='table', meta={'argos': {'partition': {'column': 'day'}}}) }}
select cast({{ dbt.dateadd('day', 'place', "cast('2025-12-01' as date)") }} as date) as day, n as id, mod(n, 7) as kind
from (
  select cast(generated_number as {{ dbt.type_int() }}) as n, cast(floor((generated_number - 1) / 60) as {{ dbt.type_int() }}) as place
  from ({{ dbt.generate_series(1200) }}) as numbers
) as numbered
where place < %d and mod(n, 60) < case when place in (14, 18) then 5 else 40 + mod(place, 3) end
"""
GATE = "models: [{name: guarded, data_tests: [argos.no_drift]}]"


@pytest.fixture
def days(cloud: Cloud, tmp_path: Path) -> Project:
    project = cloud.new_project("types", tmp_path / "types", "backtest")
    for folder in ("models", "seeds"):
        shutil.rmtree(tmp_path / "types" / folder)
    project.write({"models/measured/guarded.sql": MODEL % 18, "models/schema.yml": GATE})
    project.query("drop schema if exists backtest_argos cascade")
    return project


def at(hour: int) -> dict[str, str]:
    """A moment of its own for each run: of two at the same one, neither is the later."""
    return {"ARGOS_NOW": f"2026-01-05 {hour:02d}:00:00"}


def operation(project: Project, hour: int, name: str, **arguments: object) -> str:
    given = json.dumps({"relation": "guarded", **arguments})
    result = project.dbt("run-operation", f"argos.{name}", "--args", given, env=at(hour))
    assert result.exit_code == 0, result.output
    return result.output


def test_the_past_is_replayed_what_is_missing_derived_and_an_emptied_table_seen(days: Project) -> None:
    first = days.dbt("build", env=at(6))
    assert first.exit_code == 0, first.output
    operation(days, 7, "backfill", days=30)
    days.write({"models/measured/guarded.sql": MODEL % 19})
    built = days.dbt("build", env=at(8))
    assert "row_count of guarded is 5, expected" in built.output

    operation(days, 9, "backtest", learning_days=5)
    alarms = alarms_said(days)
    lost = {key[1] for key in alarms if key[2] == ""}
    assert lost == {"2025-12-16", "2025-12-20"}
    key = ("model.shop.guarded", "2025-12-20", "", "drift")
    (verdict,) = days.facts(
        "column_verdict", "measure = 'drift' and element_id = '' and level > 0", "p_value, reason"
    )
    known = {name.lower(): value for name, value in verdict.items()}
    assert float(alarms[key][0]) == pytest.approx(known["p_value"])
    assert alarms[key][1] == known["reason"]

    days.query("delete from backtest_argos.series_metric where true")
    said = operation(days, 10, "backtest", learning_days=5)
    if days.engine.name != "snowflake":  # The others would give up on so deep a statement.
        assert "argos: days that were measured and never judged are left out" in said
    else:
        derived = alarms_said(days)
        assert derived[key][1].startswith("row_count of guarded is 5, expected")
        assert {key[1] for key in derived if key[2] == ""} == lost

    days.write({"models/measured/guarded.sql": MODEL % 0})
    emptied = days.dbt("build", env=at(11))
    assert "argos: guarded has no rows of 2026-01-04, which it should have by now" in emptied.output
    [row] = days.facts("run_profile_result", "partition_value = '2026-01-04'", "row_count as n")
    assert [int(count) for count in row.values()] == [0]
