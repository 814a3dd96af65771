"""Reads what argos has stored, sharpens it and appends the result, by dbt."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from argos.errors import InvalidArgumentsError, PreconditionError
from argos.model import Where
from argos.profiler.relations import find_relation
from argos.reports.sharpen_document import Finding, SharpenReport
from argos.times import parse_utc
from argos.warehouse.base import ColumnarWarehouse, Row
from argos.warehouse.dbt import connect
from argos.warehouse.facts import read_profiled_nodes, recorded_since
from argos.warehouse.operation import run_operation
from argos.warehouse.project import read_text
from argos.warehouse.setup import in_tables_of, named, read_setup

HISTORY_DAYS, REFERENCE_DAYS = 120, 28
# After so many quiet days the most that feedback can do is undone.
FEEDBACK_DAYS = 400
# Rows of one dbt operation; the macro appends some of them in each statement.
ROWS_AT_ONCE = 50_000
# Of a relation that is judged by daily partitions, others are not judged.
IS_WHOLE, IS_DAY = "partition_value is null", "length(partition_value) in (8, 10)"
# Of a distribution it is forecast how far it is from the month.
FORECAST_VALUE = "case when metric = 'distribution' then miss_month else value end as value"
# A rate that is the same on all days has a value that moves with the rows, and that is no change of it; a
# distribution has tests of its own.
VARIES = (
    "case when metric = 'distribution' or min(affected_count / nullif(total_count, 0)) over ({series}) = "
    "max(affected_count / nullif(total_count, 0)) over ({series}) then 0 else 1 end as varies"
).format(series="partition by instance_id, element_id, metric")
# Metrics that are values of the data.
OF_VALUES = "('mean', 'mean_hours', 'stddev', 'stddev_hours', 'latest_hours')"

Columns = Mapping[str, Sequence[Any]]


def sharpen_relations(where: Where, wanted: str | None, ahead: int, holidays: Path | None) -> SharpenReport:
    """Forecasts and tests every relation, or the one that is wanted, and stores what is new."""
    _require_numpy()
    days = read_holidays(holidays) if holidays else {}
    setup = read_setup(where)
    with connect(setup.target) as warehouse, in_tables_of(setup.place):
        history = _History(warehouse, setup.place.schema, setup.now)
        chosen = history.instance(wanted) if wanted else None
        series = history.series(chosen)
        kinds = dict(zip(series["instance_id"], series["is_daily"], strict=True))
        profiles, words = list(history.profiles(kinds)), history.feedback(chosen)
    if not series["profile_day"]:
        raise PreconditionError(
            f"no day of the last {HISTORY_DAYS} is known of {wanted or named(setup.place)}",
            "build it once, or run argos backfill",
        )
    forecasts, tests, counts = sharpened(series, profiles, ahead, days, setup.now.date())
    from argos.stats.feedback import LEARNED_COLUMNS, learned_rows
    from argos.stats.rows import FORECAST_COLUMNS, TEST_COLUMNS

    learned = learned_rows(words, setup.now.date())
    _append(where, "series_forecast", FORECAST_COLUMNS, forecasts)
    _append(where, "statistical_test_result", TEST_COLUMNS, tests)
    _append(where, "learned_threshold", LEARNED_COLUMNS, learned)
    moved = sum(row[LEARNED_COLUMNS.index("log10_shift")] < 0 for row in learned)
    findings = _findings(TEST_COLUMNS, tests, {instance for instance, kind in kinds.items() if kind})
    return SharpenReport(*counts, len(forecasts), len(tests), moved, findings)


def _require_numpy() -> None:
    try:
        import numpy  # noqa: F401
        import scipy  # noqa: F401
    except ImportError as error:
        raise PreconditionError(f"{error.name} is not installed here", "pip install numpy scipy") from error


def read_holidays(file: Path) -> dict[date, str]:
    """Days and their names; a heading is skipped."""
    found = {}
    for number, line in enumerate(csv.reader(read_text(file).splitlines()), 1):
        if not line or not line[0].strip():
            continue
        try:
            found[date.fromisoformat(line[0].strip())] = line[1].strip() if len(line) > 1 else "holiday"
        except ValueError as error:
            if number > 1 or line[0].strip()[0].isdigit():
                raise InvalidArgumentsError(
                    f"line {number} of {file} has no day such as 2026-12-25"
                ) from error
    return found


class _History:
    """What is stored of the last months."""

    def __init__(self, warehouse: ColumnarWarehouse, schema: str, now: datetime) -> None:
        self._warehouse, self._schema, self._now = warehouse, schema, now

    def instance(self, wanted: str) -> str:
        return find_relation(
            wanted, read_profiled_nodes(self._warehouse, self._schema, self._now)
        ).instance_id

    def _window(self, days: int) -> str:
        return recorded_since(self._now - timedelta(days=days))

    def _known(self, table: str, fields: str, key: str, days: int, only: str) -> str:
        """Each day as last seen on the first that saw it whole, of those told apart as the newest."""
        window = self._window(days)
        day, seen_on = self._warehouse.day("profile_ts"), self._warehouse.day("recorded_at")
        newest = "over (partition by instance_id order by recorded_at desc)"
        return f"""
            select {fields} from (
                select *, row_number() over (
                    partition by instance_id, element_id{key}, profile_day
                    order by case when {seen_on} < profile_day then 1 else 0 end, {seen_on},
                        recorded_at desc) as place
                from (
                    select *, first_value(is_daily) {newest} as newest_kind,
                        first_value(partition_key) {newest} as newest_key
                    from (
                        select *, {day} as profile_day, case when {IS_WHOLE} then 0 else 1 end as is_daily
                        from {self._warehouse.relation(self._schema, table)} as stored
                        where {window} and {window.replace("recorded_at", "profile_ts")} and {only}
                    ) as known
                ) as kinds
                where is_daily = newest_kind
                    and coalesce(partition_key, newest_key, '') = coalesce(newest_key, '')
            ) as ranked
            where place = 1"""

    def series(self, chosen: str | None) -> Columns:
        fields = "instance_id, element_id, metric, profile_day, is_daily, partition_key, center, width"
        values = f"{fields}, {FORECAST_VALUE}, {VARIES}"
        shown = f"""(metric not in {OF_VALUES} or not exists (
            select 1 from ({self._personal()}) as p
            where p.instance_id = stored.instance_id and p.element_id = stored.element_id
        ))"""
        of_one = f" and instance_id = {self._warehouse.literal(chosen)}" if chosen else ""
        sql = self._known("series_metric", values, ", metric", HISTORY_DAYS, shown + of_one)
        found = self._warehouse.arrow(f"{sql} order by instance_id, element_id, metric, profile_day")
        return found or {name: [] for name in (*fields.split(", "), "value", "varies")}

    def _personal(self) -> str:
        """Columns that were personal when they were measured last."""
        return f"""
            select instance_id, element_id from (
                select instance_id, element_id, notes,
                    row_number() over (
                        partition by instance_id, element_id order by recorded_at desc
                    ) as age_rank
                from {self._warehouse.relation(self._schema, "run_profile_result")}
                where {self._window(HISTORY_DAYS)}
            ) as latest
            where age_rank = 1 and notes like '%withheld: personal%'"""

    def feedback(self, chosen: str | None) -> list[Row]:
        """What was said of verdicts, oldest first, once an event; `drift` is of the metric that said most."""
        window = self._window(FEEDBACK_DAYS)
        of_one = f"and instance_id = {self._warehouse.literal(chosen)}" if chosen else ""
        words = self._warehouse.query(f"""
            select f.instance_id, f.element_id, v.metric as measure, f.profile_day, f.verdict, f.feedback_id
            from (
                select instance_id, element_id, event_id, verdict, recorded_at, fact_id as feedback_id,
                    {self._warehouse.day("profile_ts")} as profile_day
                from {self._warehouse.relation(self._schema, "alarm_feedback")}
                where {window} and coalesce(called_event_id, event_id) = event_id {of_one}
            ) as f
            join (
                select fact_id, metric from {self._warehouse.relation(self._schema, "column_verdict")}
                where {window} and p_value is not null and moved_columns is null and baseline_version is null
            ) as v on v.fact_id = f.event_id
            order by f.recorded_at, f.feedback_id""")
        return [{**word, "profile_day": _day(word["profile_day"])} for word in words]

    def profiles(self, kinds: Mapping[str, int]) -> Iterator[list[Row]]:
        """The columns of one relation after another, since their lists are long; `kinds`: which are daily."""
        fields = (
            "instance_id, element_id, profile_day, type_family, eval_count - null_count as valid_count,"
            " quantiles, topk_values_hashed, topk_patterns"
        )
        for instance, is_daily in sorted(kinds.items()):
            of_kind = f"element_id <> '' and {IS_DAY if is_daily else IS_WHOLE}"
            only = f"{of_kind} and instance_id = {self._warehouse.literal(instance)}"
            yield self._warehouse.query(
                self._known("run_profile_result", fields, "", REFERENCE_DAYS + 1, only)
            )


def sharpened(
    series: Columns,
    profiles: Sequence[Sequence[Row]],
    ahead: int,
    holidays: Mapping[date, str],
    today: date,
) -> tuple[list[list[Any]], list[list[Any]], tuple[int, int]]:
    """The rows of both facts, and how many relations and series have forecasts, `ahead` from today."""
    from argos.stats.panel import panel_of
    from argos.stats.rows import (
        FORECAST_COLUMNS,
        FRESH_DAYS,
        Result,
        forecast_rows,
        result_rows,
        series_results,
    )

    forecasts: list[list[Any]] = []
    of_day = FORECAST_COLUMNS.index("profile_day")
    results: list[Result] = []
    keys = dict(zip(series["instance_id"], series["partition_key"], strict=True))
    for is_daily in (0, 1):
        of_kind = [number for number, kind in enumerate(series["is_daily"]) if kind == is_daily]
        if not of_kind:
            continue
        newest = max(_day(series["profile_day"][number]) for number in of_kind)
        days = ahead + max(0, (today - newest).days)
        if days - ahead <= FRESH_DAYS:
            panel = panel_of(_some(series, of_kind), days)
            found = forecast_rows(panel, days, holidays, is_daily, partition_keys=keys)
            # Days before today are not judged any more.
            forecasts += (row for row in found if row[of_day] >= str(today))
        varying = [number for number in of_kind if series["varies"][number]]
        results += series_results(panel_of(_some(series, varying)))
    results += [result for rows in profiles for result in _distribution_results(rows)]
    foretold = {tuple(row[:3]) for row in forecasts}
    return forecasts, result_rows(results), (len({instance for instance, *_ in foretold}), len(foretold))


def _some(series: Columns, rows: Sequence[int]) -> Columns:
    return {name: [column[row] for row in rows] for name, column in series.items()}


def _distribution_results(rows: Sequence[Row]) -> Iterator[Any]:
    """The tests of each column of a relation that has a profile on the relation's newest day."""
    from argos.stats.distances import statistics
    from argos.stats.profiles import compared
    from argos.stats.rows import Result

    columns: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        columns[row["element_id"]].append({**row, "profile_day": _day(row["profile_day"])})
    newest = max((day["profile_day"] for days in columns.values() for day in days), default=None)
    for element, days in sorted(columns.items()):
        if max(day["profile_day"] for day in days) == newest:
            for test in statistics(compared(days)):
                yield Result(days[0]["instance_id"], element, "distribution", newest, test)


