"""The same command against Databricks: its queries run on real Spark."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import yaml

from ..engines.databricks.engine import DatabricksEngine
from ..engines.dbt_runner import DbtResult, DbtRunner

pytestmark = pytest.mark.databricks


def test_every_command(
    databricks: DatabricksEngine, dbt_on_databricks: DbtRunner, built: Path, tmp_path: Path
) -> None:
    ignored = shutil.ignore_patterns("target", "logs", "*.duckdb")
    shop = Path(shutil.copytree(built, tmp_path / "shop", symlinks=True, ignore=ignored))
    profile = {"shop": {"target": "dev", "outputs": {"dev": databricks.profile("cli_shop")}}}
    (shop / "profiles.yml").write_text(yaml.safe_dump(profile))
    (shop / "models" / "orders.sql").write_text(
        "{{ config(materialized='table') }} select *, array(1) as lines from {{ ref('raw_orders') }}"
    )

    def argos(*arguments: str) -> DbtResult:
        return dbt_on_databricks.invoke([*arguments], shop, program="argos")

    before = argos("status")
    assert before.exit_code == 3, before.stderr
    assert "tables of argos are missing in schema cli_shop_argos of target dev" in before.stderr

    result = dbt_on_databricks.invoke(["build"], shop, {"DBT_PROFILES_DIR": str(shop)})
    assert result.exit_code == 0, result.output

    status = argos("status", "--format", "json")
    assert status.exit_code == 0, status.stderr
    report = json.loads(status.stdout)
    assert report["last_run"]["status"] == "SUCCESS"
    assert (report["measured_relations"], report["measured_columns"], report["skipped_columns"]) == (2, 4, 1)
    assert (report["gates_passed"], len(report["learning"]), len(report["unmeasured"])) == (2, 2, 2)

    doctor = argos("doctor", "--format", "json")
    assert doctor.exit_code == 0, doctor.stdout
    checks = {check["name"]: check["outcome"] for check in json.loads(doctor.stdout)["checks"]}
    assert (checks["warehouse"], checks["tables"], checks["permission"]) == ("ok", "ok", "ok")

    shown = argos("profile", "orders", "--format", "json")
    assert shown.exit_code == 0, shown.stderr
    told = json.loads(shown.stdout)
    assert (told["row_count"], told["command"], told["previous"]) == (3, "build", None)
    assert [(one["element_id"], one["null_count"]) for one in told["columns"]] == [
        ("order_id", 0),
        ("amount", 1),
        ("lines", 0),
    ]
    drifted = argos("drift", "--format", "json")
    assert drifted.exit_code == 0, drifted.stderr
    assert json.loads(drifted.stdout)["relations"] == {"RED": 0, "YELLOW": 0, "GREEN": 0, "GREY": 2}
    assert argos("drift", "orders").exit_code == 0
    [summary] = databricks.query(
        "select count(*) as n from cli_shop_argos.vw_profile_summary where is_current"
    )
    assert summary["n"] == 7
