"""Options come from the package and from nowhere else."""

from __future__ import annotations

from typing import Any

import pytest

from argos.artifacts.options import read_options
from argos.errors import ContractMismatchError
from argos.warehouse.project import package_files as read_files

from ..builders import options, package_files
from ..conftest import REPOSITORY


def test_defaults_are_those_of_the_package() -> None:
    assert options().value("schema", {}) == "main_argos"
    assert options().value("warn_p_value", {}) == 3


def test_a_var_wins_unless_it_is_of_the_wrong_type() -> None:
    assert options().value("warn_p_value", {"argos_warn_p_value": 4}) == 4
    assert options().value("warn_p_value", {"argos_warn_p_value": "high"}) == 3
    assert options().value("enabled", {"argos_enabled": "false"}) is False


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("argos_scema", "argos_schema"),
        ("argos_warn_pvalue", "argos_warn_p_value"),
        ("ARGOS_SCHEMA", "argos_schema"),
        ("argos-schema", "argos_schema"),
        ("argo_schema", "argos_schema"),
        ("argos_qqq", None),
    ],
)
def test_a_misspelt_var_is_found_with_the_nearest_option(name: str, nearest: str | None) -> None:
    assert options().unknown({name: 1, "start_date": 1, "argos": {}}) == [(name, nearest)]


@pytest.mark.parametrize(
    "value", ["high", True, [3]], ids=["text for a number", "boolean for a number", "list for a number"]
)
def test_a_value_of_the_wrong_type_is_found(value: Any) -> None:
    [(option, given)] = options().mistyped({"argos_warn_p_value": value, "argos_schema": "fine"})
    assert (option.name, given) == ("warn_p_value", value)


def test_options_of_this_repository_can_be_read() -> None:
    declared = read_options(read_files(REPOSITORY), "main").declared
    assert {"enabled", "schema", "run_timeout_hours"} <= declared.keys()
    assert declared["schema"].default == "main_argos"


def test_a_package_without_options_is_of_another_version() -> None:
    with pytest.raises(ContractMismatchError, match="has no macro options"):
        read_options(package_files(settings_sql={"options.sql": ""}), "main")
    with pytest.raises(ContractMismatchError, match="cannot be read"):
        read_options(package_files(settings_sql={"options.sql": "{% macro"}), "main")
