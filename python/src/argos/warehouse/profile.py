"""Gathers what `argos profile` says."""

from __future__ import annotations

from datetime import timedelta

from argos.errors import PreconditionError
from argos.model import Where
from argos.profiler.model import Node, Previous, ProfileKey, ProfileReport
from argos.profiler.relations import find_profiles, find_relation
from argos.profiler.report import FIELDS, changes, profile_report
from argos.times import parse_utc
from argos.warehouse.base import Row, Warehouse
from argos.warehouse.dbt import connect
from argos.warehouse.facts import PROFILED_DAYS, read_profiled_nodes, recorded_since
from argos.warehouse.setup import in_tables_of, read_setup


class _Profiles:
    """The profiles of a schema, as far back as they are read."""

    def __init__(self, warehouse: Warehouse, schema: str, window: str) -> None:
        self._warehouse = warehouse
        self._schema = schema
        self._window = window
        self._results = warehouse.relation(schema, "run_profile_result")

    def keys(self, instance_id: str) -> list[ProfileKey]:
        """The two latest profiles of each partition, or of the whole."""
        rows = self._warehouse.query(f"""
            select run_id, partition_value, profile_ts, recorded_at
            from (
                select run_id, partition_value, profile_ts, recorded_at,
                    row_number() over (
                        partition by partition_value order by profile_ts desc, recorded_at desc
                    ) as age_rank
                from (
                    select run_id, partition_value,
                        max(profile_ts) as profile_ts, max(recorded_at) as recorded_at
                    from {self._results}
                    where instance_id = {self._warehouse.literal(instance_id)}
                        and element_id = '' and {self._window}
                    group by run_id, partition_value
                ) as profiles
            ) as ranked
            where age_rank <= 2""")
        return [_key(row) for row in rows]

    def rows(self, instance_id: str, key: ProfileKey, fields: str) -> list[Row]:
        """The rows of one profile, in the order of the columns."""
        literal, partition = self._warehouse.literal, key.partition_value
        of_partition = "is null" if partition is None else f"= {literal(partition)}"
        return self._warehouse.query(f"""
            select {fields} from {self._results}
            where instance_id = {literal(instance_id)} and run_id = {literal(key.run_id)}
                and partition_value {of_partition} and {self._window}
            order by ordinal, recorded_at""")

    def command(self, run_id: str) -> str | None:
        """dbt's command in that run."""
        rows = self._warehouse.query(f"""
            select command from {self._warehouse.relation(self._schema, "run_event")}
            where event = 'STARTED' and run_id = {self._warehouse.literal(run_id)}""")
        return rows[0]["command"] if rows else None


def _key(row: Row) -> ProfileKey:
    recorded_at = parse_utc(row["recorded_at"])
    profile_ts = parse_utc(row["profile_ts"]) or recorded_at
    if not (profile_ts and recorded_at):
        raise PreconditionError(f"a row of run {row['run_id']} has no time")
    return ProfileKey(row["run_id"], row["partition_value"], profile_ts, recorded_at)


def gather_profile(where: Where, wanted: str, partition: str | None) -> ProfileReport:
    """Finds the relation, then reads its latest profile and the columns of the one before."""
    setup = read_setup(where)
    window = recorded_since(setup.now - timedelta(days=PROFILED_DAYS))
    with connect(setup.target) as warehouse, in_tables_of(setup.place):
        profiles = _Profiles(warehouse, setup.place.schema, window)
        node = find_relation(wanted, read_profiled_nodes(warehouse, setup.place.schema, setup.now))
        latest, *earlier = find_profiles(partition, profiles.keys(node.instance_id), wanted)
        rows = profiles.rows(node.instance_id, latest, ", ".join(FIELDS))
        previous = _previous(profiles, node, earlier[0], rows) if earlier else None
        command = profiles.command(latest.run_id)
    return profile_report(setup.place, setup.now, node, latest, previous, command, rows)


def _previous(profiles: _Profiles, node: Node, key: ProfileKey, rows: list[Row]) -> Previous:
    before = profiles.rows(node.instance_id, key, "element_id, ordinal, recorded_at")
    return changes(key, _columns(before), _columns(rows))


def _columns(rows: list[Row]) -> list[str]:
    return list(dict.fromkeys(row["element_id"] for row in rows if row["element_id"]))
