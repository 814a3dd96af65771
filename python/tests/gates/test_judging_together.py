"""All that a layer of a project measured is judged at once; where that fails, each relation by itself."""

from __future__ import annotations

import json
import re

import pytest

from ..containment.faults import FAULTS, READ_FAULTS, Fault, Target, put_faults
from ..facts_dump import dump, repeated_facts
from ..project import Project

FIRST, SECOND = ("a0", "a1", "a2"), ("b0", "b1", "b2")
GATES = ["argos.volume_expected", "argos.no_drift", "argos.duplicates_expected"]


@pytest.fixture
def layers(shop: Project) -> Project:
    """Two layers of three tables, each with three gates."""
    table = "{{ config(materialized='table') }} select 1 as id from "
    files = {f"models/layers/{name}.sql": f"{table}(select 1)" for name in FIRST}
    files |= {f"models/layers/b{n}.sql": f"{table}{{{{ ref('a{n}') }}}}" for n in range(3)}
    tests = [{"name": name, "data_tests": GATES} for name in (*FIRST, *SECOND)]
    shop.write({**files, "models/layers/schema.yml": json.dumps({"models": tests})})
    return shop


def inserts(project: Project, fact: str) -> list[str]:
    """The statements that write verdicts, or what they are made of."""
    sent = (one.sql for one in project.engine.statements())
    return [sql for sql in sent if re.search(rf'insert into [^ ]+"{fact}" ', sql)]


def test_a_layer_is_judged_by_one_statement_before_the_next_is_built(layers: Project) -> None:
    result = layers.dbt("build", "--select", "layers", "--threads", "1")
    assert result.exit_code == 0, result.output
    for fact in ("reference_frame", "series_metric", "column_verdict"):
        first, second = inserts(layers, fact)
        for name in FIRST:
            assert f"'model.shop.{name}'" in first
            assert f"'model.shop.{name}'" not in second
    assert dump(layers)[0].unjudged == frozenset()


@pytest.mark.parametrize("fact", ["reference_frame", "series_metric", "column_verdict"])
def test_a_relation_that_cannot_be_judged_takes_no_other_with_it(layers: Project, fact: str) -> None:
    put_faults(layers, [(FAULTS[1], Target(fact, "'model.shop.a1'", ""))])
    result = layers.dbt("build", "--select", "layers", "--threads", "1")
    assert result.exit_code == 0, result.output
    said = [line for line in result.output.splitlines() if "failed; your data is untouched" in line]
    assert len(said) == 1, result.output
    assert "warehouse.shop.a1" in said[0]
    (run,) = dump(layers)
    assert run.unjudged == {"a1"}
    assert {name for name, outcome in run.gates.items() if outcome == "WARN"} == {
        name for name in run.gates if "_a1_" in name
    }
    assert repeated_facts(layers) == {}


@pytest.mark.parametrize("fact", ["reference_frame", "series_metric", "column_verdict"])
def test_what_fail_fast_interrupts_is_judged_at_the_end(layers: Project, fact: str) -> None:
    twice = "sql ~ ' where argos_fault = 1' if graph.setdefault('faults', []) | length < 2 and not graph['faults'].append(1) else sql"
    put_faults(layers, [(Fault("twice", twice, ""), Target(fact, "'model.shop.a1'", ""))])
    result = layers.dbt("build", "--select", "layers", "--threads", "1", "--fail-fast")
    assert result.exit_code == 0, result.output
    assert "your data is untouched" not in result.output
    assert "WARN volume_expected: row_count of a1 was not judged in " in result.output
    assert dump(layers)[0].unjudged == frozenset()
    assert repeated_facts(layers) == {}
    assert layers.dbt("test", "--select", "a1").exit_code == 0
    assert set(dump(layers)[-1].gates.values()) == {"PASS"}


def test_what_fails_under_fail_fast_is_said_once_at_the_end(layers: Project) -> None:
    put_faults(layers, [(FAULTS[1], Target("series_metric", "'model.shop.a1'", ""))])
    result = layers.dbt("build", "--select", "layers", "--fail-fast")
    assert result.exit_code == 0, result.output
    [said] = [line for line in result.output.splitlines() if "your data is untouched" in line]
    assert "deriving the metrics of 1 relation left to the end failed, or --fail-fast interrupted it" in said
    assert dump(layers)[0].unjudged == {"a1"}
    assert repeated_facts(layers) == {}


def test_what_was_measured_and_not_judged_passes_no_gate_of_a_later_test(layers: Project) -> None:
    assert layers.dbt("build", "--select", "layers", day=1).exit_code == 0
    put_faults(layers, [(FAULTS[1], Target("column_verdict", "'model.shop.a1'", ""))])
    assert layers.dbt("build", "--select", "a1", "--exclude", "test_type:data", day=2).exit_code == 0
    result = layers.dbt("test", "--select", "layers", day=2)
    assert result.exit_code == 0, result.output
    said = "a1 was measured, but not judged since: build it again, last judged at 2"
    assert result.output.count(said) == len(GATES), result.output
    assert {name for name, outcome in dump(layers)[-1].gates.items() if outcome == "WARN"} == {
        name for name in dump(layers)[-1].gates if "_a1_" in name
    }


