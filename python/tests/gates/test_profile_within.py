"""The gate with bounds of one's own: it judges from the first day, and says in words what is beyond."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
from typing import Any

import pytest

from ..project import Project

MODEL = """\
{{ config(materialized='table') }}
select range as id, range * 1.5 as amount, case when range % 4 = 0 then null else 'x' || range end as name,
  date '2026-01-01' as day, cast(null as integer) as nothing from range(8)"""


def built(shop: Project, *gates: tuple[str | None, dict[str, Any]], severity: str = "warn") -> str:
    """What dbt said of a build of the model with these gates, each of a column or of the relation."""
    config = {"severity": severity}
    of_relation = [
        {"argos.profile_within": {"name": f"gate_{n}", "arguments": arguments, "config": config}}
        for n, (column, arguments) in enumerate(gates)
        if column is None
    ]
    columns = [
        {
            "name": column,
            "data_tests": [
                {"argos.profile_within": {"name": f"gate_{n}", "arguments": arguments, "config": config}}
            ],
        }
        for n, (column, arguments) in enumerate(gates)
        if column
    ]
    models = [{"name": "bounded", "columns": columns, "data_tests": of_relation}]
    # YAML's spelling of infinity, and of a date.
    yml = json.dumps({"models": models}).replace("Infinity", ".inf").replace('"2026-01-01"', "2026-01-01")
    shop.write({"models/bounded.sql": MODEL, "models/bounded.yml": yml})
    return shop.dbt("build", "--select", "bounded").output


BEYOND = (
    ((None, {"measure": "row_count", "at_least": 10}), "row_count of bounded is 8, expected at least 10"),
    (("amount", {"measure": "mean", "at_least": 1, "at_most": 5.2}), "mean of bounded.amount is 5.25, expected at least 1 and at most 5.2"),
    (("Name", {"measure": "null_rate", "at_most": 0.2}), "null_rate of bounded.name is 25%, expected at most 20%"),
    (("amount", {"measure": "min_value", "at_least": 0.5}), "min_value of bounded.amount is 0, expected at least 0.5"),
    (("name", {"measure": "length_max", "at_most": 1}), "length_max of bounded.name is 2, expected at most 1"),
    (("nothing", {"measure": "mean", "at_least": 0}), "mean of bounded.nothing is unknown, expected at least 0"),
    (("day", {"measure": "max_value", "at_most": 0}), "max_value of bounded.day is unknown, expected at most 0"),
    (("gone", {"measure": "mean", "at_most": 0}), "mean of bounded.gone was not judged in the last 42 days: see that the column exists, among the first 500, and is of a type that tells it, else look for an earlier line of argos"),
)  # fmt: skip
WITHIN = (
    (None, {"measure": "row_count", "at_least": "8", "at_most": 8}),
    (None, {"measure": "row_once_count", "at_least": 8}),
    (None, {"measure": "null_rate", "at_most": 1}),
    (None, {"measure": "stddev", "at_least": 0}),
    ("amount", {"measure": "quantile", "at_least": 0}),
)
WRONG = (
    ((None, {"measure": "row_cont", "at_most": 1}), "there is no measure row_cont: did you mean row_count?"),
    ((None, {"measure": "row_count"}), "profile_within has no bound: give at_least, at_most or both"),
    ((None, {"measure": "row_count", "at_most": "ten"}), 'the bound "ten" is not a number'),
    ((None, {"measure": "row_count", "at_least": 2, "at_most": 1}), "at_least is greater than at_most: nothing can be within"),
    (("day", {"measure": "min_value", "at_least": "2026-01-01"}), 'the bound "2026-01-01" is not a number'),
    ((None, {"measure": "row_count", "at_most": math.inf}), 'the bound "inf" is not a number'),
    (("amount", {"measure": "row_count", "at_most": 1}), "row_count is of the whole relation: give no column"),
    (("amount", {"measure": "null_rate", "at_most": 50}), "the bound 50 is not from 0 to 1, as null_rate is"),
    ((None, {"measure": "ROW_COUNT", "at_most": 1}), "there is no measure ROW_COUNT: did you mean row_count?"),
    ((None, {"measure": "row_count", "at_lest": 1}), "there is no argument at_lest: did you mean at_least?"),
)  # fmt: skip


@pytest.mark.slow
def test_what_is_beyond_is_said_from_the_first_day(new_shop: Callable[[str], Project]) -> None:
    output = built(new_shop("beyond"), *(gate for gate, _ in BEYOND))
    for _, said in BEYOND:
        assert f"profile_within: {said} (warned only)" in output, said
    assert "ERROR=0" in output


@pytest.mark.slow
def test_what_is_within_passes(new_shop: Callable[[str], Project]) -> None:
    output = built(new_shop("within"), *WITHIN[:-1])
    assert "WARN=0 ERROR=0" in output
    assert "argos WARN" not in output


@pytest.mark.slow
def test_bounds_that_cannot_be_are_one_line(new_shop: Callable[[str], Project]) -> None:
    shop = new_shop("wrong")
    for gate, said in WRONG:
        output = built(shop, gate, severity="error")
        where = f"bounded.{gate[0]}" if gate[0] else "bounded"
        assert f"argos WARN profile_within: on {where}, {said} (warned only)" in output, output
        assert "ERROR=0" in output
    assert "did you mean quantiles" not in built(shop, WITHIN[-1])


@pytest.mark.slow
def test_it_stops_the_build_where_it_may(new_shop: Callable[[str], Project]) -> None:
    shop = new_shop("stops")
    shop.write({"models/below.sql": "select * from {{ ref('bounded') }}"})
    gate = (None, {"measure": "null_rate", "at_most": 0.2})
    built(shop, gate, severity="error")
    result = shop.dbt("build", "--select", "bounded+")
    assert result.exit_code == 1
    sentence = "null_rate of bounded.name is 25%, expected at most 20%; null_rate of bounded.nothing is 100%, expected at most 20%"
    assert (
        f"argos FAIL profile_within: {sentence} (this stopped the build: 1 relation not built"
        in result.output
    )
    rows = shop.facts("gate_decision", "level = 3 order by recorded_at desc limit 1")
    assert json.loads(rows[0]["reasons"]) == sentence.split("; ")
    assert shop.dbt("test", "--select", "bounded").exit_code == 1


@pytest.mark.slow
def test_no_word_of_a_person_moves_a_bound(new_shop: Callable[[str], Project]) -> None:
    shop = new_shop("word")
    gate = (None, {"measure": "null_rate", "at_most": 0.2})
    built(shop, gate, severity="error")
    shop.query(
        "insert into shop_argos.incident_event (run_id, recorded_at, incident_id, event, event_id, instance_id, element_id, measure, reason)"
        " select run_id, recorded_at, 'abcdef0123456789', 'OPENED', 'abcdef0123456789', instance_id, 'name', 'null_rate', 'too many'"
        " from shop_argos.gate_decision where level = 3"
    )
    called = json.dumps({"event": "abcdef01", "verdict": "WRONG"})
    said = shop.dbt("run-operation", "argos.feedback", "--args", called, "--no-write-json")
    assert "argos: called WRONG: too many; its case is closed, its gate stays as it is" in said.output
    assert [row["status"] for row in shop.facts("rca_case")] == ["CLOSED"]
    assert shop.dbt("test", "--select", "bounded").exit_code == 1


@pytest.mark.slow
def test_more_gates_fail_than_one_statement_records(new_shop: Callable[[str], Project]) -> None:
    shop = new_shop("many")
    bounds = [*(count / 10 for count in range(70)), 8]
    output = built(shop, *((None, {"measure": "row_count", "at_most": bound}) for bound in bounds))
    assert output.count("argos FAIL profile_within: row_count of bounded is 8, ") == 70
    recorded = {row["gate_id"]: row["reasons"] for row in shop.facts("gate_decision")}
    said = [json.loads(reasons) for reasons in recorded.values() if reasons]
    assert (len(recorded), len(said)) == (71, 70)
    assert ["row_count of bounded is 8, expected at most 6.9"] in said


def test_a_gate_that_its_own_settings_let_pass_says_so(shop: Project) -> None:
    config = {"limit": 1, "warn_if": ">5", "error_if": ">10"}
    gate = {"argos.profile_within": {"arguments": {"measure": "row_count", "at_least": 10}, "config": config}}
    yml = json.dumps({"models": [{"name": "bounded", "data_tests": [gate]}]})
    shop.write({"models/bounded.sql": MODEL, "models/bounded.yml": yml})
    sentence = "row_count of bounded is 8, expected at least 10"
    output = shop.dbt("build", "--select", "bounded").output
    assert (
        f"argos PASS profile_within: {sentence} (its own warn_if, error_if, limit or fail_calc lets it pass)"
        in output
    )
    (decided,) = shop.facts(
        "gate_decision", "recorded_at = (select max(recorded_at) from shop_argos.gate_decision)"
    )
    assert (decided["outcome"], decided["level"], json.loads(decided["reasons"])) == ("PASS", 0, [sentence])


CUT_OFF = """{% macro cut_off() %}
  {%- set id = argos.gates_of_project() | first -%}
  {%- do argos.run_memory().found.update({id: [['bounded', none, 'row_count', '8', 'at least 10', 'too few', 'HIGH', '{}', none, 4.5, 3]]}) -%}
  {%- set decided = argos.gate_decisions([{'status': 'skipped', 'failures': none, 'node': graph.nodes[id]}]) -%}
  {%- do argos._say_gates(decided, 0) -%}
  {%- do log('critical ' ~ decided[0].critical | length, info=true) -%}
{% endmacro %}"""


def test_what_a_gate_found_before_dbt_cut_it_off_is_said(shop: Project) -> None:
    shop.write({"macros/cut_off.sql": CUT_OFF})
    output = shop.dbt("run-operation", "cut_off").output
    assert re.search("argos SKIPPED [a-z_]+: too few [(]dbt ended before it counted[)]", output), output
    assert "critical 0" in output


QUOTED = """
models:
  - name: quoted
    columns:
      - name: Customer "Id"
        quote: true
        data_tests:
          - argos.profile_within: {arguments: {measure: null_rate, at_most: 0}, config: {severity: error}}
      - name: MÜŞTERİ
        quote: true
        data_tests: [argos.profile_within: {arguments: {measure: null_rate, at_most: 0}}]
      - {name: plain, data_tests: [argos.volume_expected, argos.schema_unchanged, argos.duplicates_expected]}
"""


@pytest.mark.slow
def test_a_quoted_column_is_held_and_a_gate_of_the_relation_is_of_no_column(
    new_shop: Callable[[str], Project],
) -> None:
    shop = new_shop("quoted")
    sql = """{{ config(materialized='table') }} select nullif(range, 3) as "Customer ""Id""\", nullif(range, 2) as "MÜŞTERİ", 1 as plain from range(4)"""
    shop.write({"models/quoted.sql": sql, "models/quoted.yml": QUOTED})
    result = shop.dbt("build", "--select", "quoted")
    assert result.exit_code == 1
    assert (
        'FAIL profile_within: null_rate of quoted.Customer "Id" is 25%, expected at most 0%' in result.output
    )
    assert "profile_within: null_rate of quoted.MÜŞTERİ is 25%, expected at most 0%" in result.output
    for measure in ("row_count", "schema", "duplicate_rate"):
        assert f"{measure} is of the whole relation: give no column (warned only)" in result.output
