"""Fixtures that every test of the package shares; each engine is started once, by the first test that asks."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from . import evidence
from .clouds import CLOUDS, Cloud
from .engines.bigquery.engine import BigQueryEngine
from .engines.databricks.engine import DatabricksEngine
from .engines.dbt_runner import DbtRunner
from .engines.duckdb_file import DuckDbEngine
from .engines.engine import Engine
from .engines.snowflake.engine import SnowflakeEngine
from .project import REPOSITORY, Project, copy_project

SHARED = ("built", "built_once", "kinds", "learned", "measured", "parted", "played", "quiet")


def pytest_configure(config: pytest.Config) -> None:
    evidence.register(config)


def pytest_itemcollected(item: pytest.Item) -> None:
    """What is dear to make is made by one worker: its tests stay together. Tests of a cloud are slow."""
    groups = [name for name in SHARED if name in getattr(item, "fixturenames", ())]
    for name in filter(item.get_closest_marker, CLOUDS):
        item.add_marker("cloud")
        item.add_marker("slow")
        groups = [name]
    if groups and not item.get_closest_marker("xdist_group"):
        item.add_marker(pytest.mark.xdist_group(groups[0]))


@pytest.fixture(scope="session")
def dbt_on_duckdb(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DbtRunner]:
    root = tmp_path_factory.mktemp("rehearsal")
    engine = DuckDbEngine(root / "warehouse.duckdb", root / "logs" / "dbt.log")
    with rehearsed(engine, root) as runner:
        yield runner


@pytest.fixture(scope="session")
def bigquery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BigQueryEngine]:
    engine = BigQueryEngine()
    engine.start(tmp_path_factory.mktemp("bigquery"))
    yield engine
    engine.stop()


@pytest.fixture(scope="session")
def dbt_on_bigquery(
    bigquery: BigQueryEngine, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[DbtRunner]:
    with rehearsed(bigquery, tmp_path_factory.mktemp("rehearsal")) as runner:
        yield runner


@pytest.fixture(scope="session")
def databricks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DatabricksEngine]:
    engine = DatabricksEngine()
    engine.start(tmp_path_factory.mktemp("databricks"), REPOSITORY / ".work/databricks")
    yield engine
    engine.stop()


@pytest.fixture(scope="session")
def dbt_on_databricks(
    databricks: DatabricksEngine, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[DbtRunner]:
    with rehearsed(databricks, tmp_path_factory.mktemp("rehearsal")) as runner:
        yield runner


@pytest.fixture(scope="session")
def snowflake(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SnowflakeEngine]:
    engine = SnowflakeEngine()
    engine.start(tmp_path_factory.mktemp("snowflake"))
    yield engine
    engine.stop()


@pytest.fixture(scope="session")
def dbt_on_snowflake(
    snowflake: SnowflakeEngine, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[DbtRunner]:
    with rehearsed(snowflake, tmp_path_factory.mktemp("rehearsal")) as runner:
        yield runner


@pytest.fixture(
    scope="session", params=[pytest.param(name, marks=getattr(pytest.mark, name)) for name in CLOUDS]
)
def cloud(request: pytest.FixtureRequest) -> Cloud:
    """Each warehouse beside DuckDB in its turn."""
    return Cloud(request.getfixturevalue(request.param), request.getfixturevalue(f"dbt_on_{request.param}"))


@pytest.fixture(scope="session")
def parsed_shop(dbt_on_duckdb: DbtRunner, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """dbt's parse of the shop, so that no test parses the package from nothing."""
    root = tmp_path_factory.mktemp("parsed") / "shop"
    project = make_shop(root, dbt_on_duckdb)
    result = project.dbt("parse")
    assert result.exit_code == 0, result.output
    return root / "target" / "partial_parse.msgpack"


def rehearsed(engine: Engine, root: Path) -> DbtRunner:
    """A runner whose dbt has parsed a project that uses all of the package once, before it is forked."""
    copy_project("types", root / "types")
    profile = {"shop": {"target": "dev", "outputs": {"dev": engine.profile("rehearsal")}}}
    (root / "types/profiles.yml").write_text(json.dumps(profile), encoding="utf-8")
    return DbtRunner(engine.python, engine.name, engine.preload, root / "types")


def make_shop(root: Path, runner: DbtRunner) -> Project:
    copy_project("shop", root)
    engine = DuckDbEngine(root / "warehouse.duckdb", root / "logs" / "dbt.log")
    engine.query(
        "create schema shop_raw; create table shop_raw.payments as "
        "select range as payment_id, timestamp '2026-01-01' as paid_at from range(20)"
    )
    project = Project(root, engine, runner)
    project.write_profile()
    return project


def make_parsed_shop(root: Path, runner: DbtRunner, parsed_shop: Path) -> Project:
    project = make_shop(root, runner)
    project.write({"target/.keep": ""})
    (project.root / "target" / "partial_parse.msgpack").write_bytes(parsed_shop.read_bytes())
    return project


def copied_shop(made: Path, root: Path, runner: DbtRunner) -> Project:
    shutil.copytree(made, root, symlinks=True)
    return Project(root, DuckDbEngine(root / "warehouse.duckdb", root / "logs" / "dbt.log"), runner)


@pytest.fixture
def new_shop(dbt_on_duckdb: DbtRunner, parsed_shop: Path, tmp_path: Path) -> Callable[[str], Project]:
    """Makes shops on DuckDB, each a folder and a database of its own."""

    def make(name: str) -> Project:
        return make_parsed_shop(tmp_path / name, dbt_on_duckdb, parsed_shop)

    return make


@pytest.fixture(scope="session")
def learned(dbt_on_duckdb: DbtRunner, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A shop after seven quiet days, to be copied."""
    project = make_shop(tmp_path_factory.mktemp("learned") / "shop", dbt_on_duckdb)
    for day in range(1, 8):
        result = project.dbt("build", day=day)
        assert result.exit_code == 0, result.output
    return project.root


@pytest.fixture
def learned_shop(dbt_on_duckdb: DbtRunner, learned: Path, tmp_path: Path) -> Project:
    return copied_shop(learned, tmp_path / "shop", dbt_on_duckdb)


@pytest.fixture(scope="session")
def built_once(dbt_on_duckdb: DbtRunner, parsed_shop: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A shop after its first build, to be copied."""
    project = make_parsed_shop(tmp_path_factory.mktemp("built") / "shop", dbt_on_duckdb, parsed_shop)
    result = project.dbt("build")
    assert result.exit_code == 0, result.output
    return project.root


@pytest.fixture
def built_shop(dbt_on_duckdb: DbtRunner, built_once: Path, tmp_path: Path) -> Project:
    return copied_shop(built_once, tmp_path / "shop", dbt_on_duckdb)


@pytest.fixture
def shop(new_shop: Callable[[str], Project]) -> Project:
    return new_shop("shop")
