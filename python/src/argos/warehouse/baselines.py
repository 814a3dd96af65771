"""Reads what `argos baseline diff` and `argos baseline log` say."""

from __future__ import annotations

from argos.baselines.diff import diffs
from argos.baselines.model import BaselineDiff, BaselineLog, Step
from argos.errors import PreconditionError
from argos.model import Where
from argos.profiler.model import Node
from argos.profiler.relations import find_relation
from argos.times import parse_utc
from argos.warehouse.base import Row, Warehouse
from argos.warehouse.dbt import connect
from argos.warehouse.facts import read_nodes
from argos.warehouse.setup import in_tables_of, read_setup

STEPS = 200


def gather_diff(where: Where, wanted: str | None, version: int | None) -> BaselineDiff:
    """The versions of a relation, or of all, one against the other."""
    setup = read_setup(where)
    schema = setup.place.schema
    with connect(setup.target) as warehouse, in_tables_of(setup.place):
        of_node, name = _of_node(warehouse, schema, wanted)
        rows = warehouse.query(
            f"select * from {warehouse.relation(schema, 'profile_baseline')} where {of_node}"
        )
    if not rows:
        raise PreconditionError(
            f"{name} has no baseline", f"run argos baseline propose{f' {wanted}' if wanted else ''}"
        )
    return BaselineDiff(setup.place, diffs(rows, version))


def gather_log(where: Where, wanted: str | None) -> BaselineLog:
    """The latest steps, those of all relations among those of one."""
    setup = read_setup(where)
    schema = setup.place.schema
    with connect(setup.target) as warehouse, in_tables_of(setup.place):
        of_node, _ = _of_node(warehouse, schema, wanted)
        rows = warehouse.query(f"""
            select recorded_at, step, instance_id, version, given_by, given_as, reason, freeze_from, freeze_to
            from {warehouse.relation(schema, "baseline_attestation")}
            where {of_node} or instance_id is null
            order by recorded_at desc, version desc, step limit {STEPS}""")
    return BaselineLog(setup.place, tuple(map(_step, rows)))


def _of_node(warehouse: Warehouse, schema: str, wanted: str | None) -> tuple[str, str]:
    """The condition on rows of the relation that is meant, and its name."""
    if wanted is None:
        return "1 = 1", "no relation"
    rows = read_nodes(warehouse, schema)
    node = find_relation(wanted, [Node(row["instance_id"], row["relation_name"] or "", True) for row in rows])
    return f"instance_id = {warehouse.literal(node.instance_id)}", wanted


def _step(row: Row) -> Step:
    first, last = parse_utc(row["freeze_from"]), parse_utc(row["freeze_to"])
    return Step(
        parse_utc(row["recorded_at"]),
        row["step"],
        row["instance_id"],
        None if row["version"] is None else int(row["version"]),
        row["given_by"],
        row["given_as"],
        row["reason"],
        first.date() if first else None,
        last.date() if last else None,
    )
