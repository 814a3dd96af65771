"""One project built by one real `dbt build`; tests that change it take a copy."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner, Result

from argos.cli import cli

from ..engines.dbt_runner import DbtResult, DbtRunner

REPOSITORY = Path(__file__).resolve().parents[3]
BIN = Path(sys.executable).parent
ENVIRONMENT = {**os.environ, "DBT_SEND_ANONYMOUS_USAGE_STATS": "false", "DO_NOT_TRACK": "1"}
FILES = {
    "dbt_project.yml": """\
name: shop
version: 1.0.0
profile: shop
models: {shop: {+post-hook: "{{ argos.measure() }}"}}
seeds: {shop: {+post-hook: "{{ argos.measure() }}"}}
""",
    "profiles.yml": """\
shop:
  target: dev
  outputs:
    dev: {type: duckdb, path: shop.duckdb, threads: 2}
    new: {type: duckdb, path: new.duckdb}
    memory: {type: duckdb}
    other: {type: fantasy}
    secret: {type: duckdb, path: "{{ env_var('SHOP_PATH_THAT_IS_NOT_SET') }}"}
""",
    "seeds/raw_orders.csv": "order_id,amount\n1,10\n2,20\n3,\n",
    "models/orders.sql": """\
{{ config(materialized='table') }}
select *, [1] as lines from {{ ref('raw_orders') }}
""",
    "models/orders_view.sql": "select * from {{ ref('orders') }}",
    "models/schema.yml": """\
sources:
  - {name: crm, schema: main, tables: [{name: customers}]}
models:
  - name: orders
    data_tests: [argos.volume_expected, argos.null_rate_expected]
""",
}


def write(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def execute(shop: Path, sql: str) -> None:
    """Runs SQL on the database of a project."""
    with duckdb.connect(str(shop / "shop.duckdb")) as connection:
        connection.execute(sql)


def installed(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """The installed command, as a user runs it, which imports all of dbt first: see `command` for a quicker one."""
    return subprocess.run(
        [BIN / "argos", *arguments], cwd=cwd, env=ENVIRONMENT, capture_output=True, text=True, timeout=120
    )


Command = Callable[..., DbtResult]


@pytest.fixture(scope="session")
def command(dbt_on_duckdb: DbtRunner) -> Command:
    """Runs the command in a process of its own that has dbt imported."""

    def run(*arguments: str, cwd: Path) -> DbtResult:
        return dbt_on_duckdb.invoke([*arguments], cwd, timeout_seconds=120, program="argos")

    return run


@pytest.fixture(scope="session")
def built(dbt_on_duckdb: DbtRunner, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project after its first build. Read only: see `shop` for one to change."""
    root = tmp_path_factory.mktemp("cli") / "shop"
    write(root, {**FILES, "packages.yml": f"packages: [{{local: {json.dumps(str(REPOSITORY))}}}]\n"})
    (root / "dbt_packages").mkdir()
    (root / "dbt_packages" / "argos").symlink_to(REPOSITORY)
    result = dbt_on_duckdb.invoke(["build"], root)
    assert result.exit_code == 0, result.output
    return root


@pytest.fixture
def shop(built: Path, tmp_path: Path) -> Path:
    """A copy of the built project."""
    return Path(shutil.copytree(built, tmp_path / "shop", symlinks=True))


Argos = Callable[..., Result]


@pytest.fixture
def argos(monkeypatch: pytest.MonkeyPatch) -> Argos:
    """Runs the command in this process, inside a folder."""

    def call(*arguments: str, cwd: Path) -> Result:
        monkeypatch.chdir(cwd)
        return CliRunner().invoke(cli, arguments)

    return call


def one_line_error(result: Result) -> str:
    """The error that the user sees: exactly one line, and nothing but it."""
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1, result.stderr
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.stderr.removeprefix("argos: ").rstrip("\n")
