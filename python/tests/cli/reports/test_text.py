"""Reports as people read them."""

from __future__ import annotations

from datetime import timedelta

from rich.console import Console

from argos.model import Check, DoctorReport, Freshness, Learning, Outcome, StatusReport, Unmeasured
from argos.reports.doctor_document import doctor_document
from argos.reports.document import Document, for_terminal, plain_lines
from argos.reports.status_document import status_document

from ..builders import MORNING, NOW, gate, run, status


def text(report: StatusReport) -> str:
    return "\n".join(plain_lines(status_document(report)))


def test_a_quiet_morning_is_short() -> None:
    assert text(status()) == (
        "shop, target dev (duckdb), schema main_argos\n"
        "\n"
        "last run      SUCCESS: dbt build at 2026-01-09 06:00 UTC, 3 hours ago, took 12.0 s\n"
        "              7 nodes: 0 failed, 0 warned, 0 skipped\n"
        "measured      3 relations, 8 columns\n"
        "gates         2 passed"
    )


def test_a_bad_morning_says_each_thing_once() -> None:
    bad = status(
        last_run=run(status="FAILED", selector="select: orders+", failed_count=1, target_name="prod"),
        gates_run=run(status="FAILED", selector="select: orders+", failed_count=1, target_name="prod"),
        skipped_columns=1,
        gates_not_passed=(
            gate(outcome="FAIL", level=3, blocking=True),
            gate(name="many", reasons=tuple("abcdefgh")),
        ),
        gates_skipped=(gate(name="later", level=None, outcome="SKIPPED"),),
        failed_statements=("measuring shop.main.orders",),
        learning=(
            Learning("model.shop.orders", ("row_count",), True, 3, 4),
            Learning("model.shop.revenue", ("row_count",), True, 3, 4),
            Learning("seed.shop.raw", ("row_count",), False, 0, 7),
        ),
        unmeasured=tuple(Unmeasured(f"model.shop.v{n}", "view", "argos measures tables") for n in range(5)),
        stalest=(Freshness("model.shop.old", NOW - timedelta(days=3), is_old=True),),
    )
    assert text(bad).splitlines()[2:] == [
        "last run      FAILED: dbt build (select: orders+) at 2026-01-09 06:00 UTC, 3 hours ago, took 12.0 s",
        "              with target prod",
        "              7 nodes: 1 failed, 0 warned, 0 skipped",
        "measured      3 relations, 8 columns; 1 nested or binary column left out",
        "gates         2 passed, 2 did not, 1 skipped: later",
        "              FAIL  argos_volume_expected_orders_ (an error; nothing was left unbuilt)",
        "                    row_count of orders is 300, expected 69 to 129 from 7 days",
        "              WARN  many (warned only)",
        *[f"                    {reason}" for reason in "abcde"],
        "                    and 3 more",
        "argos failed  measuring shop.main.orders",
        "learning      orders, revenue: 3 of 7 days of history, 4 to go",
        "              raw, no gate: 0 of 7 days of history, 7 to go",
        "not measured  5 views, argos measures tables: v0, v1, v2 and 2 more",
        "oldest facts  old: measured at 2026-01-06 09:00 UTC, 3 days ago",
    ]


def test_a_run_that_was_played_took_no_time_that_is_known() -> None:
    assert "took" not in text(status(last_run=run(duration_seconds=0.0)))


def test_a_run_that_goes_on_shows_the_gates_of_the_one_before() -> None:
    running = run(
        run_id="r2",
        status="RUNNING",
        started_at=NOW,
        finished_at=None,
        duration_seconds=None,
        node_count=None,
    )
    lines = text(status(last_run=running)).splitlines()
    assert lines[2] == "last run      RUNNING: dbt build at 2026-01-09 09:00 UTC, just now"
    assert lines[4] == "gates         2 passed in the run at 2026-01-09 06:00 UTC, the last that finished"


def test_no_gates() -> None:
    assert "gates         none ran" in text(status(gates_passed=0))
    assert "gates         no run has finished yet" in text(status(gates_run=None))


def test_facts_that_are_all_of_the_last_run_are_one_line() -> None:
    fresh = (Freshness("model.shop.orders", MORNING, is_old=False),)
    assert "oldest facts  all are of the last run" in text(status(stalest=fresh))


DOCTOR = DoctorReport(
    "shop",
    "dev",
    (
        Check("versions", "python", Outcome.OK, "python 3.11.7"),
        Check(
            "vars",
            "vars_known",
            Outcome.FAIL,
            "the var argos_scema is no option",
            "did you mean argos_schema?",
        ),
        Check("vars", "vars_enabled", Outcome.WARN, "argos is off", "switch it on"),
    ),
)


def test_each_check_is_one_line_with_how_to_mend_it() -> None:
    assert list(plain_lines(doctor_document(DOCTOR))) == [
        "shop, target dev",
        "",
        "versions      ok    python 3.11.7",
        "vars          fail  the var argos_scema is no option: did you mean argos_schema?",
        "              warn  argos is off: switch it on",
        "",
        "1 of 3 checks ok, 1 warning, 1 failure",
    ]


def shown(document: Document, width: int) -> list[str]:
    console = Console(width=width, force_terminal=False)
    with console.capture() as capture:
        console.print(for_terminal(document))
    return [line.rstrip() for line in capture.get().splitlines()]


def test_a_terminal_shows_the_same_words_and_wraps_them_under_their_label() -> None:
    for document in (status_document(status(gates_not_passed=(gate(),))), doctor_document(DOCTOR)):
        assert shown(document, width=200) == [line.rstrip() for line in plain_lines(document)]
    narrow = shown(doctor_document(DOCTOR), width=50)
    assert narrow[3:5] == [
        "vars          fail  the var argos_scema is no",
        "                    option: did you mean",
    ]


def test_brackets_in_a_name_are_text_and_no_colour() -> None:
    document = status_document(status(failed_statements=("measuring [red]orders[/red]",)))
    assert "argos failed  measuring [red]orders[/red]" in shown(document, width=200)
