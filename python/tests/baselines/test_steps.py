"""Proposing, attesting, freezing: who may, when, and what is left behind."""

from __future__ import annotations

import json

import pytest

from .sales import Sales

pytestmark = pytest.mark.slow


def test_another_person_takes_it_into_force_once(sales: Sales) -> None:
    attest = ("attest", "sales", "--as")
    same = sales.command(*attest, " Anna ", day=16)
    refusal = "anna proposed it, and another person has to attest it"
    assert (same.exit_code, same.stdout) == (5, "")
    assert (
        same.stderr.lower() == f"argos: attesting version 1 of the baseline of sales is refused: {refusal}\n"
    )
    nameless = sales.command("attest", "sales", day=16)
    assert nameless.exit_code == 5
    assert f"{refusal.replace('anna', 'duckdb')}: who shares this user gives --as" in nameless.stderr
    assert sales.statuses() == {1: "PROPOSED"}
    done = sales.command(*attest, "bob", "--reason", "seen", day=16)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == "version 1 of the baseline of sales is attested: it is in force\n"
    assert sales.statuses() == {1: "ACTIVE"}
    again = sales.command(*attest, "carl", day=16)
    assert (again.exit_code, again.stderr) == (
        2,
        "argos: version 1 of the baseline of sales is attested already, by bob\n",
    )
    assert [step[:3] for step in sales.steps()] == [(1, "ATTESTED", "bob"), (1, "PROPOSED", "anna"), (1, "REFUSED", "Anna"), (1, "REFUSED", None)]  # fmt: skip
    row = sales.versions()["amount"]
    assert (row["proposed_by"], row["proposed_as"], row["attested_by"], row["attested_as"]) == ("duckdb", "anna", "duckdb", "bob")  # fmt: skip


def test_what_has_no_good_day_is_named(sales: Sales) -> None:
    sales.project.write({"models/other.sql": "select 1 as id"})
    said = sales.operate("propose_baseline", 16, given_as="anna").output
    assert "argos: without a good day in the last 30 and left out: other\n" in said, said


def test_versions_follow_each_other(sales: Sales) -> None:
    sales.operate("propose_baseline", 16, relation="sales", given_as="bob")
    assert sales.statuses() == {1: "PROPOSED", 2: "PROPOSED"}
    assert sales.operate("attest_baseline", 16, relation="sales", given_as="anna").exit_code == 0
    assert sales.statuses() == {1: "SUPERSEDED", 2: "ACTIVE"}
    older = sales.operate("attest_baseline", 16, relation="sales", version=1, given_as="bob")
    assert (
        "version 1 of the baseline of sales is older than version 2, which is attested: propose a new one"
        in older.output
    )
    unknown = sales.command("attest", "sales", "--version", "9", "--as", "bob", day=16)
    assert (unknown.exit_code, unknown.stderr) == (
        2,
        "argos: sales has no version 9 of a baseline: the latest is 2\n",
    )
    misspelt = sales.command("propose", "salse", day=16)
    assert (misspelt.exit_code, misspelt.stderr) == (
        2,
        "argos: no relation is called salse: did you mean sales?\n",
    )


def test_in_mode_auto_the_latest_is_in_force(learned_sales: Sales) -> None:
    sales = learned_sales
    yml = (sales.project.root / "models/schema.yml").read_text()
    sales.project.write({"models/schema.yml": yml.replace("baseline_mode: attested", "baseline_mode: auto")})
    missing = sales.operate("attest_baseline", 16, relation="sales")
    assert "argos: sales has no baseline to attest: run argos baseline propose sales" in missing.output
    for version in (1, 2):
        result = sales.operate("propose_baseline", 16)
        assert (
            f"argos: proposed version {version} of the baseline of sales, of 30 days: it is in force"
            in result.output
        )
    assert sales.statuses() == {1: "SUPERSEDED", 2: "ACTIVE"}
    sales.build(17)
    assert sales.verdicts(17) == {}, "only attested baselines judge"


def test_a_backfill_proposes_the_first_baseline_once_nothing_is_frozen(learned_sales: Sales) -> None:
    sales = learned_sales
    yml = (sales.project.root / "models/schema.yml").read_text()
    sales.project.write({"models/schema.yml": yml.replace("baseline_mode: attested", "baseline_mode: auto")})
    sales.operate("freeze_baselines", 16, first="2026-01-10", last="2026-01-20", relation="sales")
    held = sales.operate("backfill", 16, relation="sales", days=40)
    assert held.exit_code == 0
    assert (
        "argos: no baseline of sales is proposed yet: nothing changes from 2026-01-10 to 2026-01-20"
        in held.output
    )
    assert sales.statuses() == {}
    for _ in range(2):
        assert sales.operate("backfill", 21, relation="sales", days=40).exit_code == 0
    assert sales.statuses() == {1: "ACTIVE"}
    assert ("PROPOSED", None, "its past was measured") in {step[1:] for step in sales.steps()}


