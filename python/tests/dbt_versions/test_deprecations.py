"""Nothing that dbt 1.11 calls deprecated, in the package or in the demo: dbt v2 refuses it.

Parsed for Snowflake, with nothing behind it: for DuckDB, dbt 1.11 does not look at the keys of yml.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ..engines.dbt_runner import DbtResult, DbtRunner
from ..project import DEMO, REPOSITORY, Project, copy_package, copy_project
from ..snapshots.test_compiled_sql import NoWarehouse

STRICT = ("--show-all-deprecations", "--warn-error-options", '{"error": ["Deprecations"]}')
BLOCK = {"macros/planted.sql": "{% macro planted() %}{% endmacro %}{% endmacro %}"}
KEY = {
    "models/planted.sql": "select 1 as x",
    "models/planted.yml": "models: [{name: planted, surprise: 1}]",
}

SNOWFLAKE = NoWarehouse("snowflake", REPOSITORY / ".venv-snowflake/bin/python")

pytestmark = pytest.mark.snowflake


@pytest.fixture(scope="module")
def dbt() -> Iterator[DbtRunner]:
    """One that has rehearsed nothing: dbt warns of a block when it first reads it."""
    with DbtRunner(SNOWFLAKE.python, SNOWFLAKE.name) as runner:
        yield runner


def parsed(dbt: DbtRunner, name: str, root: Path, planted: dict[str, str], package: Path) -> DbtResult:
    copy_project(name, root, package)
    project = Project(root, SNOWFLAKE, dbt)
    project.write_profile()
    project.write(planted)
    return project.dbt(*STRICT, "parse", "--no-partial-parse")


@pytest.mark.parametrize("name", ["shop", "types", DEMO], ids=["shop", "types", "demo"])
def test_nothing_is_deprecated(dbt: DbtRunner, tmp_path: Path, name: str) -> None:
    result = parsed(dbt, name, tmp_path / "project", {}, REPOSITORY)
    assert result.exit_code == 0, result.output
    assert "Running with dbt=1.11." in result.output


@pytest.mark.parametrize(
    ("planted", "error"),
    [(BLOCK, "UnexpectedJinjaBlockDeprecation"), (KEY, "CustomKeyInObjectDeprecation")],
    ids=["block", "key"],
)
@pytest.mark.parametrize("where", ["project", "package"])
def test_what_is_deprecated_is_an_error(
    dbt: DbtRunner, tmp_path: Path, where: str, planted: dict[str, str], error: str
) -> None:
    package = tmp_path / "argos"
    copy_package(package)
    if where == "package":
        for name, text in planted.items():
            (package / name).write_text(text, encoding="utf-8")
    in_project = planted if where == "project" else {}
    result = parsed(dbt, "types", tmp_path / "project", in_project, package)
    assert result.exit_code == 2, result.output
    assert error in result.output
