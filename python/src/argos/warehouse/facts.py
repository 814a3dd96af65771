"""The queries of `argos status`: few, bounded in time, and valid on every warehouse."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from argos.model import RunRows, StatusRows
from argos.profiler.model import Node
from argos.warehouse.base import Row, Warehouse

WINDOW_DAYS = 90
# As far back as a relation is known by its profiles.
PROFILED_DAYS = 400
RECENT_EVENTS = 100
COLUMN = "concat(instance_id, ' ', element_id)"
BUILT_KINDS = "('model', 'seed', 'snapshot')"


def read_runs(warehouse: Warehouse, schema: str) -> RunRows:
    """The latest starts and ends, newest first."""
    run_event = warehouse.relation(schema, "run_event")
    events = warehouse.query(f"""
        select run_id, event, happened_at, recorded_at, status, command, selector, argos_version, dbt_version,
            target_name, run_timeout_hours, node_count, failed_count, warned_count, skipped_count
        from {run_event}
        where event in ('STARTED', 'FINISHED')
        order by recorded_at desc, happened_at desc, event, run_id
        limit {RECENT_EVENTS}""")
    started = [event["run_id"] for event in events if event["event"] == "STARTED"]
    if not started:
        return RunRows(events, [])
    errors = warehouse.query(f"""
        select detail from {run_event}
        where event = 'ERROR' and run_id = {warehouse.literal(started[0])} order by happened_at, detail""")
    return RunRows(events, errors)


def read_status(
    warehouse: Warehouse, schema: str, run_id: str, gates_run_id: str, since: datetime
) -> StatusRows:
    """What is recorded of one run, and of the days before it; `since` is the start of the run."""

    def table(name: str) -> str:
        return warehouse.relation(schema, name)

    window = recorded_since(since - timedelta(days=WINDOW_DAYS))
    of_run = f"run_id = {warehouse.literal(run_id)} and {window}"
    return StatusRows(
        gates=warehouse.query(f"""
            select gate_id, instance_id, relation_name, level, outcome, blocking, reasons
            from {table("gate_decision")}
            where run_id = {warehouse.literal(gates_run_id)} and {window}"""),
        measured=warehouse.query(_measured_query(table, of_run)),
        nodes=read_nodes(warehouse, schema),
        facts=warehouse.query(f"""
            select instance_id, max(recorded_at) as measured_at from {table("run_profile_result")}
            where element_id = '' and {window} group by instance_id"""),
        built=warehouse.query(f"""
            select task_id, max(recorded_at) as built_at from {table("process_metrics")}
            where status = 'success' and resource_type in {BUILT_KINDS} and {window} group by task_id"""),
        guarded=warehouse.query(f"""
            select distinct instance_id from {table("gate_decision")} where {window}"""),
        learning=warehouse.query(_learning_query(table, window)),
    )


def recorded_since(moment: datetime) -> str:
    """The condition that bounds a read of facts by a constant."""
    return f"recorded_at >= timestamp '{moment:%Y-%m-%d} 00:00:00'"


def read_nodes(warehouse: Warehouse, schema: str) -> list[Row]:
    """The latest version of each node that can have a relation."""
    return warehouse.query(f"""
        select instance_id, relation_name, resource_type, materialized, meta, recorded_at
        from (
            select instance_id, relation_name, resource_type, materialized, meta, recorded_at,
                row_number() over (partition by instance_id order by recorded_at desc) as age_rank
            from {warehouse.relation(schema, "node_version")}
            where resource_type in ('model', 'seed', 'snapshot', 'source')
        ) as versions
        where age_rank = 1""")


def read_profiled_nodes(warehouse: Warehouse, schema: str, now: datetime) -> list[Node]:
    """Every node with a profile, then those that have none."""
    window = recorded_since(now - timedelta(days=PROFILED_DAYS))
    measured = warehouse.query(f"""
        select instance_id, relation_name
        from (
            select instance_id, relation_name,
                row_number() over (partition by instance_id order by recorded_at desc) as age_rank
            from {warehouse.relation(schema, "run_profile_result")}
            where element_id = '' and {window}
        ) as profiles
        where age_rank = 1""")
    known = {row["instance_id"] for row in measured}
    nodes = [row for row in read_nodes(warehouse, schema) if row["instance_id"] not in known]
    return [Node(row["instance_id"], row["relation_name"] or "", True) for row in measured] + [
        Node(row["instance_id"], row["relation_name"] or "", False, row["materialized"]) for row in nodes
    ]


def read_moments(warehouse: Warehouse, schema: str, now: datetime) -> list[Row]:
    """The dates and timestamps of relations with a gate of which no partition is measured."""
    window = recorded_since(now - timedelta(days=WINDOW_DAYS))
    return warehouse.query(f"""
        select p.instance_id, p.element_id, p.min_value, p.max_value, p.profile_ts
        from (
            select instance_id, element_id, type_family, ordinal, min_value, max_value, profile_ts,
                row_number() over (
                    partition by instance_id, element_id order by recorded_at desc
                ) as age_rank,
                max(partition_value) over (partition by instance_id) as a_partition
            from {warehouse.relation(schema, "run_profile_result")} where {window}
        ) as p
        join (
            select distinct instance_id from {warehouse.relation(schema, "gate_decision")} where {window}
        ) as g on g.instance_id = p.instance_id
        where p.age_rank = 1 and p.a_partition is null
            and p.type_family in ('date', 'timestamp') and p.min_value is not null and p.max_value is not null
        order by p.instance_id, p.ordinal""")


def _measured_query(table: Callable[[str], str], of_run: str) -> str:
    return f"""
        select count(distinct instance_id) as relations,
            count(distinct case when type_family <> 'other' then {COLUMN} end) as columns,
            count(distinct case when type_family = 'other' then {COLUMN} end) as skipped_columns
        from {table("run_profile_result")} where {of_run}"""


def _learning_query(table: Callable[[str], str], window: str) -> str:
    """What most columns of a relation do, by the longest series: a new column learns alone."""
    verdicts = f"{table('column_verdict')} where {window}"
    return f"""
        select v.instance_id, v.measure,
            max(case when v.decision = 'LEARNING' then v.history_days end) as history_days
        from (select instance_id, measure, decision, history_days, recorded_at from {verdicts}) as v
        join (
            select instance_id, max(recorded_at) as judged_at from {verdicts} and measure = 'drift'
            group by instance_id
        ) as latest on latest.instance_id = v.instance_id and latest.judged_at = v.recorded_at
        where v.measure = 'drift'
        group by v.instance_id, v.measure
        having 2 * count(case when v.decision = 'LEARNING' then 1 end) > count(*)"""
