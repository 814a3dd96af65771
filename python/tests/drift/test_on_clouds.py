"""What became of columns, the views and the queries of `argos drift` on each warehouse beside DuckDB."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from argos.warehouse.drift import _Judged

from ..clouds import AsWarehouse, Cloud
from ..project import Project

MODEL = "{{{{ config(materialized='table') }}}} select {fields} from ({{{{ dbt.generate_series(200) }}}}) as numbers"
NUMBER = "cast(generated_number as {{ argos.types().bigint }})"
COLUMNS = {
    "id": NUMBER,
    "amount": f"cast({NUMBER} * 1.5 as {{{{ argos.types().double }}}})",
    "code": f"concat('A', cast(mod({NUMBER}, 7) as {{{{ argos.types().text }}}}))",
    "gone": "cast('x' as {{ argos.types().text }})",
}
CHANGED = {
    "label": COLUMNS["code"],
    "id": NUMBER,
    "price": f"cast({NUMBER} * 1.5 + 2 as {{{{ argos.types().double }}}})",
}


def spelt_here(reason: str) -> str:
    """A sentence with names as on DuckDB: Snowflake has them in capitals."""
    for name in (*COLUMNS, *CHANGED, "kind"):
        reason = reason.replace(name.upper(), name)
    return reason


def build(project: Project, name: str, columns: dict[str, str], day: int) -> None:
    fields = ", ".join(f"{expression} as {column}" for column, expression in columns.items())
    project.write({f"models/measured/{name}.sql": MODEL.format(fields=fields)})
    result = project.dbt("build", day=day)
    assert result.exit_code == 0, result.output


@pytest.fixture
def changed(cloud: Cloud, tmp_path: Path) -> Project:
    """Two tables after two days: of one, two columns were renamed and one removed; of the other one was renamed."""
    project = cloud.new_project("types", tmp_path / "types", "drifting")
    for folder in ("models", "seeds"):
        shutil.rmtree(tmp_path / "types" / folder)
    settings = yaml.safe_load((tmp_path / "types/dbt_project.yml").read_text())
    settings["models"]["shop"] = {"measured": settings["models"]["shop"]}
    project.write({"dbt_project.yml": yaml.safe_dump(settings)})
    project.query("drop schema if exists drifting_argos cascade")
    for day, columns in enumerate((COLUMNS, CHANGED), 1):
        renamed = {"code" if day == 1 else "kind": COLUMNS["code"], "id": NUMBER}
        project.write({"models/measured/one.sql": MODEL.format(fields=", ".join(f"{e} as {n}" for n, e in renamed.items()))})  # fmt: skip
        build(project, "many", columns, day)
    return project


def test_changes_of_columns_are_verdicts_and_events(changed: Project) -> None:
    rows = changed.facts("column_verdict", "measure = 'schema' and level > 0 order by instance_id")
    assert [(row["element_id"].lower(), row["level"], spelt_here(row["reason"])) for row in rows] == [
        ("", 3, "columns of many changed at once since 2026-01-01: gone removed, label renamed from code, price renamed from amount"),
        ("kind", 3, "column code of one seems renamed to kind, since 2026-01-01"),
    ]  # fmt: skip
    assert rows[0]["moved_columns"].lower() == '["gone","label","price"]'
    judged = _Judged(AsWarehouse(changed), "drifting_argos", "1 = 1", None)
    events = judged.events()
    assert {(row["drift_type"], row["decision"], row["action"]) for row in events} == {
        ("SCHEMA", "CRITICAL", "PATCH_CONTRACT")
    }
    assert len(judged.verdicts()) == 3, "of the relation, the first day too"
    assert judged.metrics() == []
    assert {int(row["level"]) for row in judged.relations()} == {3}
    one = _Judged(AsWarehouse(changed), "drifting_argos", "1 = 1", "model.shop.one")
    assert one.latest_run()[0]["run_id"] == events[0]["run_id"]
    assert {row["measure"] for row in one.metrics()} >= {"row_count", "null_rate"}
    trend = changed.facts(
        "vw_profile_drift", "statistic = 'SCHEMA' and severity = 'HIGH' order by instance_id"
    )
    assert [(row["element_id"].lower(), row["event_count"]) for row in trend] == [("", 1), ("kind", 1)]
    lights = changed.facts("vw_profile_summary", "is_current and instance_id = 'model.shop.one'", "element_id, light")  # fmt: skip
    assert {row["element_id"].lower(): row["light"] for row in lights} == {
        "": "GREY",
        "kind": "RED",
        "id": "GREY",
    }