def test_gates_of_many_threads_find_each_relation_judged_once(layers: Project) -> None:
    result = layers.dbt("build", "--select", "layers", "--threads", "8")
    assert result.exit_code == 0, result.output
    (run,) = dump(layers)
    assert set(run.gates.values()) == {"PASS"}
    assert run.unjudged == frozenset()
    assert repeated_facts(layers) == {}


def test_a_retry_takes_no_older_verdict_for_that_on_what_it_built(layers: Project) -> None:
    assert layers.dbt("build", "--select", "layers", day=1).exit_code == 0
    good = (layers.root / "models/layers/b1.sql").read_text()
    layers.write({"models/layers/b1.sql": good.replace("1 as id", "nonsense")})
    assert layers.dbt("build", "--select", "layers", day=2).exit_code == 1
    layers.write({"models/layers/b1.sql": good})
    put_faults(layers, [(FAULTS[1], Target("series_metric", "'model.shop.b1'", ""))])
    result = layers.dbt("retry", day=2)
    assert result.exit_code == 0, result.output
    assert "row_count of b1 was not judged in this run, last judged at 2" in result.output
    assert set(dump(layers)[-1].gates.values()) == {"WARN"}


def test_a_second_line_of_the_hook_counts_for_nothing(layers: Project) -> None:
    hook = "post_hook=['select 1', '{{ argos.measure() }}']"
    table = (layers.root / "models/layers/a0.sql").read_text()
    layers.write(
        {"models/layers/a0.sql": table.replace("materialized='table'", f"materialized='table', {hook}")}
    )
    result = layers.dbt("build", "--select", "layers", "--threads", "4")
    assert result.exit_code == 0, result.output
    assert len(layers.facts("run_profile_result", "instance_id = 'model.shop.a0'")) == 2
    assert repeated_facts(layers) == {}


def questions(project: Project) -> list[str]:
    """The queries of gates that were sent."""
    return [one.sql for one in project.engine.statements() if ") as decided" in one.sql]


def test_gates_of_a_layer_ask_once_together_and_what_dbt_runs_asks_nothing(layers: Project) -> None:
    layers.dbt("build", "--select", "layers", "--threads", "1")
    asked = questions(layers)
    assert not [sql for sql in asked if "dbt_internal_test" in sql]
    assert [sorted({name for name in (*FIRST, *SECOND) if f"model.shop.{name}" in sql}) for sql in asked] == [
        list(FIRST),
        list(SECOND),
    ]


def test_gates_on_what_a_run_does_not_build_ask_once_together(layers: Project) -> None:
    layers.dbt("build", "--select", "layers")
    before = len(questions(layers))
    result = layers.dbt("test", "--select", "layers", "--threads", "1")
    assert "WARN=0 ERROR=0" in result.output, result.output
    [asked] = questions(layers)[before:]
    assert len(set(re.findall(r"test[.]shop[.]argos_\w+", asked))) == len(FIRST + SECOND) * len(GATES)


def test_a_gate_that_cannot_be_read_takes_no_other_with_it(layers: Project) -> None:
    put_faults(layers, [(READ_FAULTS[0], Target("", "test.shop.argos_no_drift_a1_", ""))])
    result = layers.dbt("build", "--select", "layers", "--threads", "2")
    assert result.exit_code == 0, result.output
    (run,) = dump(layers)
    assert {name for name, outcome in run.gates.items() if outcome != "PASS"} == {"argos_no_drift_a1_"}
    assert "cannot be read: it was not judged" in result.output


BOUNDS = """
      - argos.profile_within: {name: given, arguments: {measure: row_count, at_least: 3}}
      - argos.profile_within: {name: rendered, arguments: {measure: "{{ 'row_count' }}", at_least: "{{ var('least', 2) | int }}"}}
      - argos.profile_within: {name: misspelt, arguments: {measure: row_counts, at_least: 3}}
      - argos.profile_within: {name: unnamed, arguments: {measure: "", at_least: 3}}
      - argos.profile_within: {name: held, arguments: {measure: row_count, at_most: 1}}
"""


def test_gates_with_bounds_ask_together_what_dbt_has_not_to_render(layers: Project) -> None:
    layers.write({"models/layers/schema.yml": f"models:\n  - name: a0\n    data_tests:{BOUNDS}"})
    result = layers.dbt("build", "--select", "a0", "--threads", "1")
    assert result.exit_code == 0, result.output
    for said in (
        "FAIL profile_within: row_count of a0 is 1, expected at least 3 (warned only)",
        "FAIL profile_within: row_count of a0 is 1, expected at least 2 (warned only)",
        "WARN profile_within: on a0, there is no measure row_counts: did you mean row_count? (warned only)",
        "WARN profile_within: on a0, profile_within has no measure: known are row_count, ",
    ):
        assert f"argos {said}" in result.output, result.output
    assert "PASS held" in result.output
    together, alone = questions(layers)
    assert [name in together for name in ("given", "held", "rendered", "misspelt")] == [
        True,
        True,
        False,
        False,
    ]
    assert "rendered" in alone