def _day(value: Any) -> date:
    moment = parse_utc(value)
    if moment is None:
        raise PreconditionError(f"{value!r} is no day")
    return moment.date()


def _day_before(day: str | None) -> str | None:
    """A daily partition bears the day on which it ends."""
    return str(date.fromisoformat(day) - timedelta(days=1)) if day else None


def _append(where: Where, fact: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    for start in range(0, len(rows), ROWS_AT_ONCE):
        arguments = {
            "fact": fact,
            "columns": list(columns),
            "rows": json.dumps(rows[start : start + ROWS_AT_ONCE]),
        }
        run_operation(where, "argos.store_sharpened", arguments, lambda _: None)


def _findings(
    columns: Sequence[str], tests: Sequence[Sequence[Any]], of_daily_partitions: Set[str]
) -> list[Finding]:
    """The tests that found something, the surest first, by the days that their data is of."""
    found = [dict(zip(columns, row, strict=True)) for row in tests]
    for row in found:
        if row["instance_id"] in of_daily_partitions:
            row.update({name: _day_before(row[name]) for name in ("profile_day", "changed_on")})
    drifted = [row for row in found if row["verdict"] == "DRIFT"]
    names = list(Finding.__dataclass_fields__)
    ordered = sorted(
        drifted, key=lambda row: (row["q_value"], row["instance_id"], row["element_id"], row["test"])
    )
    return [Finding(**{name: row[name] for name in names}) for row in ordered]
