"""What is planted in a warehouse stays in its table, on each warehouse beside DuckDB."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from ..clouds import Cloud
from ..engines.dbt_runner import DbtRunner
from ..engines.snowflake.engine import SnowflakeEngine
from ..project import Project
from . import people


@dataclass(frozen=True)
class Planted:
    project: Project
    since: int
    """Statements that the warehouse had received before."""


@pytest.fixture(scope="module")
def planted(cloud: Cloud, tmp_path_factory: pytest.TempPathFactory) -> Planted:
    project = cloud.new_project("types", tmp_path_factory.mktemp(cloud.name) / "types", "privacy")
    for model in (project.root / "models").iterdir():
        model.unlink()
    project.query("drop schema if exists privacy_raw cascade")
    project.query("create schema privacy_raw")
    people.plant(project, "privacy_raw", cloud.table_format)
    since = len(cloud.engine.statements())
    people.build_twice(project)
    assert project.dbt("docs", "generate", *people.BUILT).exit_code == 0
    return Planted(project, since)


def test_nothing_planted_and_no_salt_is_found_anywhere(planted: Planted) -> None:
    assert not people.leaks(
        planted.project, people.traces() | {people.salt_of(planted.project)}, planted.since
    )


def test_values_are_shown_of_no_identifier_and_no_personal_column(planted: Planted) -> None:
    facts = people.columns_of(planted.project, "people_copy")
    assert facts.keys() == people.PEOPLE.keys()
    assert people.shown_numbers(facts) == people.SHOWN.keys()


def test_a_table_of_one_row_shows_no_number_of_a_person(planted: Planted) -> None:
    assert people.shown_numbers(people.columns_of(planted.project, "one_person")) == {"rank"}


def test_shapes_hold_no_letter_and_no_digit_of_a_value(planted: Planted) -> None:
    shapes = people.shapes_of(people.columns_of(planted.project, "people_copy"))
    assert {"Aaa Aaaaaaaa", "9999 9999 9999 9999"} <= shapes
    assert not [shape for shape in shapes if not people.is_bare_shape(shape)]


@pytest.mark.snowflake
def test_what_a_policy_of_snowflake_masks_is_personal(
    snowflake: SnowflakeEngine, dbt_on_snowflake: DbtRunner, tmp_path: Path
) -> None:
    project = Cloud(snowflake, dbt_on_snowflake).new_project("types", tmp_path / "types", "masked")
    for model in (project.root / "models").iterdir():
        model.unlink()
    project.query("drop schema if exists masked_raw cascade")
    project.query("create schema masked_raw")
    people.plant(project, "masked_raw")
    for column in ("share", "rank"):
        project.query(f"alter table masked_raw.people modify column {column} set masking policy hidden")
    result = project.dbt("build", "--select", "source:people")
    assert result.exit_code == 0, result.output
    facts = people.columns_of(project, "people.people")
    assert people.shown_numbers(facts) == people.SHOWN.keys() - {"share"}, "the other is under plain_values"
