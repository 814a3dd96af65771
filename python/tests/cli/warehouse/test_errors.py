"""A driver's message becomes the error that the user can mend."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from argos import errors
from argos.errors import (
    AccessDeniedError,
    ArgosError,
    ContractMismatchError,
    DatabaseLockedError,
    DatabaseMissingError,
    QueryError,
    TablesMissingError,
)
from argos.warehouse import duckdb
from argos.warehouse.base import meaning_of, one_line


@pytest.mark.parametrize(
    ("message", "meaning"),
    [
        (
            "Catalog Error: Table with name run_event does not exist because schema does not exist",
            TablesMissingError,
        ),
        ("[TABLE_OR_VIEW_NOT_FOUND] The table or view `a`.`b` cannot be found", TablesMissingError),
        ("404 Not found: Dataset shop:argos was not found in location EU", TablesMissingError),
        ("Object 'SHOP.ARGOS.RUN_EVENT' does not exist or not authorized.", AccessDeniedError),
        ("[INSUFFICIENT_PERMISSIONS] User does not have permission SELECT on Table", AccessDeniedError),
        ("403 Access Denied: Table shop:argos.run_event", AccessDeniedError),
        ('Binder Error: Referenced column "x" not found in FROM clause!', ContractMismatchError),
        ("[UNRESOLVED_COLUMN.WITH_SUGGESTION] A column `x` cannot be resolved", ContractMismatchError),
        ("Out of memory", QueryError),
    ],
)
def test_what_a_failed_query_means(message: str, meaning: type[ArgosError]) -> None:
    assert type(meaning_of(RuntimeError(message), "target dev")) is meaning


def test_a_message_is_one_line_without_its_guesses() -> None:
    message = 'Runtime Error\n  Catalog Error: no table x!\n  Did you mean "y"?\n  \n  LINE 1: select\n    ^'
    assert one_line(message) == "Catalog Error: no table x!"
    assert len(one_line("x" * 1000)) < 310


def test_a_message_never_shows_a_secret_of_dbt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBT_ENV_SECRET_TOKEN", "dapi0123")
    assert one_line("Invalid access token dapi0123") == "Invalid access token *****"


def credentials(path: str) -> Any:
    return SimpleNamespace(path=path, remote=None, config_options={"threads": 2}, attach=None, keep_open=True)


def test_a_locked_file_names_the_process() -> None:
    message = (
        'IO Error: Could not set lock on file "/data/shop.duckdb": Conflicting lock is held in '
        "/usr/bin/python3.11 (PID 815). See also https://duckdb.org/docs/current/connect/concurrency"
    )
    found = duckdb.meaning_of(RuntimeError(message))
    assert isinstance(found, DatabaseLockedError)
    assert found.problem == "/data/shop.duckdb is locked by process 815 (python3.11)"
    of_windows = "The process cannot access the file because it is being used by another process."
    found = duckdb.meaning_of(of_windows, "C:/shop.duckdb")
    assert found
    assert found.problem == "C:/shop.duckdb is locked by another process"
    assert duckdb.meaning_of(RuntimeError("disk full")) is None


@pytest.mark.parametrize("path", [":memory:", "/nowhere/shop.duckdb"])
def test_a_database_with_nothing_in_it(path: str) -> None:
    with pytest.raises(DatabaseMissingError):
        duckdb.require(credentials(path))


@pytest.mark.parametrize("path", ["md:shop", "ducklake:postgres:x", "https://host/shop.duckdb"])
def test_a_remote_database_is_opened_as_the_profile_says(path: str) -> None:
    remote = credentials(path)
    duckdb.read_only(remote)
    assert remote.config_options == {"threads": 2}


def test_a_file_is_opened_for_reading_only(tmp_path: Any) -> None:
    (tmp_path / "shop.duckdb").touch()
    local = credentials(str(tmp_path / "shop.duckdb"))
    local.attach = [SimpleNamespace(options=None, read_only=False), SimpleNamespace(options={"read_only": 0})]
    duckdb.read_only(local)
    assert local.config_options == {"threads": 2, "access_mode": "READ_ONLY"}
    assert local.attach[0].read_only is True


def test_every_error_is_in_the_tree_that_opens_the_module() -> None:
    tree = str(errors.__doc__)
    for name, value in vars(errors).items():
        if isinstance(value, type) and issubclass(value, ArgosError):
            assert name in tree
            assert value.__doc__
