"""No value of a column and not the salt leaves the warehouse, and bounds only where they may."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ..conftest import make_parsed_shop
from ..engines.dbt_runner import DbtRunner
from ..project import Project
from . import people

pytestmark = pytest.mark.xdist_group("people")


@pytest.fixture(scope="module")
def built(dbt_on_duckdb: DbtRunner, parsed_shop: Path, tmp_path_factory: pytest.TempPathFactory) -> Project:
    shop = make_parsed_shop(tmp_path_factory.mktemp("people") / "shop", dbt_on_duckdb, parsed_shop)
    people.plant(shop, "shop_raw")
    people.build_twice(shop)
    assert shop.dbt("docs", "generate", *people.BUILT).exit_code == 0
    return shop


def test_nothing_planted_and_no_salt_is_found_anywhere(built: Project) -> None:
    assert not people.leaks(built, people.traces() | {people.salt_of(built)})


def test_the_search_finds_what_is_there(built: Project) -> None:
    built.query("insert into shop_argos.node_version (owner) values ('of Zoë Müller-Łódź')")
    built.write({"target/leak.json": json.dumps("李小龍")})
    places = {place.rpartition("/")[2] for place, _ in people.leaks(built, people.traces())}
    (built.root / "target/leak.json").unlink()
    built.query("delete from shop_argos.node_version where run_id is null")
    assert places == {"node_version", "leak.json"}


def test_values_are_shown_of_no_identifier_and_no_personal_column(built: Project) -> None:
    facts = people.columns_of(built, "people_copy")
    assert facts.keys() == people.PEOPLE.keys()
    assert people.shown_numbers(facts) == people.SHOWN.keys()
    assert {
        name: (facts[name]["min_value"], facts[name]["max_value"]) for name in people.SHOWN
    } == people.SHOWN
    for name in people.IDENTIFIERS:
        assert json.loads(facts[name]["notes"])["bounds"] == "withheld: looks like an identifier", name
    for name in people.PERSONAL:
        assert json.loads(facts[name]["notes"])["bounds"] == "withheld: personal", name
    assert "bounds" not in json.loads(facts["share"]["notes"])


def test_a_table_of_one_row_shows_no_number_of_a_person(built: Project) -> None:
    facts = people.columns_of(built, "one_person")
    assert {row["eval_count"] for row in facts.values()} == {1}
    assert people.shown_numbers(facts) == {"rank"}, "of all whole numbers, the one under plain_values"


def test_shapes_hold_no_letter_and_no_digit_of_a_value(built: Project) -> None:
    shapes = people.shapes_of(people.columns_of(built, "people_copy"))
    assert {"Aaa Aaaaaaaa", "Aaa Aaaaaa-Aaaa", "aaa", "aaa@aaaaaaa.aaa", "9999 9999 9999 9999"} <= shapes
    assert not [shape for shape in shapes if not people.is_bare_shape(shape)]


def test_the_salt_is_made_once(shop: Project) -> None:
    shop.dbt("seed")
    first = shop.facts("salt")
    marker = shop.query(
        "select table_name from information_schema.tables where table_name like 'contract_%'"
    )[0]
    shop.query(f"drop table shop_argos.{marker['table_name']}")
    shop.dbt("seed")
    assert shop.facts("salt") == first
