"""Where the project and its profile are, and what its files say."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from argos.errors import InvalidArgumentsError, PackageMissingError
from argos.warehouse.project import (
    find_profiles_dir,
    find_project_dir,
    read_package_files,
    read_project_files,
    read_yml,
)

from ..conftest import write


def test_the_project_is_here_or_above(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"dbt_project.yml": "name: shop", "models/marts/a.sql": ""})
    monkeypatch.chdir(tmp_path / "models" / "marts")
    assert find_project_dir(None) == tmp_path
    with pytest.raises(InvalidArgumentsError, match=r"no dbt_project.yml in .*/models: run argos inside"):
        find_project_dir("..")


def test_profiles_are_looked_for_as_dbt_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here, home, project = tmp_path / "here", tmp_path / "home", tmp_path / "project"
    here.mkdir()
    monkeypatch.chdir(here)
    monkeypatch.setenv("HOME", str(home))
    assert find_profiles_dir(None, project) == home / ".dbt"
    write(project, {"profiles.yml": ""})
    assert find_profiles_dir(None, project) == project
    write(home, {".dbt/profiles.yml": ""})
    assert find_profiles_dir(None, project) == home / ".dbt"
    write(here, {"profiles.yml": ""})
    assert find_profiles_dir(None, project) == here
    assert find_profiles_dir("given", project) == here / "given"


@pytest.mark.parametrize(
    ("text", "error"),
    [("a: [", "is no YAML: .* in line [12]"), ("- a", "is not a mapping"), ("", "is not a mapping")],
)
def test_a_broken_file_is_one_line(tmp_path: Path, text: str, error: str) -> None:
    write(tmp_path, {"x.yml": text})
    with pytest.raises(InvalidArgumentsError, match=error):
        read_yml(tmp_path / "x.yml")


def test_the_package_is_found_under_any_folder_name(tmp_path: Path) -> None:
    write(
        tmp_path,
        {"elsewhere/dbt_argos/dbt_project.yml": "name: argos", "elsewhere/u/dbt_project.yml": "name: u"},
    )
    raw = {"packages-install-path": "elsewhere"}
    assert read_package_files(tmp_path, raw).folder == "elsewhere/dbt_argos"
    with pytest.raises(PackageMissingError):
        read_package_files(tmp_path, {})


def test_the_package_is_found_where_the_environment_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, {"elsewhere/argos/dbt_project.yml": "name: argos"})
    raw = {"packages-install-path": "{{ env_var('PACKAGES') }}"}
    with pytest.raises(InvalidArgumentsError, match=r"dbt_project.yml has .*: .*not provided: 'PACKAGES'"):
        read_package_files(tmp_path, raw)
    monkeypatch.setenv("PACKAGES", "elsewhere")
    assert read_package_files(tmp_path, raw).folder == "elsewhere/argos"


def test_kinds_and_hooks_by_the_files(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "dbt_project.yml": "name: shop",
            "transform/a.sql": "{{ config(post_hook=['{{ argos.measure() }}']) }} select 1",
            "seeds/schema.yml": "seeds: []",
            "dependencies.yml": "packages: [{git: 'https://example.com/argos.git'}, {local: ../other}]",
        },
    )
    found = read_project_files(tmp_path, {"model-paths": ["transform"]})
    assert found.kinds == {"models"}
    assert found.kinds_hooked_in_files == {"models"}
    assert len(found.package_entries) == 2
    assert (found.manifest, found.manifest_problem) == (None, "is not there")


def test_a_manifest_counts_only_while_it_is_the_newest_file(tmp_path: Path) -> None:
    manifest = '{"metadata": {"project_name": "shop"}, "nodes": {}}'
    write(tmp_path, {"dbt_project.yml": "name: shop", "models/a.sql": "", "target/manifest.json": manifest})
    found = read_project_files(tmp_path, {})
    assert found.manifest
    assert found.manifest_problem is None
    later = (tmp_path / "target" / "manifest.json").stat().st_mtime + 5
    os.utime(tmp_path / "models" / "a.sql", (later, later))
    found = read_project_files(tmp_path, {})
    assert (found.manifest, found.manifest_problem) == (
        None,
        "is older than the project's files",
    )


@pytest.mark.parametrize("text", ["{", '{"metadata": {}, "nodes": {"model.shop.orders": null}}'])
def test_a_broken_manifest_is_as_none(tmp_path: Path, text: str) -> None:
    write(tmp_path, {"dbt_project.yml": "name: shop", "target/manifest.json": text})
    found = read_project_files(tmp_path, {})
    assert (found.manifest, found.manifest_problem) == (None, "cannot be read")
