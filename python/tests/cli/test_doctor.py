"""`argos doctor` on a project that a real `dbt build` has built."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import duckdb
import pytest

from .conftest import Argos, one_line_error, write

HOOK = '{shop: {+post-hook: "{{ argos.measure() }}"}}'
HEADER = "name: shop\nversion: 1.0.0\nprofile: shop\n"
HOOKS = f"models: {HOOK}\nseeds: {HOOK}\n"


def checks(argos: Argos, *arguments: str, cwd: Path) -> dict[str, dict[str, Any]]:
    """The findings that are not ok, by the check's name."""
    result = argos("doctor", "--format", "json", *arguments, cwd=cwd)
    report = json.loads(result.stdout)
    assert result.exit_code == int(report["has_finding"]) == int(report["counts"]["fail"] > 0)
    return {check["name"]: check for check in report["checks"] if check["outcome"] != "ok"}


def test_a_project_that_was_built_is_healthy(argos: Argos, built: Path) -> None:
    result = argos("doctor", cwd=built)
    assert result.exit_code == 0, result.output
    assert "warn" not in result.stdout
    assert "models: argos.measure() is on the 1 table\n" in result.stdout
    assert "seeds: argos.measure() is on the 1 seed\n" in result.stdout
    assert "in main_argos, all current" in result.stdout


def test_every_fault_of_the_vars_is_named(argos: Argos, shop: Path) -> None:
    variables = "vars: {argos_scema: x, argos_warn_p_value: high, shop: {argos_schema: x}, argos: {argos_strict: true}}"
    write(shop, {"dbt_project.yml": f"{HEADER}{HOOKS}{variables}\n"})
    found = checks(argos, cwd=shop)
    assert found["vars_known"]["mend"] == "did you mean argos_schema?"
    assert found["vars_types"]["finding"] == 'the var argos_warn_p_value is "high", not a number from 0 to 1'
    assert found["vars_scope"]["mend"] == "move it to the top of vars"
    assert found["manifest"]["mend"] == "run dbt parse"
    assert argos("doctor", cwd=shop).stdout.count("is not seen by") == 2


def test_vars_of_the_command_line_are_checked_too(argos: Argos, built: Path) -> None:
    assert set(checks(argos, "--vars", "{argos_warn_scor: 4}", cwd=built)) == {"vars_known"}


def test_a_hook_that_is_missing_in_the_manifest(argos: Argos, shop: Path) -> None:
    path = shop / "target" / "manifest.json"
    manifest = json.loads(path.read_bytes())
    manifest["nodes"]["seed.shop.raw_orders"]["config"]["post-hook"] = []
    path.write_text(json.dumps(manifest))
    found = checks(argos, cwd=shop)
    assert found.keys() == {"hook_seeds"}
    assert found["hook_seeds"]["mend"] == f"add to dbt_project.yml seeds: {HOOK}"


def test_without_a_manifest_the_files_are_read(argos: Argos, shop: Path) -> None:
    (shop / "target" / "manifest.json").unlink()
    assert checks(argos, cwd=shop).keys() == {"manifest"}
    write(shop, {"dbt_project.yml": f"{HEADER}seeds: {HOOK}\n"})
    assert checks(argos, cwd=shop)["hook_models"]["outcome"] == "fail"
    write(shop, {"models/orders.sql": "{{ config(post_hook='{{ argos.measure() }}') }} select 1"})
    assert checks(argos, cwd=shop).keys() == {"manifest"}


@pytest.mark.parametrize(
    ("arguments", "check", "outcome"),
    [
        (["--profile", "nope"], "profile", "fail"),
        (["--target", "nope"], "profile", "fail"),
        (["--target", "other"], "profile", "fail"),
        (["--target", "new"], "warehouse", "warn"),
    ],
)
def test_a_target_that_cannot_be_read_leaves_the_other_checks(
    argos: Argos, built: Path, arguments: list[str], check: str, outcome: str
) -> None:
    found = checks(argos, *arguments, cwd=built)
    assert {name: one["outcome"] for name, one in found.items()} == {check: outcome}


def test_before_the_first_build_there_is_nothing_to_mend_but_that(argos: Argos, shop: Path) -> None:
    for name in ("shop.duckdb", "target/manifest.json"):
        (shop / name).unlink()
    assert {name: one["outcome"] for name, one in checks(argos, cwd=shop).items()} == {
        "manifest": "warn",
        "warehouse": "warn",
    }


def test_tables_of_an_older_version(argos: Argos, shop: Path) -> None:
    with duckdb.connect(str(shop / "shop.duckdb")) as connection:
        connection.execute("alter table main_argos.run_event drop column failed_count")
        connection.execute("drop table main_argos.column_verdict")
    found = checks(argos, cwd=shop)
    assert found.keys() == {"tables"}
    assert found["tables"]["finding"] == "main_argos lacks column_verdict, run_event.failed_count"


def test_a_package_that_is_not_installed(argos: Argos, shop: Path) -> None:
    os.unlink(shop / "dbt_packages" / "argos")
    found = checks(argos, cwd=shop)
    assert list(found) == ["package"]
    assert found["package"]["mend"] == "run dbt deps"
    (shop / "packages.yml").write_text("# packages are in dependencies.yml\n")
    assert checks(argos, cwd=shop)["package"]["mend"] == "add it to packages.yml and run dbt deps"
    (shop / "packages.yml").write_text("packages: [")
    assert "packages.yml is no YAML: " in one_line_error(argos("doctor", cwd=shop))
    (shop / "packages.yml").unlink()
    assert checks(argos, cwd=shop)["package"]["mend"] == "add it to packages.yml and run dbt deps"


def test_no_project(argos: Argos, tmp_path: Path) -> None:
    result = argos("doctor", cwd=tmp_path)
    assert result.exit_code == 2
    assert "there is no dbt_project.yml" in one_line_error(result)