def test_a_backfill_of_old_days_says_that_it_proposes_no_baseline(learned_sales: Sales) -> None:
    sales = learned_sales
    yml = (sales.project.root / "models/schema.yml").read_text()
    sales.project.write({"models/schema.yml": yml.replace("baseline_mode: attested", "baseline_mode: auto")})
    arguments = ("run-operation", "argos.backfill", "--args", '{"relation": "sales", "days": 40}')
    said = sales.project.dbt(*arguments, env={"ARGOS_NOW": "2026-03-01 06:00:00"})
    assert said.exit_code == 0, said.output
    assert "argos: no baseline of sales is proposed yet: it has no good day in the last 30" in said.output
    assert sales.statuses() == {}


def test_nothing_changes_while_it_is_frozen(sales: Sales) -> None:
    shown = "from 2026-01-10 to 2026-01-20 (peak of the year)"
    frozen = sales.command(
        "freeze", "--from", "2026-01-10", "--to", "2026-01-20", "--reason", "peak\nof the year", day=16
    )
    assert frozen.stdout == "froze every baseline from 2026-01-10 to 2026-01-20\n"
    refused = sales.command("propose", "sales", "--as", "bob", day=16)
    assert (refused.exit_code, refused.stderr) == (
        5,
        f"argos: proposing a baseline of sales is refused: nothing changes {shown}\n",
    )
    attest = sales.operate("attest_baseline", 16, relation="sales", given_as="bob")
    assert (
        "argos: attesting version 1 of the baseline of sales is refused: nothing changes from 2026-01-10 to 2026-01-20 (peak"
        in attest.output
    )
    assert sales.statuses() == {1: "PROPOSED"}
    wrong = sales.operate("freeze_baselines", 16, first="2026-01-10", last="2026-01-19", lift=True)
    assert "no freeze from 2026-01-10 to 2026-01-19 can be lifted" in wrong.output
    sales.operate("freeze_baselines", 16, first="2026-01-10", last="2026-01-20", lift=True)
    assert sales.operate("attest_baseline", 16, relation="sales", given_as="bob").exit_code == 0
    assert {step[1] for step in sales.steps()} == {"PROPOSED", "FROZEN", "REFUSED", "LIFTED", "ATTESTED"}


def test_the_calendar_holds_before_peaks(sales: Sales) -> None:
    calendar = "freeze_from,freeze_to,relation,reason\n2026-01-15,2026-01-16,,new year\n2026-02-01,2026-02-05,Sales,sale\n"
    sales.project.write({"seeds/argos_freeze_calendar.csv": calendar})
    unloaded = sales.operate("propose_baseline", 16, relation="sales")
    assert (
        "argos: the freeze calendar cannot be read, so nothing changes: run dbt seed --select argos_freeze_calendar"
        in unloaded.output
    )
    assert sales.project.dbt("seed", day=16).exit_code == 0
    listed = sales.command("freeze", day=16)
    assert listed.stdout.splitlines() == [
        "frozen: every baseline from 2026-01-15 to 2026-01-16 (new year), by argos_freeze_calendar",
        "frozen: sales from 2026-02-01 to 2026-02-05 (sale), by argos_freeze_calendar",
    ]
    assert (
        "nothing changes from 2026-01-15 to 2026-01-16 (new year)"
        in sales.operate("propose_baseline", 16).output
    )
    assert sales.operate("propose_baseline", 17, relation="sales").exit_code == 0


