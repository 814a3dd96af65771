"""Gathers what `argos drift` says."""

from __future__ import annotations

from datetime import timedelta

from argos.drift.model import DriftReport
from argos.drift.report import DriftRows, drift_report
from argos.errors import ContractMismatchError, PreconditionError, TablesMissingError
from argos.model import Where
from argos.profiler.relations import find_relation
from argos.reports.words import counted, printable
from argos.warehouse.base import Row, Warehouse
from argos.warehouse.dbt import connect
from argos.warehouse.facts import read_profiled_nodes, recorded_since
from argos.warehouse.setup import Setup, in_tables_of, named, read_setup

EVENTS_MOST = 1000
EVENT, VERDICT = "profile_drift_event", "called_verdict"
# A baseline judges a column by several checks, each a series of its own.
MEASURE = "case when measure = 'baseline' then concat('baseline ', metric) else measure end as measure"
EVENT_FIELDS = (
    *(
        "event_id",
        MEASURE,
        "metric",
        "drift_type",
        "statistic",
        "stat_value",
        "threshold",
        "p_value",
        "severity",
    ),
    *(
        "decision",
        "action",
        "value",
        "expected_low",
        "expected_high",
        "moved_columns",
        "run_id",
        "trace_ref",
        "reason",
    ),
)
SERIES_FIELDS = "instance_id, element_id, partition_value, partition_key, profile_ts, recorded_at"
VERDICT_FIELDS = f"{MEASURE}, level, decision, value, expected_low, expected_high, score"
METRIC_FIELDS = (
    "metric as measure, affected_count, total_count,"
    " value, variance, value_week, variance_week, value_weekday, variance_weekday"
)


class _Judged:
    """The verdicts of some days, of one relation or of all."""

    def __init__(self, warehouse: Warehouse, schema: str, window: str, instance_id: str | None) -> None:
        self._warehouse = warehouse
        self._schema = schema
        of_relation = f" and instance_id = {warehouse.literal(instance_id)}" if instance_id else ""
        self._where = f"{window}{of_relation}"
        self._is_one = instance_id is not None

    def _table(self, name: str) -> str:
        return self._warehouse.relation(self._schema, name)

    def _alarms(self) -> str:
        return f"{self._table(EVENT)} where {self._where} and decision <> 'INFO'"

    def latest_run(self) -> list[Row]:
        """The last run that judged anything."""
        return self._warehouse.query(f"""
            select run_id, recorded_at from {self._table("column_verdict")}
            where {self._where} order by recorded_at desc, run_id limit 1""")

    def events(self) -> list[Row]:
        """The alarms, the latest first and of a run the worst, and one more than are read; INFO is none."""
        return self._warehouse.query(f"""
            select {SERIES_FIELDS}, {", ".join(EVENT_FIELDS)}
            from {self._alarms()}
            order by recorded_at desc, case severity when 'HIGH' then 0 when 'MED' then 1 else 2 end, event_id
            limit {EVENTS_MOST + 1}""")

    def verdicts(self) -> list[Row]:
        """The verdicts of each series: of one relation all, else those that alarmed."""
        return self._warehouse.query(self._of_series(VERDICT, VERDICT_FIELDS))

    def metrics(self) -> list[Row]:
        """Their history, of days that no run judged too."""
        return self._warehouse.query(self._of_series("series_metric", METRIC_FIELDS))

    def _of_series(self, table: str, fields: str) -> str:
        rows = f"select {SERIES_FIELDS}, {fields} from {self._table(table)} where {self._where}"
        if self._is_one:
            return rows
        return f"""
            select s.* from ({rows}) as s
            join (select distinct instance_id, element_id, {MEASURE} from {self._alarms()}) as e
                on e.instance_id = s.instance_id and e.element_id = s.element_id and e.measure = s.measure"""

    def relations(self) -> list[Row]:
        """The worst level of each relation in the last run that judged it."""
        verdicts = f"{self._table(VERDICT)} where {self._where}"
        return self._warehouse.query(f"""
            select v.instance_id, max(v.level) as level,
                max(case when v.measure = 'drift' and v.decision <> 'LEARNING' then 1 else 0 end) as is_judged
            from (select * from {verdicts}) as v
            join (
                select instance_id, run_id,
                    row_number() over (
                        partition by instance_id order by max(recorded_at) desc, run_id
                    ) as age_rank
                from {verdicts} group by instance_id, run_id
            ) as r on r.instance_id = v.instance_id and r.run_id = v.run_id
            where r.age_rank = 1 group by v.instance_id""")


def gather_drift(where: Where, wanted: str | None, days: int) -> DriftReport:
    """Finds the relation, where one is given, then reads what was judged in the last days."""
    setup = read_setup(where)
    window = recorded_since(setup.now - timedelta(days=days))
    with connect(setup.target) as warehouse, in_tables_of(setup.place):
        schema = setup.place.schema
        node = find_relation(wanted, read_profiled_nodes(warehouse, schema, setup.now)) if wanted else None
        judged = _Judged(warehouse, schema, window, node.instance_id if node else None)
        latest = judged.latest_run()
        if not latest:
            raise _nothing_judged(wanted, days, setup)
        rows = _rows(judged, latest[0], warehouse, setup)
    return drift_report(setup.place, setup.now, node, days, rows)


def _nothing_judged(wanted: str | None, days: int, setup: Setup) -> PreconditionError:
    what = f"{printable(wanted)} was not" if wanted else "nothing was"
    return PreconditionError(
        f"{what} judged in the last {counted(days, 'day')} in {named(setup.place)}",
        "run dbt build, or give more --days",
    )


def _rows(judged: _Judged, latest: Row, warehouse: Warehouse, setup: Setup) -> DriftRows:
    """All rows of the report; tables without their views were made by an older version."""
    try:
        events = judged.events()
        return DriftRows(
            latest,
            events[:EVENTS_MOST],
            judged.verdicts(),
            judged.metrics(),
            judged.relations(),
            has_more_events=len(events) > EVENTS_MOST,
        )
    except TablesMissingError as error:
        warehouse.columns(warehouse.relation(setup.place.schema, "column_verdict"))
        raise ContractMismatchError(
            f"there is no view {EVENT} or {VERDICT} in {named(setup.place)}",
            "run dbt build once, with the command and the package in one version",
        ) from error
