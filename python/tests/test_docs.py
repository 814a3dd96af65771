"""The generated pages say what the code says, and each kind of missing documentation is found."""

from __future__ import annotations

import shutil
from pathlib import Path

import docs
import pytest

from .project import REPOSITORY, Project

PARTS = ("macros", "models", "tests/generic", "docs", docs.UNFILLED_BY_TESTS)


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A copy of all that docs.py reads, with its pages written."""
    for part in PARTS:
        source, copy = REPOSITORY / part, tmp_path / part
        copy.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, copy)
        else:
            shutil.copyfile(source, copy)
    docs.write(tmp_path)
    return tmp_path


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_package_is_documented(package: Path) -> None:
    assert docs.findings(package) == []
    assert list(docs.outdated_pages(package)) == []


def test_options_have_their_default_and_meaning(package: Path) -> None:
    page = docs.options_page(package)
    assert (
        "| `argos_warn_p_value` | number from 0 to 1 | `0.002` | `warn_p_value` | a verdict is WARN when"
        in page
    )
    assert "| `argos_schema` | name | `<target schema>_argos` |  | schema of every table" in page
    assert "`plain_values`" in page


def test_every_fact_view_and_column_is_in_the_dictionary(package: Path) -> None:
    page = docs.dictionary_page(package)
    for entry in [*docs.facts(package), *docs.views(package)]:
        section = page.partition(f"\n### {entry['name']}\n")[2].partition("\n### ")[0]
        assert entry["description"] in section
        for column in entry["columns"]:
            assert f"| `{column['name']}` | {column['data_type']} | {column['description']} |" in section
    assert "Written by argos.record(). Natural key: `run_id`, `gate_id`." in page


def test_a_changed_default_makes_its_page_old(package: Path) -> None:
    change(package / docs.OPTIONS, "'number from 0 up', 'default': 3,", "'number from 0 up', 'default': 4,")
    assert [line.split(":")[0] for line in docs.outdated_pages(package)] == ["docs/options.md"]


PUBLIC = "{% macro new() %}{% endmacro %}\n"
NOT_PUBLIC = "{% macro _new() %}{% endmacro %}\n{% macro duckdb__new() %}{% endmacro %}\n"
MODEL = "models: [{name: new, description: A view.%s}]\n"
TEST = "{% test new(model, share=none) %}{% endtest %}\n"
GATE = "macros: [{name: test_new, description: The %s.}]\n"
KEY = "'plain_values', "

ADDED: dict[str, tuple[dict[str, str], list[str]]] = {
    "macro_without_comment": (
        {"macros/new.sql": "{#- Old. -#}\n" + PUBLIC.replace("new", "old") + PUBLIC},
        ["macros/new.sql:3: macro new has no comment before it"],
    ),
    "macro_with_comment": ({"macros/new.sql": "{#- New. -#}\n" + PUBLIC + NOT_PUBLIC}, []),
    "model_without_yml": (
        {"models/runs/new.sql": ""},
        ["models/runs/new.sql: the model has no yml beside it"],
    ),
    "model_without_columns": (
        {"models/runs/new.sql": "", "models/runs/new.yml": MODEL % ""},
        ["models: new lacks its columns"],
    ),
    "column_without_description": (
        {"models/runs/new.sql": "", "models/runs/new.yml": MODEL % ", columns: [{name: x}]"},
        ["models: new lacks descriptions: x"],
    ),
    "test_without_yml": (
        {"tests/generic/new.sql": TEST},
        ["tests/generic/new.sql: test_new has no description in a yml beside it"],
    ),
    "test_with_an_argument_that_is_not_described": (
        {"tests/generic/new.sql": TEST, "tests/generic/new.yml": GATE % "share"},
        ["tests/generic/new.sql: test_new has no description of share in a yml beside it"],
    ),
    "test_that_is_described": (
        {"tests/generic/new.sql": TEST, "tests/generic/new.yml": GATE % "`share`"},
        [],
    ),
    "message_that_is_not_explained": (
        {"macros/new.sql": "{% do log('argos: the moon is full in ' ~ x ~ ': wait', info=true) %}\n"},
        ["macros/new.sql:1: docs/troubleshooting.md does not explain 'argos: the moon is full in'"],
    ),
}


@pytest.mark.parametrize("name", ADDED)
def test_what_is_not_documented_is_found(package: Path, name: str) -> None:
    files, expected = ADDED[name]
    for path, text in files.items():
        (package / path).write_text(text, encoding="utf-8")
    assert docs.findings(package) == expected


def test_a_key_of_a_node_must_be_explained(package: Path) -> None:
    change(package / docs.OPTIONS, KEY, KEY + "'moon', ")
    assert docs.findings(package) == ["docs/measure.md: does not explain meta.argos.moon"]


def test_a_column_that_is_filled_now_is_not_called_empty(package: Path) -> None:
    row = "| `run_profile_result` | "
    change(package / docs.MEASURE_PAGE, row, row + "`row_count`, ")
    assert docs.findings(package) == ["docs/measure.md: run_profile_result.row_count is filled now"]


def test_columns_of_views_are_documented(shop: Project) -> None:
    """prepare makes the views on the first run of any kind."""
    result = shop.dbt("seed")
    assert result.exit_code == 0, result.output
    for view in docs.views(REPOSITORY):
        found = shop.query(
            "select column_name from information_schema.columns "
            f"where table_schema = 'shop_argos' and table_name = '{view['name']}' order by ordinal_position"
        )
        assert [row["column_name"] for row in found] == [column["name"] for column in view["columns"]]
