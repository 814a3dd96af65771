"""The files of the user's dbt project and of the installed package."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from argos.artifacts.hooks import measures
from argos.artifacts.manifest import Manifest, read_manifest
from argos.artifacts.package import PackageFiles, load_yml
from argos.artifacts.project import KINDS, ProjectFiles
from argos.errors import InvalidArgumentsError, PackageMissingError
from argos.warehouse.base import one_line

PROJECT_FILE, SETTINGS = "dbt_project.yml", "macros/settings"
PATHS = {
    "models": ("model-paths", ["models"], (".sql", ".py")),
    "seeds": ("seed-paths", ["seeds"], (".csv",)),
    "snapshots": ("snapshot-paths", ["snapshots"], (".sql", ".yml", ".yaml")),
}


def find_project_dir(given: str | None) -> Path:
    """The project's folder: as given, else this folder or the nearest above it."""
    here = Path(os.path.abspath(given)) if given else Path.cwd()
    for folder in [here] if given else [here, *here.parents]:
        if (folder / PROJECT_FILE).is_file():
            return folder
    above = "" if given else " or above it"
    raise InvalidArgumentsError(
        f"there is no {PROJECT_FILE} in {here}{above}",
        "run argos inside a dbt project, or give --project-dir",
    )


def find_profiles_dir(given: str | None, project_dir: Path) -> Path:
    """Where dbt looks for profiles.yml: as given, else here, else ~/.dbt; at last the project's folder."""
    if given:
        return Path(os.path.abspath(given))
    home = Path.home() / ".dbt"
    return next((d for d in (Path.cwd(), home, project_dir) if (d / "profiles.yml").is_file()), home)


def read_text(path: Path) -> str:
    """A file that the user names, in UTF-8."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        raise InvalidArgumentsError(f"{path} cannot be read", reason) from error


def read_yml(path: Path, may_be_empty: bool = False) -> dict[str, Any]:
    """A YAML file that holds a mapping, or, where that may be, nothing but comments."""
    try:
        content = load_yml(read_text(path))
    except yaml.MarkedYAMLError as error:
        line = f" in line {error.problem_mark.line + 1}" if error.problem_mark else ""
        raise InvalidArgumentsError(f"{path} is no YAML: {error.problem}{line}", "correct it") from error
    except yaml.YAMLError as error:
        raise InvalidArgumentsError(f"{path} cannot be read", " ".join(str(error).split())) from error
    if content is None and may_be_empty:
        return {}
    if not isinstance(content, dict):
        raise InvalidArgumentsError(f"{path} is not a mapping of keys", "correct it")
    return content


def read_package_files(project_dir: Path, raw: Mapping[str, Any]) -> PackageFiles:
    """The installed package argos; PackageMissingError when dbt deps has not put it there."""
    installed = project_dir / _rendered(str(raw.get("packages-install-path") or "dbt_packages"))
    for file in sorted(installed.glob(f"*/{PROJECT_FILE}")):
        if read_yml(file).get("name") == "argos":
            return replace(package_files(file.parent), folder=os.path.relpath(file.parent, project_dir))
    raise PackageMissingError(
        f"the dbt package argos is not in {installed}", "add it to packages.yml and run dbt deps"
    )


def _rendered(text: str) -> str:
    """A value of dbt_project.yml, which may ask for a variable of the environment."""
    if "{{" not in text:
        return text
    from dbt.config.renderer import DbtProjectYamlRenderer
    from dbt_common.context import set_invocation_context
    from dbt_common.exceptions import DbtBaseException

    set_invocation_context(os.environ)
    try:
        return str(DbtProjectYamlRenderer().render_value(text))
    except DbtBaseException as error:
        raise InvalidArgumentsError(f"{PROJECT_FILE} has {text}", one_line(error)) from error


def package_files(folder: Path) -> PackageFiles:
    """The files of the package that lies in `folder`; an absent one is empty."""

    def text(path: str) -> str:
        file = folder / path
        return file.read_text(encoding="utf-8") if file.is_file() else ""

    return PackageFiles(
        folder=str(folder),
        project_yml=text(PROJECT_FILE),
        settings_sql={
            f"{SETTINGS}/{name}.sql": text(f"{SETTINGS}/{name}.sql")
            for name in ("options", "setting", "setting_problems")
        },
        fact_ymls=tuple(
            file.read_text(encoding="utf-8") for file in sorted(folder.glob("models/facts/*.yml"))
        ),
    )


def read_manifest_file(project_dir: Path, raw: Mapping[str, Any]) -> Manifest | None:
    """target/manifest.json, if there is one and it can be read."""
    try:
        return read_manifest(_manifest_path(project_dir, raw).read_bytes())
    except (OSError, ValueError):
        return None


def _manifest_path(project_dir: Path, raw: Mapping[str, Any]) -> Path:
    target = os.environ.get("DBT_TARGET_PATH") or _rendered(str(raw.get("target-path") or "target"))
    return project_dir / target / "manifest.json"


def read_project_files(project_dir: Path, raw: Mapping[str, Any]) -> ProjectFiles:
    """All that the checks of `argos doctor` need to know of the project's files."""
    sources = {kind: list(_files(project_dir, raw, kind)) for kind in KINDS}
    path = _manifest_path(project_dir, raw)
    written_at = path.stat().st_mtime if path.is_file() else 0.0
    changed_at = max(
        (file.stat().st_mtime for file in [project_dir / PROJECT_FILE, *itertools.chain(*sources.values())]),
        default=0.0,
    )
    manifest = read_manifest_file(project_dir, raw) if written_at >= changed_at else None
    return ProjectFiles(
        kinds=frozenset(kind for kind, files in sources.items() if _has_kind(kind, files)),
        kinds_hooked_in_files=frozenset(kind for kind, files in sources.items() if _mentions_hook(files)),
        package_entries=tuple(_package_entries(project_dir)),
        manifest=manifest,
        manifest_problem=None if manifest else _problem_of_manifest(written_at, changed_at),
    )


def _problem_of_manifest(written_at: float, changed_at: float) -> str:
    if not written_at:
        return "is not there"
    return "is older than the project's files" if written_at < changed_at else "cannot be read"


def _files(project_dir: Path, raw: Mapping[str, Any], kind: str) -> Iterator[Path]:
    key, default, _ = PATHS[kind]
    for folder in raw.get(key) or default:
        yield from (file for file in (project_dir / str(folder)).rglob("*") if file.is_file())


def _has_kind(kind: str, files: list[Path]) -> bool:
    return any(file.suffix in PATHS[kind][2] for file in files)


def _mentions_hook(files: list[Path]) -> bool:
    texts = (file for file in files if file.suffix in (".sql", ".py", ".yml", ".yaml"))
    return any(measures(file.read_text(encoding="utf-8", errors="replace")) for file in texts)


def _package_entries(project_dir: Path) -> Iterator[str]:
    """Each entry of packages.yml and dependencies.yml as one text, a local package by its name."""
    files = (project_dir / name for name in ("packages.yml", "dependencies.yml"))
    packages = (read_yml(file, may_be_empty=True).get("packages") or [] for file in files if file.is_file())
    for entry in itertools.chain.from_iterable(packages):
        local = entry.get("local") if isinstance(entry, dict) else None
        file = project_dir / str(local) / PROJECT_FILE
        yield str(read_yml(file).get("name")) if local and file.is_file() else str(entry)
