"""The command `argos`: it parses, calls, prints and maps to exit codes, and nothing else."""

from __future__ import annotations

import contextlib
import os
import sys
import traceback
from collections.abc import Iterator
from typing import Any

import click

from argos.commands.backfill import backfill
from argos.commands.backtest import backtest
from argos.commands.baseline import baseline
from argos.commands.doctor import doctor
from argos.commands.drift import drift
from argos.commands.feedback import feedback
from argos.commands.profile import profile
from argos.commands.sharpen import sharpen
from argos.commands.status import status

EXIT_CODES = """\b
Exit codes: 0 nothing found, 1 a finding, 2 invalid arguments, 3 something is
missing, 4 tables of another version, 5 access denied."""


@contextlib.contextmanager
def usage_in_one_line(ctx: click.Context) -> Iterator[None]:
    """Says what is wrong with the arguments without the usage, which --help and no arguments show."""
    try:
        yield
    except click.UsageError as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            raise
        # click does not say of which command an option lacks its value.
        command = error.ctx.command_path if error.ctx else f"{ctx.command_path} {ctx.invoked_subcommand}"
        text = error.format_message().rstrip(".?")
        hint = "?" if "Did you mean" in text else f": see {command} --help"
        text = text.replace(". Did you mean", ": did you mean")
        click.echo(f"argos: {text[0].lower()}{text[1:]}{hint}", err=True)
        ctx.exit(error.exit_code)


class ErrorsAsLines(click.Group):
    """A group whose errors are one line on stderr and an exit code, never a traceback."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Reads what stands before the command's name."""
        with usage_in_one_line(ctx):
            return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Runs the command."""
        from argos.errors import ArgosError

        try:
            with usage_in_one_line(ctx):
                return super().invoke(ctx)
        except ArgosError as error:
            line, exit_code = f"argos: {error}", error.exit_code
            _let_go(error)
        except KeyboardInterrupt:
            ctx.exit(130)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(0)
        # Out here the error is gone, and with it what it kept of dbt, which Python would warn of at the end.
        click.echo(line, err=True)
        ctx.exit(exit_code)


def _let_go(error: BaseException | None) -> None:
    """Frees what the failed calls held: errors of dbt hold themselves, and its semaphores with them."""
    while error:
        traceback.clear_frames(error.__traceback__)
        error = error.__cause__ or error.__context__


def _version(ctx: click.Context, _option: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        import argos

        click.echo(f"argos {argos.__version__}")
        ctx.exit()


@click.group(cls=ErrorsAsLines, context_settings={"help_option_names": ["-h", "--help"]}, epilog=EXIT_CODES)
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Print the version."
)
def cli() -> None:
    """Whether your data is right and your runs are fast.

    argos records what it sees inside dbt build; this command reads it, with
    the profile and the adapter that dbt uses. Only backfill, baseline,
    feedback and sharpen write, by dbt.

    \b
    Examples:
      argos status                     what the last run saw and decided
      argos doctor --target prod       whether argos is set up right
      argos status --format json       the same for a script
      argos profile orders             what the columns of orders hold
      argos drift orders               what of it departed from normal
      argos backfill orders --days 90  measure the partitions of its past
      argos backtest orders            what would have alarmed, day by day
      argos feedback 1a2b3c4d --wrong  say that an alarm was wrong
      argos baseline propose orders    what it is to be held to
      argos sharpen                    forecast what the next builds should see
    """


for _command in (
    status,
    doctor,
    profile,
    drift,
    feedback,
    baseline,
    sharpen,
    backfill,
    backtest,
):
    cli.add_command(_command)


def main() -> None:
    """The console script. It ends at once: taking down what dbt imported costs more than the report."""
    try:
        cli(prog_name="argos")
    except SystemExit as end:
        if "dbt.cli.main" in sys.modules:
            raise  # After a run, dbt has semaphores to give back.
        with contextlib.suppress(BrokenPipeError):
            sys.stdout.flush()
        sys.stderr.flush()
        os._exit(end.code if isinstance(end.code, int) else 0)
    except OSError as error:
        # The rest of the output, which Python would write at its end, would fail again.
        where = f": {error.filename}" if error.filename else ""
        click.echo(f"argos: {error.strerror or error}{where}", err=True)
        os._exit(3)
