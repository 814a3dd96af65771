"""The command as a user runs it: installed, in a process of its own."""

from __future__ import annotations

import os
import pty
import re
import resource
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from argos.cli import cli

from .conftest import BIN, ENVIRONMENT, REPOSITORY, installed

PAGE = (REPOSITORY / "docs" / "cli.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_the_start_imports_nothing_large(option: str, tmp_path: Path) -> None:
    program = [sys.executable, "-X", "importtime", str(BIN / "argos"), option]
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    result = subprocess.run(program, cwd=tmp_path, capture_output=True, text=True)
    assert result.returncode == 0
    # CPU, since a busy machine lets a command wait.
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before < 1.0
    imported = {line.rpartition("|")[2].strip().partition(".")[0] for line in result.stderr.splitlines()}
    assert "click" in imported
    assert not imported & {"dbt", "duckdb", "jinja2", "numpy", "pyarrow", "rich", "yaml"}


def test_the_version(tmp_path: Path) -> None:
    assert installed("--version", cwd=tmp_path).stdout == f"argos {version('dbt-argos')}\n"


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        ("--foo", "no such option '--foo': see argos --help"),
        ("drft", "no such command 'drft': did you mean 'drift'?"),
        ("drift --dys 4", "no such option '--dys': did you mean '--days'?"),
        (
            "drift --days 0",
            "invalid value for '--days': 0 is not in the range 1<=x<=400: see argos drift --help",
        ),
        (
            "backtest --warn-p-value nan",
            "invalid value for '--warn-p-value': nan is not in the range 0<x<=1: see argos backtest --help",
        ),
        ("feedback 1a2b3c4d --as", "option '--as' requires an argument: see argos feedback --help"),
        ("feedback", "missing argument 'EVENT...': see argos feedback --help"),
        ("baseline frz", "no such command 'frz': did you mean 'freeze'?"),
        ("baseline freeze --from 2026-01-01", "give both --from and --to: see argos baseline freeze --help"),
    ],
)
def test_wrong_arguments_are_one_line(arguments: str, line: str) -> None:
    result = CliRunner().invoke(cli, arguments.split(), prog_name="argos")
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"argos: {line}\n")


def test_an_empty_name_is_not_every_relation() -> None:
    result = CliRunner().invoke(cli, ["drift", ""], prog_name="argos")
    line = "invalid value for '[RELATION]': a name is needed, such as orders: see argos drift --help"
    assert (result.exit_code, result.stderr) == (2, f"argos: {line}\n")


@pytest.mark.parametrize("arguments", [[], ["baseline"]])
def test_no_arguments_show_what_there_are(arguments: list[str]) -> None:
    assert CliRunner().invoke(cli, arguments).output.startswith("Usage: ")


@pytest.mark.slow
@pytest.mark.parametrize("name", ["status", "doctor"])
def test_it_reads_a_project_and_leaves_nothing_on_stderr(name: str, built: Path) -> None:
    result = installed(name, cwd=built)
    assert (result.returncode, result.stderr) == (0, "")
    assert "\x1b" not in result.stdout
    assert result.stdout == "".join(f"{line.rstrip()}\n" for line in result.stdout.splitlines())


@pytest.mark.slow
def test_it_runs_from_elsewhere(built: Path, tmp_path: Path) -> None:
    result = installed("status", "--project-dir", str(built), "--profiles-dir", str(built), cwd=tmp_path)
    assert result.returncode == 0, result.stderr


@pytest.mark.slow
def test_a_reader_that_leaves_early_is_no_error(built: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    result = subprocess.run(
        [BIN / "argos", "status"],
        cwd=built,
        env=ENVIRONMENT,
        stdout=writing,
        stderr=subprocess.PIPE,
        text=True,
    )
    os.close(writing)
    assert (result.returncode, result.stderr) == (0, "")


@pytest.mark.parametrize("arguments", [("status",), ("--help",)])
def test_a_full_disk_is_a_line(built: Path, arguments: tuple[str, ...]) -> None:
    with Path("/dev/full").open("w") as full:
        result = subprocess.run(
            [BIN / "argos", *arguments],
            cwd=built,
            env=ENVIRONMENT,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
        )
    assert (result.returncode, result.stderr) == (3, "argos: No space left on device\n")


def on_terminal(*arguments: str, cwd: Path, **environment: str) -> str:
    """What the command shows on a terminal."""
    main, side = pty.openpty()
    with subprocess.Popen(
        [BIN / "argos", *arguments],
        cwd=cwd,
        env={**ENVIRONMENT, "TERM": "xterm-256color", **environment},
        stdout=side,
        stderr=side,
    ) as process:
        os.close(side)
        shown = b""
        try:
            while part := os.read(main, 65536):
                shown += part
        except OSError:
            pass
        process.wait()
    os.close(main)
    return shown.decode()


@pytest.mark.slow
def test_a_terminal_has_colours_unless_it_asks_for_none(built: Path) -> None:
    assert "\x1b[32mSUCCESS" in on_terminal("status", cwd=built)
    plain = on_terminal("doctor", cwd=built, NO_COLOR="1")
    assert re.findall(r"\x1b\[[\d;]*3\dm", plain) == []


def test_a_wrong_option_is_exit_code_2() -> None:
    for arguments in (
        ["status", "--format", "xml"],
        ["nonsense"],
        ["status", "--vars", "{a"],
        ["status", "--vars", "a"],
    ):
        result = CliRunner().invoke(cli, arguments)
        assert result.exit_code == 2
        assert re.fullmatch("argos: .*\n", result.stderr)


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_every_command_and_option_is_documented(name: str) -> None:
    assert f"## argos {name}" in PAGE
    shown = cli.commands[name]
    assert "Examples:" in (shown.help or "")
    for option in shown.params:
        if isinstance(option, click.Argument):
            assert f"{option.human_readable_name} is " in (shown.help or "")
            continue
        assert isinstance(option, click.Option)
        assert option.help
        for spelling in option.opts:
            assert f"`{spelling}`" in PAGE


def test_every_exit_code_is_documented() -> None:
    assert re.findall(r"^\| (\d) \|", PAGE, re.MULTILINE) == ["0", "1", "2", "3", "4", "5"]