def test_a_calendar_that_names_what_is_not_there_lets_nothing_change(sales: Sales) -> None:
    until = "nothing changes until it is corrected and seeded"
    window = "freeze_from,freeze_to,relation\n2025-01-15,2025-01-16,gone\n2026-01-"
    for rows, words in (
        ("15,soon,", f"the freeze calendar has the freeze_to soon, which is no day such as 2026-12-20: {until}"),
        ("15,2026-13-01,", f"the freeze calendar has the freeze_to 2026-13-01, which is no day such as 2026-12-20: {until}"),
        ("25,2026-01-17,", f"the freeze calendar has a window that ends on 2026-01-17, before 2026-01-25, its first day: {until}"),
        ("25,2026-01-26,shop.salse", "nothing changes until the freeze calendar is corrected and seeded: no relation is called shop.salse"),
        ("25,2026-01-26,salse", "nothing changes until the freeze calendar is corrected and seeded: no relation is called salse: did you mean sales?"),
    ):  # fmt: skip
        sales.project.write({"seeds/argos_freeze_calendar.csv": f"{window}{rows}\n"})
        assert sales.project.dbt("seed", "--full-refresh", day=16).exit_code == 0
        wrong = sales.operate("attest_baseline", 16, relation="sales", given_as="bob")
        assert f"argos: {words}" in wrong.output
    assert sales.statuses() == {1: "PROPOSED"}
    sales.project.write({"seeds/argos_freeze_calendar.csv": f"{window}16,2026-01-16,model.shop.sales\n"})
    sales.project.dbt("seed", "--full-refresh", day=16)
    held = sales.operate("attest_baseline", 16, relation="sales", given_as="bob")
    assert "is refused: nothing changes from 2026-01-16 to 2026-01-16" in held.output, "by its unique_id"


def test_what_was_stopped_in_the_middle_is_no_version(sales: Sales) -> None:
    sales.project.query("alter table sales_argos.baseline_attestation rename to away")
    sales.project.query(
        "create table sales_argos.baseline_attestation as select * exclude (given_by) from sales_argos.away"
    )
    stopped = sales.operate("propose_baseline", 16, relation="sales", given_as="bob")
    assert (
        "argos: the step cannot be logged, so it does not count; the error is in logs/dbt.log"
        in stopped.output
    )
    sales.project.query("drop table sales_argos.baseline_attestation")
    sales.project.query("alter table sales_argos.away rename to baseline_attestation")
    assert sales.project.facts("baseline_version", columns="max(version) as n") == [{"n": 2}]
    assert sales.statuses() == {1: "PROPOSED"}
    sales.operate("propose_baseline", 16, relation="sales", given_as="bob")
    assert sales.statuses() == {1: "PROPOSED", 3: "PROPOSED"}


def test_diff_and_log_say_what_changed(sales: Sales) -> None:
    first = sales.command("diff", "sales", day=16).stdout
    assert (
        "sales         version 1 PROPOSED: 30 days from 2025-12-17 to 2026-01-15; proposed by anna" in first
    )
    told = [line.split()[:5] for line in first.splitlines()]
    assert ["(relation)", "rows", "a", "day", "-"] in told
    assert "h before the end of its day" in first
    sales.build(17, always={"status": "mod(n, 3)"})
    sales.operate("propose_baseline", 17, relation="sales", given_as="bob", reason="a number now")
    report = json.loads(sales.command("diff", "--format", "json", day=17).stdout)
    (relation,) = report["relations"]
    assert (relation["before"]["version"], relation["after"]["version"]) == (1, 2)
    changed = {
        (one["element_id"], one["field"]): (one["before"], one["after"]) for one in relation["changes"]
    }
    assert changed["status", "type"] == ("VARCHAR", "BIGINT")
    assert {name for name, _ in changed} <= {"status", "amount", "rare"}
    assert sales.command("diff", "sales", "--version", "7", day=17).exit_code == 2
    log = sales.command("log", "sales", day=17).stdout
    assert "a number now" in log
    assert "\n\n\n" not in log
    assert log.index("bob") < log.index("anna")
    unknown = sales.command("log", "salse", day=17)
    assert (unknown.exit_code, unknown.stderr) == (
        2,
        "argos: no relation is called salse: did you mean sales?\n",
    )


def test_bad_arguments_are_one_line_each(sales: Sales) -> None:
    for arguments, words in (
        (("freeze", "--from", "2026-01-10"), "give both --from and --to"),
        (("freeze", "--from", "2026-01-32", "--to", "2026-02-01"), "does not match the format '%Y-%m-%d'"),
        (("attest", "sales", "--as", " "), "a name is needed, such as --as anna"),
        (("freeze", "--from", "2026-02-10", "--to", "2026-02-01"), "a freeze that ends on 2026-02-01 is over before 2026-02-10, its first day"),
    ):  # fmt: skip
        result = sales.command(*arguments, day=16)
        assert (result.exit_code, result.stdout) == (2, "")
        assert words in result.stderr
    assert [step[1] for step in sales.steps()] == ["PROPOSED"]
