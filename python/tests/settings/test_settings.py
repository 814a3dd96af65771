"""Options: one default in one place, every wrong one named in one line, and nothing breaks."""

from __future__ import annotations

import re

import pytest

from ..facts_dump import dump
from ..matrix.test_commands import MEASURED
from ..project import Project


def argos_lines(output: str) -> list[str]:
    return [line[10:] for line in output.splitlines() if line[10:].startswith("argos")]


def set_meta(shop: Project, meta: str) -> None:
    yml = shop.root / "models/schema.yml"
    yml.write_text(re.sub(r"\{argos: \{owner.*?\}\}\}", f"{{argos: {meta}}}}}", yml.read_text(), count=1))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("meta", "line"),
    [
        ("{ownr: me}", "unknown key meta.argos.ownr of model.shop.orders: did you mean owner?"),
        ("{since: 2026-01-31}", "unknown key meta.argos.since of model.shop.orders: known are owner, "),
        ("{1: x}", "unknown key meta.argos.1 of model.shop.orders: known are owner, "),
        ("{xyz: 1}", "unknown key meta.argos.xyz of model.shop.orders: known are owner, domain,"),
        (
            "{warn_p_value: high}",
            'meta.argos.warn_p_value of model.shop.orders is "high", not a number from 0 to 1: it is ignored',
        ),
        (
            "{profile_merge_rows: .inf}",
            'meta.argos.profile_merge_rows of model.shop.orders is "inf", not a number from 0 up: it is ignored',
        ),
        (
            "{critical: order_id}",
            "meta.argos.critical of model.shop.orders is not a list of columns, and taken for one: write [order_id]",
        ),
        ("me", "meta.argos of model.shop.orders is not a mapping of keys: it is ignored"),
        ("[owner]", "meta.argos of model.shop.orders is not a mapping of keys: it is ignored"),
    ],
)
def test_a_wrong_key_of_meta_is_one_line(shop: Project, meta: str, line: str) -> None:
    set_meta(shop, meta)
    result = shop.dbt("seed")
    assert result.exit_code == 0, result.output
    assert [said for said in argos_lines(result.output) if line in said], result.output
    assert len(argos_lines(result.output)) == 3, "that line, the making of the tables, what was measured"


FILES = (
    "sources: [{name: files, config: {meta: {external_location: '{name}.csv'}},"
    " tables: [{name: visits, data_tests: [argos.volume_expected]}]}]"
)

WRONG: dict[str, tuple[object, str]] = {
    "argos_profile_merge_rows": (-2, 'is "-2", not a number from 0 up: the default (300000) is used'),
    "argos_gate_max_age_hours": (
        "two days",
        'is "two days", not a number from 0 up: the default (48) is used',
    ),
    "argos_learning_days": (29, 'is "29", not a number from 0 to 28: the default (14) is used'),
    "argos_fail_p_value": (5, 'is "5", not a number from 0 to 1: the default (0.001) is used'),
    "argos_warn_p_value": (True, 'is "True", not a number from 0 to 1: the default (0.002) is used'),
    "argos_schema": ("it's", 'is "it\'s", not a name: the default (<target schema>_argos) is used'),
    "argos_history_schema": ("no_database.no_schema", "no_database.no_schema has no facts of argos"),
    "argos_baseline_mode": ("weekly", 'is "weekly", not auto or attested: the default (auto) is used'),
    "argos_strict": ("maybe", 'is "maybe", not a boolean: the default (False) is used'),
}


@pytest.mark.parametrize("played", ["yesterday", "2026-13-45", "2026-01-14 25:00"])
def test_a_time_to_play_that_is_none_is_one_line(shop: Project, played: str) -> None:
    result = shop.dbt("seed", env={"ARGOS_NOW": played})
    assert result.exit_code != 0
    assert f'argos: ARGOS_NOW is "{played}", not a time such as 2026-01-14 09:00:00' in result.output


def test_meta_at_the_top_is_no_matter_of_the_nodes_of_argos(shop: Project) -> None:
    settings = (shop.root / "dbt_project.yml").read_text()
    shop.write({"dbt_project.yml": settings.replace("models: {", "models: {+meta: {argos: [1]}, ")})
    said = argos_lines(shop.dbt("seed").output)
    assert "argos: meta.argos of model.shop.customers is not a mapping of keys: it is ignored" in said
    assert not [line for line in said if ".argos." in line.removeprefix("argos: meta.argos of ")]


def test_a_source_in_files_is_said(shop: Project) -> None:
    shop.write({"models/files.yml": FILES})
    result = shop.dbt("build", "--select", "source:files")
    assert result.exit_code == 0, result.output
    assert "argos: source files.visits is not measured: it has an external_location, and " in result.output


def test_a_history_schema_of_three_parts_is_said(shop: Project) -> None:
    shop.variables = {"argos_history_schema": "a.b.c"}
    assert 'argos_history_schema is "a.b.c", more than a database and a schema' in shop.dbt("seed").output


def test_a_wrong_type_is_one_line_and_the_default_holds(shop: Project) -> None:
    shop.variables = {name: value for name, (value, _) in WRONG.items()}
    result = shop.dbt("seed")
    assert result.exit_code == 0, result.output
    said = argos_lines(result.output)
    for name, (_, line) in WRONG.items():
        assert [each for each in said if each.startswith(f"argos: {name} {line}")], result.output
    assert dump(shop)[0].measured == {"raw_orders"}


def test_a_name_that_is_a_number_and_a_clock_in_an_ordinary_run(shop: Project) -> None:
    shop.variables = {"argos_schema": 7, "argos_self_test": False}
    said = argos_lines(shop.dbt("seed", day=1).output)
    default = "the default (<target schema>_argos) is used; correct it under vars in dbt_project.yml"
    assert f'argos: argos_schema is "7", not a name: {default}' in said
    assert "argos: ARGOS_NOW is ignored: it works only with argos_self_test: true" in said
    assert dump(shop)[0].measured == {"raw_orders"}


@pytest.mark.slow
def test_strict_fails_on_a_wrong_setting_after_all_is_built(shop: Project) -> None:
    set_meta(shop, "{ownr: me}")
    shop.variables = {"argos_strict": True}
    result = shop.dbt("build")
    assert result.exit_code != 0
    assert "argos_strict: unknown key meta.argos.ownr" in result.output
    assert dump(shop)[0].measured == MEASURED


@pytest.mark.slow
def test_a_node_has_its_own_thresholds(learned_shop: Project) -> None:
    set_meta(learned_shop, "{warn_p_value: 0.0000000000001, fail_p_value: 0.0000000000001}")
    seed = "order_id,customer_id,status,amount,ordered_on\n1,10,new,1.5,2026-01-01\n"
    learned_shop.write({"seeds/raw_orders.csv": seed})
    result = learned_shop.dbt("build", "--select", "raw_orders", "orders", day=8)
    assert result.exit_code == 0, result.output
    verdict = learned_shop.facts(
        "column_verdict",
        "instance_id = 'model.shop.orders' and element_id = '' order by profile_ts desc limit 1",
    )[0]
    assert (verdict["level"], verdict["decision"]) == (0, "INFO")
    assert verdict["expected_low"] == 1


@pytest.mark.slow
def test_vars_under_the_name_of_a_package_are_named(shop: Project) -> None:
    settings = shop.root / "dbt_project.yml"
    settings.write_text(settings.read_text() + "\nvars: {argos: {argos_warn_p_value: 4}}\n")
    result = shop.dbt("seed")
    assert result.exit_code == 0
    assert "hooks of models see other options than hooks of the run" in result.output