def test_a_test_of_ones_own_has_its_node_judged_at_once(layers: Project) -> None:
    layers.write(
        {
            "models/alone.sql": "{{ config(materialized='table') }} select 1 as id",
            "models/alone.yml": "models: [{name: alone, data_tests: [own]}]",
            "macros/own.sql": "{% test own(model) %}{{ argos.gate(['row_count']) }}{% endtest %}",
        }
    )
    result = layers.dbt("build", "--select", "alone")
    assert "PASS own_alone_" in result.output
    assert result.wall_seconds < 60, "a gate waits for another thread up to five minutes"
    (judged,) = inserts(layers, "column_verdict")
    assert "'model.shop.alone'" in judged


def test_a_test_of_ones_own_that_asks_for_nothing_warns(layers: Project) -> None:
    bounds = "{'at_least': 3}"
    layers.write(
        {
            "models/layers/schema.yml": "models: [{name: a0, data_tests: [nothing, one_bound]}]",
            "macros/own.sql": "{% test nothing(model) %}{{ argos.gate() }}{% endtest %}"
            f"{{% test one_bound(model) %}}{{{{ argos.gate(['row_count'], bounds={bounds}) }}}}{{% endtest %}}",
            "tests/of_none.sql": "{{ argos.gate(['row_count']) }}",
        }
    )
    result = layers.dbt("build", "--select", "a0", "of_none")
    failed = re.findall(r"FAIL 1 (\w+_\w*) ", result.output)
    assert sorted(failed) == ["nothing_a0_", "of_none", "one_bound_a0_"], result.output
    compiled = layers.root / "target/run/shop"
    for name in ("nothing_a0_", "of_none"):
        (path,) = compiled.rglob(f"{name}.sql")
        assert "argos.gate() needs measures, and a test of a relation" in path.read_text()
    (path,) = compiled.rglob("one_bound_a0_.sql")
    assert "row_count of a0 is 1, expected at least 3" in path.read_text()


def test_a_table_that_is_lost_in_the_middle_makes_gates_warn(layers: Project) -> None:
    lost = "{{ config(materialized='table', pre_hook='drop table if exists shop_argos.column_verdict') }} select 1 as id from "
    layers.write({f"models/layers/b{n}.sql": f"{lost}{{{{ ref('a{n}') }}}}" for n in range(3)})
    result = layers.dbt("build", "--select", "layers", "--threads", "1")
    assert result.exit_code == 0, result.output
    assert "judging warehouse.shop.b0 failed; your data is untouched" in result.output
    (run,) = layers.facts("run_event", "event = 'FINISHED'")
    assert run["warned_count"] == len(SECOND) * len(GATES)


LOST = """{% macro lost() %}
  {%- set id = 'model.shop.a0' -%}
  {%- set entry = {'row': argos.to_judge(graph.nodes[id]), 'name': 'a0', 'judged_by': 'a thread that is gone'} -%}
  {%- do argos.run_memory().measured.update({id: entry}) -%}
  {%- do argos.judge_measured('another', id, most_seconds=0) -%}
{% endmacro %}"""


def test_a_thread_that_is_gone_keeps_no_gate_waiting(layers: Project) -> None:
    assert layers.dbt("run", "--select", "layers").exit_code == 0
    layers.write({"macros/lost.sql": LOST})
    before = len(inserts(layers, "column_verdict"))
    result = layers.dbt("run-operation", "lost")
    assert result.exit_code == 0, result.output
    [sent] = inserts(layers, "column_verdict")[before:]
    assert "'model.shop.a0'" in sent


def test_what_no_gate_asked_for_is_judged_at_the_end(layers: Project) -> None:
    result = layers.dbt("run", "--select", "layers")
    assert result.exit_code == 0, result.output
    assert len(inserts(layers, "column_verdict")) == 1
    assert dump(layers)[0].unjudged == frozenset()


OLDER = """{% macro older() %}
  {%- do graph.update({'argos': {'run_id': 'an older one', 'hooked': ['model.shop.a0']}}) -%}
  {%- do argos.run_memory().hooked.append('model.shop.a1') -%}
  {%- do log('hooked: ' ~ argos.run_memory().hooked, info=true) -%}
{% endmacro %}"""


def test_what_an_older_run_of_the_process_kept_is_forgotten(layers: Project) -> None:
    layers.write({"macros/older.sql": OLDER})
    result = layers.dbt("run-operation", "older")
    assert "hooked: ['model.shop.a1']" in result.output, result.output
