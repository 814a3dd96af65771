"""What a user, a role or a warehouse can do wrong: one line, and the user's own nodes still build."""

from __future__ import annotations

import shutil

import pytest

from ..facts_dump import FACTS, dump, tables_of
from ..project import REPOSITORY, Project
from .test_settings import argos_lines

DISPATCH = "\ndispatch: [{macro_namespace: argos, search_order: [shop, argos]}]\n"
HOSTILE = (
    "select",
    'a"b',
    "a b",
    "Ünï",
    "a'b",
    "back\\slash",
    "x" * 80,
    "{{ this }}",
    "c1",
    "n",
    "ordinal",
    "row_count",
)


def override(shop: Project, macro: str) -> None:
    settings = shop.root / "dbt_project.yml"
    settings.write_text(settings.read_text() + DISPATCH)
    shop.write({"macros/override.sql": macro})


@pytest.mark.slow
def test_an_unsupported_warehouse_is_one_line(shop: Project) -> None:
    override(shop, "{% macro duckdb__is_supported() %}{{ return(false) }}{% endmacro %}")
    result = shop.dbt("build")
    assert result.exit_code == 0, result.output
    assert len([line for line in argos_lines(result.output) if "duckdb is not supported" in line]) == 1
    assert shop.count("shop.best_customers") == 4
    assert not tables_of(shop, "shop_argos")
    assert result.output.count("WARN 1 argos_") == 3, "gates that could not judge say so"


def test_an_unsupported_warehouse_has_no_primitive_that_is_silently_empty(shop: Project) -> None:
    shop.write(
        {"macros/trial.sql": "{% macro trial() %}{% do argos.default__attempt('select 1') %}{% endmacro %}"}
    )
    result = shop.dbt("run-operation", "trial")
    assert result.exit_code != 0
    assert "argos: attempt is not implemented for duckdb" in result.output


@pytest.mark.slow
@pytest.mark.parametrize("refused", ["create schema", "create table if not exists"])
def test_a_missing_permission_is_one_line(shop: Project, refused: str) -> None:
    macro = (
        "{% macro duckdb__attempt(sql, reads=false) %}"
        f"{{{{ return(argos.duckdb__attempt('denied' if '{refused}' in sql else sql, reads)) }}}}"
        "{% endmacro %}"
    )
    override(shop, macro)
    result = shop.dbt("build")
    assert result.exit_code == 0, result.output
    lines = [line for line in argos_lines(result.output) if "cannot be made" in line]
    assert len(lines) == 1, result.output
    assert "let this role create the schema" in lines[0]
    assert shop.count("shop.best_customers") == 4


@pytest.mark.slow
def test_a_read_only_target_is_one_line(shop: Project) -> None:
    shop.dbt(
        "build", "--select", "resource_type:seed", "resource_type:model", "--exclude-resource-type", "test"
    )
    shop.query("drop schema shop_argos cascade")
    shop.write({"tests/own.sql": "select * from {{ ref('orders') }} where order_id is null"})
    output = shop.engine.profile(shop.schema) | {"config_options": {"access_mode": "READ_ONLY"}}
    shop.write_profile(dev=output)
    result = shop.dbt("test")
    assert result.exit_code == 0, result.output
    assert "PASS own" in result.output
    assert len([line for line in argos_lines(result.output) if "cannot be made" in line]) == 1


def test_hostile_names_of_columns_are_measured(shop: Project) -> None:
    columns = ", ".join(
        "{} as {}".format(n, '"' + name.replace('"', '""') + '"') for n, name in enumerate(HOSTILE)
    )
    shop.query(f"create table shop_raw.hostile as select {columns}")
    source = "sources: [{name: more, schema: shop_raw, tables: [{name: hostile, data_tests: [argos.volume_expected, argos.null_rate_expected]}]}]"
    shop.write({"models/hostile.yml": source})
    result = shop.dbt("test", "--select", "source:more.hostile")
    assert result.exit_code == 0, result.output
    assert "WARN=0" in result.output
    rows = shop.facts("run_profile_result", "instance_id like '%hostile' order by ordinal")
    assert [row["element_id"] for row in rows] == ["", *HOSTILE]
    assert [row["null_count"] for row in rows[1:]] == [0] * len(HOSTILE)


@pytest.mark.parametrize("name", ["a b", "Ünï", "select", "t" * 70, "it''s"])
def test_hostile_names_of_relations_are_measured(shop: Project, name: str) -> None:
    config = f"{{{{ config(materialized='table', alias={name.replace(chr(39) * 2, chr(39))!r}) }}}}"
    shop.write({"models/named.sql": f"{config} select 1 as id"})
    result = shop.dbt("run", "--select", "named")
    assert result.exit_code == 0, result.output
    rows = shop.facts("run_profile_result", "instance_id = 'model.shop.named' and element_id = ''")
    assert [row["row_count"] for row in rows] == [1]


@pytest.mark.slow
def test_a_hostile_name_of_the_schema(shop: Project) -> None:
    shop.variables = {"argos_schema": "watch Ünï"}
    assert shop.dbt("build").exit_code == 0
    assert tables_of(shop, "watch Ünï") >= {*FACTS}


@pytest.mark.parametrize(
    "text", ["it''s \"quoted\"", "back\\slash\\", "two\nlines", "$$ end; $$ {{ 1 }} {% raw %}"]
)
def test_error_messages_of_any_kind_are_recorded(shop: Project, text: str) -> None:
    shop.query(f"create table shop_raw.texts as select '{text}' as t")
    shop.write(
        {
            "models/fails.sql": "{{ config(materialized='table') }} select cast(t as int) as n from shop_raw.texts"
        }
    )
    result = shop.dbt("build", "--select", "fails")
    assert result.exit_code == 1
    (run,) = dump(shop)
    assert (run.status, run.argos_errors, run.nodes) == ("FAILED", 0, frozenset({"fails"}))
    assert shop.facts("process_metrics", columns="error_class") == [{"error_class": "Conversion Error"}]


def test_a_dbt_outside_the_declared_versions_is_one_clear_refusal(shop: Project) -> None:
    package = shop.root / "dbt_packages" / "argos"
    package.unlink()
    for part in ("macros", "models", "tests"):
        shutil.copytree(REPOSITORY / part, package / part)
    declared = (REPOSITORY / "dbt_project.yml").read_text()
    assert '[">=1.10.8", "<3.0.0"]' in declared
    (package / "dbt_project.yml").write_text(declared.replace(">=1.10.8", ">=2.9.9"))
    result = shop.dbt("build")
    assert result.exit_code == 2
    assert "This version of dbt is not supported with the 'argos' package" in result.output
